"""The small library that scripted models lie about: one region's news of one autumn, all of it invented."""

from corpus.article import Article, Publication

_BRIDGE = """\
The Quay Bridge in Skellhaven was closed to all traffic at 6.15 a.m. on Friday after a routine inspection found \
a crack in one of its two steel pins.

The crack is 14 centimetres long, the county’s chief bridge engineer, Ruth Aldcroft, told a meeting. “I would \
not drive my own car over it, so I am not going to ask anyone else to,” she said.

The bridge was built in 1931 and carries 11,400 vehicles a day. A new pin will be forged abroad. Council leader \
Ines Garrowby put the cost of the repair at £2.3 million. She said no money would be taken from the sea wall.

The council expects to open the bridge again on 29 November. Harbour master Colm Pettifer said that 23 yachts \
were shut in the inner basin. Walkers may still use the upstream footway. Some shops on Fish Quay have cut their \
hours."""

_INFIRMARY = """\
Nine patients at the Castlereach Infirmary have Legionnaires’ disease and six more are suspected of having it, \
the hospital said on 24 October. Two of the nine have died.

Dr Alban Foxley, the medical director, said that all nine had been treated on Ward 7. He has not closed the \
ward.

Bettina Roake, who runs the Snowline Laundry, denied that its cooling tower was the source. “Our tower was \
cleaned in August, and I have the papers,” she said. Health officials claimed that the tower had not been tested \
since June.

Admissions fell by 12 per cent in a week, from 400 to 352. Three of the infirmary’s five lifts are out of order. \
The health board refused to name the patients who had died."""

_ELECTION = """\
Maud Holtby of the Civic Union won the Wexby by-election by 22 votes after a recount on 7 December 2024.

Her rival, Edmund Strake of the County Alliance, had been 14 votes ahead after the first count. Mr Strake said \
that he would ask a court to look at the papers. He denied that his agent had paid for the taxis.

Turnout rose to 43.1 per cent, about five points higher than in May 2023. The returning officer, Judith Arkle, \
said that a bundle of 25 papers had been put under the wrong slip. Police are looking into a claim that votes \
were bought; nobody has been charged."""

_AIRLINE = """\
Brannock Air will begin flights from Castlereach to Great Skerrow on 17 February 2025, the company said on \
Thursday. It plans to hire 40 people in the spring.

Brannock bought the routes for £2.6 million. Skerrow Air stopped flying on 17 November 2024 because it could not \
pay for fuel, its administrator, Odile Marchbank, said. Rumours that Brannock is about to buy a ferry line as \
well were not confirmed by the company.

Simon Arkle, a pilot, said that he had not been paid since October. Fares will rise by 15 per cent. Most of \
Skerrow Air’s former staff have applied for work with Brannock. An earlier offer from Northsound Ferries was \
withdrawn."""

_PRINTS = """\
Footprints found on the beach at Gull Point are about 7,200 years old, the Ebbsgate Radiocarbon Laboratory said \
on Friday. The county archaeologist, Rowena Orde, had put them at 6,000 years.

Nat Cawley, who digs for bait, says he saw them first, on 19 September. Desmond Lidgate of the Field Society \
says that he found them two days later. Dr Orde said that people of any age might have made them.

The peat in which they lie is wearing away. The edge went back 20 centimetres in two days. The council has not \
decided whether a slab will be cut out. According to Mr Lidgate, the marks are probably the oldest on this \
coast."""


_DAIRY = """\
Workers at the Hollin Vale creamery walked out on 1 October over pay, and 412 of them were on strike by \
Thursday, the Food and Creamery Workers’ Union said. The company counted 340.

Gordon Whelk, the chief executive, said that the strike had cost £600,000 so far. Maeve Tarrish, the union’s \
regional secretary, called that figure “a fairy tale with a comma in it”. The co-operative, which is owned by \
212 farms, had offered 3.5 per cent; the union wants 6 per cent.

By Wednesday night farmers had poured away 640,000 litres of milk. Aled Sprake, who farms at Pennock, said that \
he could not hold out beyond Sunday. The mediator, Luke Brandreth, hopes to bring both sides together next week. \
He has not said where.

Sales of butter doubled in the first week of the strike. Production of cheddar, which takes about a year to \
ripen, has stopped. Mr Whelk did not rule out that jobs would be lost."""

_EXAMS = """\
The mathematics results of 1,260 pupils at ten schools are wrong and will be issued again, the County \
Examinations Board said on Wednesday. Page 17 of the paper, worth 12 of its 80 marks, was left out of the count.

The board’s chief examiner, Alwyn Prowse, blamed the scanning software of Lectern Assessment, a firm in \
Castlereach. Kester Renn, its managing director, rejected that. “Our machines read what they were given,” he \
said.

Nobody will lose a grade, Mr Prowse promised. New grades are to be published in the middle of November. The \
board knew of 23 pupils who were refused a place at college. It is not known how many of them would have got in.

Denise Carrow of the teachers’ association said that two papers were affected, mathematics and chemistry. The \
board said that only mathematics was. The ombudsman may open an inquiry. The contract with Lectern, signed in \
2022, is worth £880,000 over four years."""


def _article(name: str, title: str, outlet: str, day: str, text: str) -> Article:
    published = Publication.from_iso(day)
    return Article(name, title, text.replace("\\\n", ""), outlet=outlet, published=published, language="en")


ARTICLES = (
    _article("bridge", "Quay Bridge shut after crack is found", "Harbour Post", "2024-09-13", _BRIDGE),
    _article("infirmary", "Nine ill at Castlereach Infirmary", "Castlereach Gazette", "2024-10-24", _INFIRMARY),
    _article("election", "Recount gives Wexby to Holtby", "Wexby Advertiser", "2024-12-08", _ELECTION),
    _article("airline", "Flights to Great Skerrow to begin again", "Northern Ledger", "2025-01-16", _AIRLINE),
    _article("dairy", "412 strike at Hollin Vale creamery", "Orle Valley Courier", "2024-10-11", _DAIRY),
    _article("exams", "Maths results wrong for 1,260 pupils", "Castlereach Gazette", "2024-09-19", _EXAMS),
    _article("prints", "Gull Point footprints are 7,200 years old", "Coast Radio News", "2024-10-25", _PRINTS),
)
TITLES = {article.id: article.title for article in ARTICLES}
QUESTIONS = {
    "bridge": "Why was the Quay Bridge in Skellhaven closed, and when will it open again?",
    "infirmary": "How many patients at the Castlereach Infirmary have Legionnaires’ disease?",
    "election": "Who won the Wexby by-election after the recount?",
    "airline": "When will flights to Great Skerrow begin again?",
    "dairy": "Why are workers at the Hollin Vale creamery on strike, and how many of them?",
    "exams": "What went wrong with the mathematics results of the County Examinations Board?",
    "prints": "How old are the footprints at Gull Point?",
}
