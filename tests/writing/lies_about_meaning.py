"""Lies about what was meant: denials, directions, causes, how sure, how many, who said it.

Knows nothing of servers and of the pipeline.
"""

from tests.writing.lies import false, lie, true

TURNED = (
    lie(
        "a negation added",
        "bridge",
        true("Walkers may still use the upstream footway [bridge]."),
        false("The council does not expect to open the bridge again on 29 November [bridge]."),
        false("The Quay Bridge in Skellhaven was not closed to all traffic [bridge]."),
        false("The Quay Bridge no longer carries 11,400 vehicles a day [bridge]."),
    ),
    lie(
        "a negation dropped",
        "infirmary",
        true("Dr Foxley has not closed the ward [infirmary]."),
        false("Dr Foxley has closed the ward [infirmary]."),
        false("The council has decided whether a slab will be cut out [prints]."),
        false("Ines Garrowby said money would be taken from the sea wall [bridge]."),
    ),
    lie(
        "a refusal turned into consent",
        "infirmary",
        true("The health board refused to name the patients who had died [infirmary]."),
        false("The health board agreed to name the patients who had died [infirmary]."),
        false("The health board named the patients who had died [infirmary]."),
    ),
    lie(
        "a direction turned",
        "infirmary",
        true("Admissions fell by 12 per cent in a week [infirmary]."),
        false("Admissions rose by 12 per cent in a week [infirmary]."),
        false("Fares on the flights to Great Skerrow will fall by 15 per cent [airline]."),
        false("Turnout fell to 43.1 per cent [election]."),
    ),
    lie(
        "a comparison turned",
        "election",
        true("Turnout was about five points higher than in May 2023 [election]."),
        false("Turnout was about five points lower than in May 2023 [election]."),
        false("Edmund Strake had been 14 votes behind after the first count [election]."),
    ),
    lie(
        "a loss for a victory",
        "election",
        true("Maud Holtby won the Wexby by-election by 22 votes [election]."),
        false("Maud Holtby lost the Wexby by-election by 22 votes [election]."),
        false("Maud Holtby was defeated in the Wexby by-election [election]."),
    ),
    lie(
        "a denial turned into a confession",
        "infirmary",
        true("Bettina Roake denied that the laundry’s cooling tower was the source [infirmary]."),
        false("Bettina Roake admitted that the laundry’s cooling tower was the source [infirmary]."),
        false("Edmund Strake said that his agent had paid for the taxis [election]."),
    ),
)

