"""Lies about what happened: numbers, dates, names and places, each beside a sentence that is true.

Knows nothing of servers and of the pipeline.
"""

from tests.writing.lies import false, lie, true

NUMBERS = (
    lie(
        "a number swapped",
        "bridge",
        true("A routine inspection found a crack in one of the bridge’s two steel pins [bridge]."),
        false("The crack in the pin of the Quay Bridge is 41 centimetres long [bridge]."),
        false("The bridge carries 14,100 vehicles a day [bridge]."),
        false("The bridge carries some 12,900 vehicles a day [bridge]."),
    ),
    lie(
        "a number invented",
        "bridge",
        true("The Quay Bridge was built in 1931 [bridge]."),
        false("A new pin will be forged abroad in nine weeks [bridge]."),
        false("The Quay Bridge in Skellhaven was closed on Friday by 12 workers [bridge]."),
    ),
    lie(
        "numbers exchanged",
        "infirmary",
        true("Two of the nine patients have died [infirmary]."),
        false("Six patients have Legionnaires’ disease and nine more are suspected of having it [infirmary]."),
        false("Admissions fell by 12 per cent in a week, from 352 to 400 [infirmary]."),
    ),
    lie(
        "a unit changed",
        "bridge",
        true("The crack is 14 centimetres long [bridge]."),
        false("The crack in the pin is 14 millimetres long [bridge]."),
        false("The repair will cost 2.3 billion pounds, Ines Garrowby said [bridge]."),
        false("Ines Garrowby put the cost of the repair at €2.3 million [bridge]."),
        false("The bridge carries 11,400 vehicles a week [bridge]."),
    ),
    lie(
        "per cent for points, and a count for per cent",
        "election",
        true("Turnout rose to 43.1 per cent in the Wexby by-election [election]."),
        false("Turnout was about five per cent higher than in May 2023 [election]."),
        false("Maud Holtby won the Wexby by-election by 22 per cent of the votes [election]."),
        false("Maud Holtby won the Wexby by-election by 22 points [election]."),
    ),
    lie(
        "a fraction changed",
        "infirmary",
        true("Three of the infirmary’s five lifts are out of order [infirmary]."),
        false("Half of the infirmary’s lifts are out of order [infirmary]."),
        false("Two-thirds of the nine patients have died [infirmary]."),
        false("Admissions halved in a week [infirmary]."),
    ),
)

DATES = (
    lie(
        "a date swapped",
        "bridge",
        true("The council expects to open the Quay Bridge again on 29 November [bridge]."),
        false("The council expects to open the Quay Bridge again on 19 November [bridge]."),
        false("The council expects to open the Quay Bridge again on 29 December [bridge]."),
    ),
    lie(
        "a weekday wrong",
        "bridge",
        true("The Quay Bridge in Skellhaven was closed to all traffic on Friday [bridge]."),
        false("The Quay Bridge in Skellhaven was closed to all traffic on Thursday [bridge]."),
        false("The Quay Bridge was closed on Monday after a crack was found [bridge]."),
    ),
    lie(
        "a year added or changed",
        "election",
        true("Maud Holtby won after a recount on 7 December 2024 [election]."),
        false("Maud Holtby won after a recount on 7 December 2023 [election]."),
        false("Maud Holtby of the Civic Union, who has stood since 2011, won the Wexby by-election [election]."),
        false("Turnout was about five points higher than in May 2021 [election]."),
    ),
    lie(
        "a time of day wrong",
        "bridge",
        true("The Quay Bridge was closed to all traffic at 6.15 a.m. on Friday [bridge]."),
        false("The Quay Bridge was closed to all traffic at 6.15 p.m. on Friday [bridge]."),
        false("The Quay Bridge was closed to all traffic at 8.15 a.m. on Friday [bridge]."),
    ),
    lie(
        "the day of publication for the day of the event",
        "election",
        true("The recount in Wexby was on 7 December 2024 [election]."),
        false("Maud Holtby won the Wexby by-election after a recount on 8 December 2024 [election]."),
    ),
    lie(
        "before for after",
        "airline",
        true("Skerrow Air stopped flying on 17 November 2024 [airline]."),
        false("Brannock Air will begin flights to Great Skerrow before 17 February 2025 [airline]."),
        false("Edmund Strake had been 14 votes ahead before the first count [election]."),
    ),
)

NAMES = (
    lie(
        "a name swapped",
        "bridge",
        true("Colm Pettifer, the harbour master, said that 23 yachts were shut in the inner basin [bridge]."),
        false("Council leader Ruth Aldcroft put the cost of the repair at £2.3 million [bridge]."),
        false("Maud Holtby put the cost of the repair of the bridge at £2.3 million [bridge]."),
    ),
    lie(
        "a first name invented or changed",
        "infirmary",
        true("Dr Foxley said that all nine had been treated on Ward 7 [infirmary]."),
        false("Dr Martin Foxley said that all nine had been treated on Ward 7 [infirmary]."),
        false("Brenda Roake runs the Snowline Laundry [infirmary]."),
    ),
    lie(
        "a surname that two people have",
        "airline",
        true("Simon Arkle, a pilot, said that he had not been paid since October [airline]."),
        false("Judith Arkle, a pilot, said that she had not been paid since October [airline]."),
        false("Simon Arkle said that a bundle of 25 papers had been put under the wrong slip [election]."),
    ),
    lie(
        "a place swapped",
        "airline",
        true("Brannock Air will begin flights from Castlereach to Great Skerrow [airline]."),
        false("Brannock Air will begin flights from Skellhaven to Great Skerrow [airline]."),
        false("Brannock Air will begin flights from Castlereach to Gull Point [airline]."),
        false("The Quay Bridge in Wexby was closed to all traffic [bridge]."),
        false("Brannock Air will begin flights from Great Skerrow to Castlereach on 17 February 2025 [airline]."),
    ),
    lie(
        "an organisation swapped",
        "airline",
        true("Brannock bought the routes for £2.6 million [airline]."),
        false("Northsound Ferries bought the routes for £2.6 million [airline]."),
        false("Brannock Air stopped flying because it could not pay for fuel [airline]."),
        false("Maud Holtby of the County Alliance won the Wexby by-election [election]."),
    ),
    lie(
        "people of one sentence exchanged",
        "election",
        true("Maud Holtby of the Civic Union won the Wexby by-election by 22 votes [election]."),
        false("Edmund Strake won the Wexby by-election by 22 votes after a recount [election]."),
        false("Maud Holtby had been 14 votes ahead after the first count [election]."),
    ),
)

FACTS = (*NUMBERS, *DATES, *NAMES)
