"""More lies, about two stories that were added once the judge had been mended by the others.

At their first telling 19 of 63 were shown; most of what is checked against them now was written after that.

Knows nothing of servers and of the pipeline.
"""

from tests.writing.lies import false, lie, true

DAIRY = (
    lie(
        "a doer exchanged where the article tells who did it",
        "dairy",
        false("640,000 litres of milk were poured away by the union [dairy]."),
    ),
    lie(
        "strikers miscounted",
        "dairy",
        true("The union said that 412 workers were on strike by Thursday [dairy]."),
        false("The union said that 340 workers were on strike by Thursday [dairy]."),
        false("The company counted 412 strikers [dairy]."),
        false("More than 500 workers at the Hollin Vale creamery walked out [dairy]."),
        false("Nearly 300 workers at the creamery were on strike [dairy]."),
    ),
    lie(
        "an offer and a claim exchanged",
        "dairy",
        true("The co-operative had offered 3.5 per cent [dairy]."),
        false("The co-operative had offered 6 per cent [dairy]."),
        false("The union wants 3.5 per cent [dairy]."),
        false("The union had offered 6 per cent [dairy]."),
        false("The co-operative had offered 3.5 million [dairy]."),
    ),
    lie(
        "who owns and who pays",
        "dairy",
        true("The co-operative is owned by 212 farms [dairy]."),
        false("The co-operative owns 212 farms [dairy]."),
        false("The co-operative has paid £600,000 to the strikers [dairy]."),
    ),
    lie(
        "a hope told as a plan and a plan as done",
        "dairy",
        true("Luke Brandreth hopes to bring both sides together next week [dairy]."),
        false("Luke Brandreth brought both sides together [dairy]."),
        false("Luke Brandreth has said where both sides will meet [dairy]."),
        false("Both sides have agreed to meet next week [dairy]."),
    ),
    lie(
        "milk and time",
        "dairy",
        true("By Wednesday night farmers had poured away 640,000 litres of milk [dairy]."),
        false("By Wednesday night farmers had sold 640,000 litres of milk [dairy]."),
        false("By Monday night farmers had poured away 640,000 litres of milk [dairy]."),
        false("Farmers poured away 640,000 gallons of milk [dairy]."),
        false("Farmers poured away 640,000 litres of milk a day [dairy]."),
    ),
    lie(
        "what somebody could not do",
        "dairy",
        true("Aled Sprake, who farms at Pennock, said that he could not hold out beyond Sunday [dairy]."),
        false("Aled Sprake said that he could hold out beyond Sunday [dairy]."),
        false("Gordon Whelk said that he could not hold out beyond Sunday [dairy]."),
        false("Aled Sprake, who farms at Tarnmoss, said that he could not hold out beyond Sunday [dairy]."),
    ),
    lie(
        "butter and cheese",
        "dairy",
        true("Sales of butter doubled in the first week of the strike [dairy]."),
        false("Sales of butter tripled in the first week of the strike [dairy]."),
        false("Sales of cheddar doubled in the first week of the strike [dairy]."),
        false("Production of cheddar has doubled [dairy]."),
        false("Production of butter has stopped [dairy]."),
        false("Production of cheddar goes on [dairy]."),
    ),
    lie(
        "words put into somebody’s mouth",
        "dairy",
        true("Maeve Tarrish called that figure “a fairy tale with a comma in it” [dairy]."),
        false("Gordon Whelk called that figure “a fairy tale with a comma in it” [dairy]."),
        false("Maeve Tarrish called the offer “an insult to every family in the valley” [dairy]."),
        false("Maeve Tarrish said that the strike had cost £600,000 so far [dairy]."),
    ),
    lie(
        "what was not ruled out told as certain",
        "dairy",
        true("Gordon Whelk did not rule out that jobs would be lost [dairy]."),
        false("Gordon Whelk ruled out that jobs would be lost [dairy]."),
        false("Jobs at the creamery will be lost [dairy]."),
        false("Jobs have been lost at the creamery [dairy]."),
    ),
    lie(
        "an owner taken from another sentence",
        "dairy",
        true("212 farms own the co-operative [dairy]."),
        false("The co-operative is owned by the Food and Creamery Workers’ Union [dairy]."),
        false("The co-operative, owned by Gordon Whelk, had offered 3.5 per cent [dairy]."),
    ),
    lie(
        "both sides made to say what one says",
        "dairy",
        true("The union said that 412 workers were on strike by Thursday [dairy]."),
        false("The co-operative and the union say that 412 workers were on strike by Thursday [dairy]."),
        false("Gordon Whelk and Maeve Tarrish said that the strike had cost £600,000 so far [dairy]."),
        false("Both sides agree that the strike has cost £600,000 [dairy]."),
    ),
)

