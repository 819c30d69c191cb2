"""What a page leaves around an article, and what is the article's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning import clean

NEWS = "The council voted on Tuesday to rebuild the bridge, which the flood had swept away in March."
MORE = "Work begins in spring, the mayor said."


@pytest.mark.parametrize(
    "leftover",
    [
        "Share on Facebook",
        "Share this article",
        "Share via Email",
        "Copy link",
        "Link copied!",
        "Facebook Twitter WhatsApp Email",
        "Facebook\nTwitter\nEmail",
        "Follow us on Twitter",
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Scroll to continue",
        "Real Time Analytics",
        "Read more: Why the old bridge fell",
        "READ MORE: Why the old bridge fell",
        "Also read: Why the old bridge fell",
        "Related: Why the old bridge fell",
        "Read more",
        "Related Articles",
        "Sign up for our newsletter",
        "Subscribe to our daily newsletter for the best of the week.",
        "Get the latest news delivered to your inbox.",
        "We use cookies to improve your experience on our site.",
        "By continuing to use this site you agree to our use of cookies.",
        "Accept all cookies",
        "Image source, Getty Images",
        "Photo: Jane Doe",
        "Photo by Jane Doe on Unsplash",
        "Getty Images",
        "© 2024 The Example Post",
        "The bridge in May. Jane Doe/Getty Images",
        "The bridge in May, as seen from the air JANE DOE/POOL/AFP via Getty Images",
        "FILE - The bridge stands over the river, March 1, 2023. (AP Photo/Jane Doe, File)",
        "FILE PHOTO: The bridge stands over the river in Ayr, March 1, 2023. REUTERS/Jane Doe",
        "The old bridge\nThe bridge in May, as seen from the air JANE DOE/AFP via Getty Image",
        "Tags: bridge, flood",
    ],
)
def test_a_leftover_goes_and_the_news_around_it_stays(leftover: str) -> None:
    assert clean(f"{NEWS}\n\n{leftover}\n\n{MORE}") == f"{NEWS}\n\n{MORE}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Getty Images sued the company in London on Monday.",
        "She licensed the picture through Getty Images.",
        "The pictures were sold via Getty Images.",
        "The regulator fined the site because it stored cookies without asking.",
        '"We use cookies to follow users," the executive said.',
        "We use cookies in the kitchen as well, the baker said.",
        "The newsletter reached a million subscribers in June.",
        "Subscribe to the newsletter, the email said, or lose your account.",
        "Share prices on Facebook fell by 3% after the report.",
        "Advertisement spending fell by a tenth last year.",
        "Read more: that is what the minister told pupils. They laughed.",
        "Related companies were searched as well.",
        "The photo by Jane Doe shows the bridge before it fell.",
        "Print sales fell, and so did the share price.",
        "Tags on the shoes were forged, police said.",
        "Tweet",
        "Reuters",
    ],
)
def test_a_sentence_that_only_mentions_such_things_stays(sentence: str) -> None:
    assert clean(f"{NEWS}\n\n{sentence}\n\n{MORE}") == f"{NEWS}\n\n{sentence}\n\n{MORE}"


def test_the_trailer_of_tags_goes_from_its_head_to_the_end() -> None:
    assert clean(f"{NEWS}\n\nTags\nBridges\nAyr\nReal Time Analytics") == NEWS
    assert clean(f"{NEWS}\n\nTags\n\nBridges\n\nAyr") == NEWS


def test_a_heading_called_tags_within_the_article_stays() -> None:
    text = f"{NEWS}\n\nTags\n\nEvery stone of the bridge carries a tag that tells its place."
    assert clean(text) == text


def test_a_line_goes_without_the_paragraph_it_stands_in() -> None:
    assert clean(f"{NEWS}\nAdvertisement\n{MORE}") == f"{NEWS}\n{MORE}"


def test_a_text_of_leftovers_alone_is_empty() -> None:
    assert clean("Advertisement\n\nShare on Facebook") == ""
    assert clean("") == ""


@given(
    st.lists(
        st.sampled_from([NEWS, MORE, "Advertisement", "Copy link", "Tags", "Ayr", "", "Getty Images"]), max_size=12
    )
)
def test_cleaning_keeps_order_and_is_done_once(paragraphs: list[str]) -> None:
    cleaned = clean("\n\n".join(paragraphs))
    assert clean(cleaned) == cleaned
    kept = [p for p in cleaned.split("\n\n") if p in (NEWS, MORE)]
    assert kept == [p for p in paragraphs if p in (NEWS, MORE)]