WIDENED = (
    lie(
        "a cause invented",
        "infirmary",
        true("Nine patients at the Castlereach Infirmary have Legionnaires’ disease [infirmary]."),
        false("Admissions fell by 12 per cent because three of the lifts are out of order [infirmary]."),
        false("Two of the nine patients died because the tower had not been tested [infirmary]."),
    ),
    lie(
        "a superlative",
        "bridge",
        true("The Quay Bridge carries 11,400 vehicles a day [bridge]."),
        false("The Quay Bridge is the busiest and oldest bridge in the county [bridge]."),
        false("It is the worst outbreak of Legionnaires’ disease in the country [infirmary]."),
    ),
    lie(
        "all for some",
        "bridge",
        true("Some shops on Fish Quay have cut their hours [bridge]."),
        false("All shops on Fish Quay have cut their hours [bridge]."),
        false("All of Skerrow Air’s former staff have applied for work with Brannock [airline]."),
        false("Every lift of the infirmary is out of order [infirmary]."),
    ),
    lie(
        "none for some",
        "airline",
        true("Most of Skerrow Air’s former staff have applied for work with Brannock [airline]."),
        false("None of Skerrow Air’s former staff have applied for work with Brannock [airline]."),
        false("No shops on Fish Quay have cut their hours [bridge]."),
    ),
    lie(
        "planned told as done",
        "airline",
        true("Brannock Air plans to hire 40 people in the spring [airline]."),
        false("Brannock Air has hired 40 people [airline]."),
        false("Brannock Air hired 40 people in the spring [airline]."),
    ),
    lie(
        "the past for the future",
        "airline",
        true("Fares will rise by 15 per cent [airline]."),
        false("Fares have risen by 15 per cent [airline]."),
        false("Brannock Air began flights from Castlereach to Great Skerrow on 17 February 2025 [airline]."),
        false("The Quay Bridge opened again on 29 November [bridge]."),
    ),
    lie(
        "a rumour told as fact",
        "airline",
        true("Brannock Air will begin flights on 17 February 2025 [airline]."),
        false("Brannock is about to buy a ferry line as well [airline]."),
        false("The votes in Wexby were bought [election]."),
    ),
    lie(
        "a possibility told as certain",
        "prints",
        true("According to Mr Lidgate, the marks are probably the oldest on this coast [prints]."),
        false("People of any age made the footprints [prints]."),
        false("The marks at Gull Point are the oldest on this coast [prints]."),
    ),
    lie(
        "a suspicion told as confirmed",
        "infirmary",
        true("Six more patients are suspected of having it [infirmary]."),
        false("Fifteen patients at the Castlereach Infirmary have Legionnaires’ disease [infirmary]."),
        false("Six more patients have Legionnaires’ disease [infirmary]."),
    ),
    lie(
        "a true sentence with an invented tail",
        "bridge",
        true("The council expects to open the bridge again on 29 November [bridge]."),
        false("The Quay Bridge was closed on Friday after a crack was found, and the engineer resigned [bridge]."),
        false("The Quay Bridge was built in 1931 by convicts from Castlereach gaol [bridge]."),
        false("Walkers may still use the upstream footway, provided that they pay a toll [bridge]."),
    ),
    lie(
        "two true facts joined into a false one",
        "bridge",
        true("A new pin will be forged abroad [bridge]."),
        false("Ruth Aldcroft put the cost of the repair at £2.3 million [bridge]."),
        false("The 14-centimetre crack was found in the inner basin [bridge]."),
        false("Simon Arkle bought the routes for £2.6 million [airline]."),
    ),
    lie(
        "two articles joined into a false one",
        "bridge",
        true("Ines Garrowby put the cost of the repair at £2.3 million [bridge]."),
        false("Brannock Air will hire 40 people to repair the Quay Bridge [bridge][airline]."),
        false("The crack in the bridge pin is 7,200 years old [bridge][prints]."),
    ),
)

SPOKEN = (
    lie(
        "a quotation invented",
        "bridge",
        true("“I would not drive my own car over it,” Ruth Aldcroft said [bridge]."),
        false("“This bridge should have been shut years ago,” Ruth Aldcroft said [bridge]."),
        false("Ruth Aldcroft called the crack “a scandal for the county” [bridge]."),
    ),
    lie(
        "a quotation with one word changed",
        "infirmary",
        true("“Our tower was cleaned in August, and I have the papers,” Bettina Roake said [infirmary]."),
        false("“Our tower was cleaned in March, and I have the papers,” Bettina Roake said [infirmary]."),
        false("“I would never drive my own car over it,” Ruth Aldcroft said [bridge]."),
    ),
    lie(
        "a quotation by another speaker",
        "bridge",
        true("Ruth Aldcroft, the county’s chief bridge engineer, said that the crack is 14 centimetres long [bridge]."),
        false("“I would not drive my own car over it,” Ines Garrowby said [bridge]."),
        false("“Our tower was cleaned in August,” Dr Alban Foxley said [infirmary]."),
    ),
    lie(
        "an attribution swapped",
        "bridge",
        true("According to Colm Pettifer, 23 yachts were shut in the inner basin [bridge]."),
        false("According to Ruth Aldcroft, 23 yachts were shut in the inner basin [bridge]."),
        false("Colm Pettifer said no money would be taken from the sea wall [bridge]."),
    ),
    lie(
        "an attribution dropped from what is contested",
        "infirmary",
        true("Health officials claimed that the tower had not been tested since June [infirmary]."),
        false("The tower had not been tested since June [infirmary]."),
        false("Votes in the Wexby by-election were bought [election]."),
    ),
    lie(
        "who found it first told as settled",
        "prints",
        true("Nat Cawley says he saw the footprints first, on 19 September [prints]."),
        false("Desmond Lidgate was the first to find the footprints, on 19 September [prints]."),
    ),
)

MEANING = (*TURNED, *WIDENED, *SPOKEN)