EXAMS = (
    lie(
        "marks and pupils",
        "exams",
        true("The mathematics results of 1,260 pupils at ten schools are wrong [exams]."),
        false("The mathematics results of 1,260 schools are wrong [exams]."),
        false("The mathematics results of ten pupils are wrong [exams]."),
        false("The chemistry results of 1,260 pupils at ten schools are wrong [exams]."),
        false("The results of 23 schools are wrong [exams]."),
    ),
    lie(
        "the page",
        "exams",
        true("Page 17 of the paper was left out of the count [exams]."),
        false("Page 12 of the paper was left out of the count [exams]."),
        false("Page 17 was worth 80 of the 12 marks [exams]."),
        false("Page 17 of the paper was counted twice [exams]."),
    ),
    lie(
        "who blamed whom",
        "exams",
        true("Alwyn Prowse blamed the scanning software of Lectern Assessment [exams]."),
        false("Kester Renn blamed the scanning software of Lectern Assessment [exams]."),
        false("Lectern Assessment blamed Alwyn Prowse [exams]."),
        false("Kester Renn admitted that the software was to blame [exams]."),
        false("Alwyn Prowse apologised for the scanning software [exams]."),
    ),
    lie(
        "a promise told as an outcome",
        "exams",
        true("Nobody will lose a grade, Mr Prowse promised [exams]."),
        false("Everybody will lose a grade, Mr Prowse promised [exams]."),
        false("Some pupils will lose a grade, Mr Prowse said [exams]."),
        false("New grades were published in the middle of November [exams]."),
        false("New grades are to be published in the middle of December [exams]."),
        false("New grades are to be published at the end of November [exams]."),
    ),
    lie(
        "what nobody knows told as known",
        "exams",
        true("It is not known how many of them would have got in [exams]."),
        false("All 23 of the pupils would have got in [exams]."),
        false("Most of the 23 pupils would have got in [exams]."),
        false("The board refused 23 pupils a place at college [exams]."),
    ),
    lie(
        "disagreement told as agreement",
        "exams",
        true("Denise Carrow of the teachers’ association said that two papers were affected [exams]."),
        false("The board said that two papers were affected, mathematics and chemistry [exams]."),
        false("Denise Carrow said that only mathematics was affected [exams]."),
    ),
    lie(
        "an inquiry that may come",
        "exams",
        true("The ombudsman may open an inquiry [exams]."),
        false("The ombudsman has opened an inquiry [exams]."),
        false("The ombudsman will open an inquiry [exams]."),
        false("The ombudsman may not open an inquiry [exams]."),
    ),
    lie(
        "the contract",
        "exams",
        true("The contract with Lectern is worth £880,000 over four years [exams]."),
        false("The contract with Lectern is worth £880,000 a year [exams]."),
        false("The contract with Lectern is worth £808,000 over four years [exams]."),
        false("The contract with Lectern, signed in 2020, is worth £880,000 [exams]."),
        false("The contract with Lectern was cancelled in 2022 [exams]."),
        false("The contract with Lectern is worth £880,000 over four months [exams]."),
    ),
    lie(
        "a doer invented for what was done",
        "exams",
        true("Page 17 of the paper was left out of the count [exams]."),
        false("Pupils left out page 17 of the paper [exams]."),
        false("Page 17 was left out of the count by Alwyn Prowse [exams]."),
        false("23 pupils were refused a place at college by Lectern Assessment [exams]."),
    ),
    lie(
        "one side of a dispute given to both",
        "exams",
        true("Denise Carrow said that two papers were affected, mathematics and chemistry [exams]."),
        false("The board and the teachers’ association agree that two papers were affected [exams]."),
        false("Alwyn Prowse and Kester Renn agreed that the scanning software was to blame [exams]."),
    ),
)

OTHERS = (
    lie(
        "a builder invented",
        "bridge",
        true("The Quay Bridge was built in 1931 [bridge]."),
        false("The bridge was built by Ruth Aldcroft in 1931 [bridge]."),
        false("The Quay Bridge was closed to all traffic by the harbour master [bridge]."),
        false("Ruth Aldcroft and Colm Pettifer said that 23 yachts were shut in the inner basin [bridge]."),
    ),
    lie(
        "a doer invented in a hospital and a dispute settled",
        "infirmary",
        true("Bettina Roake said that the tower was cleaned in August [infirmary]."),
        false("The tower was cleaned in August by the hospital [infirmary]."),
        false("Health officials and Bettina Roake agree that the tower had not been tested since June [infirmary]."),
    ),
    lie(
        "whose offer it was and who withdrew it",
        "airline",
        true("An earlier offer from Northsound Ferries was withdrawn [airline]."),
        false("An earlier offer from Northsound Ferries was withdrawn by Brannock [airline]."),
        false("Simon Arkle and Odile Marchbank said that he had not been paid since October [airline]."),
    ),
    lie(
        "what was denied told as a fact",
        "election",
        true("Edmund Strake denied that his agent had paid for the taxis [election]."),
        false("Maud Holtby paid for the taxis [election]."),
        false("Edmund Strake’s agent had paid for the taxis [election]."),
    ),
)

LATER = (*DAIRY, *EXAMS, *OTHERS)
