"""The small library that the tests of this door serve."""

from datetime import date

from corpus.article import Article, Publication

BRIDGE = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins."
WHY = "Why was the Quay Bridge in Skellhaven shut?"
LONG = "\n\n".join(f"Paragraph {number} of the long report on the harbour wall." for number in range(600))
ARTICLES = (
    Article("bridge", "Quay Bridge shut", BRIDGE, "https://post.test/bridge", "Harbour Post", ("Ana Lo",)),
    Article("wall", "The harbour wall", LONG, published=Publication(date(2024, 9, 13), "2024-09-13")),
    Article("notes/milk 1%", "Milk prices rise", "Milk prices in Orle rose by four per cent in August."),
)
