"""What a page gave: an article, or something in its place."""

import pytest

from corpus.article import Article
from corpus.health import Health, Problem, judge
from corpus.reading import read_bytes
from tests.corpus.wall_pages import BadPage, bad_pages

PARAGRAPH = (
    "The council of Harrow Bay voted on Tuesday to close the old lighthouse to visitors. Engineers had found cracks in "
    "the stairs last autumn, and the repair would cost three times what the town earns there in a good year. "
)
MENU = "<nav><a href=/login>Sign in</a> <a href=/subscribe>Subscribe</a></nav>"
FORM = "<form hidden><input type=password> Forgot your password?</form>"
FOOT = "<footer>We use cookies. Accept all. Our privacy policy. Please enable JavaScript.</footer><script>go()</script>"


def page(title: str, *paragraphs: str, around: bool = True) -> bytes:
    inside = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    before, after = (MENU + FORM, FOOT) if around else ("", "")
    head = f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head>"
    return f"{head}<body>{before}<article><h1>{title}</h1>{inside}</article>{after}</body></html>".encode()


def judged(html: bytes, status: int | None = 200) -> Health:
    (read,) = read_bytes("page.html", html)
    text, title = (read.text, read.title) if isinstance(read, Article) else ("", None)
    return judge(status, html, text, title)


PAGES = list(bad_pages())


@pytest.mark.parametrize("bad", PAGES, ids=lambda bad: bad.name)
def test_a_page_that_is_no_article_is_found_and_named(bad: BadPage) -> None:
    health = judged(bad.html)
    assert health.problem is bad.problem
    assert health.sentence
    assert not health.is_good


def test_the_pages_are_many_and_of_every_kind() -> None:
    assert len(PAGES) >= 40
    assert {bad.problem for bad in PAGES} == set(Problem)


def test_an_article_between_menu_login_form_and_cookie_notice_is_good() -> None:
    assert judged(page("Lighthouse shut", PARAGRAPH * 3, PARAGRAPH * 2)) == Health()


@pytest.mark.parametrize(
    ("title", "paragraphs"),
    [
        ("404 Media wins a prize", [PARAGRAPH * 2]),
        ("Just a moment in history", [PARAGRAPH * 2]),
        ("Sorry: how a word lost its meaning", [PARAGRAPH * 2]),
        ("Sorry | Harrow Bay Herald", [PARAGRAPH * 2]),
        ("Access denied: the fight over the beach", [PARAGRAPH * 2]),
        ("Page not found: libraries lose a third of their books", [PARAGRAPH * 2]),
        (
            "Cookie law",
            [
                "Websites that store cookies will have to ask for consent from July, the regulator said. "
                "Visitors must be able to reject all cookies as easily as to accept them. "
                "Publishers fear that half of their readers will refuse. " + PARAGRAPH
            ],
        ),
        (
            "Paywalls work, study says",
            [
                PARAGRAPH,
                "“Subscribe to continue reading” was the sentence that most of those asked remembered. "
                "The papers gained subscribers nevertheless. " + PARAGRAPH * 2,
                PARAGRAPH * 3,
            ],
        ),
        ("Robots", ["Drivers of the trams had to prove that they are human, as it were: " + PARAGRAPH * 2]),
        ("Subscribers flee", [PARAGRAPH * 2, "Netflix lost 200,000 subscribers. The shares fell by a third."]),
        ("Keksrezept", ["Die Kekse zehn Minuten backen. Dann abkühlen lassen. " + PARAGRAPH * 2]),
    ],
)
def test_an_article_about_such_things_is_good(title: str, paragraphs: list[str]) -> None:
    assert judged(page(title, *paragraphs)) == Health()


def test_a_letter_that_is_offered_at_the_end_is_no_paywall() -> None:
    offer = "Sign up for our newsletter to get stories like this by e-mail."
    assert judged(page("Lighthouse shut", PARAGRAPH * 3, offer)) == Health()


def test_an_article_that_is_marked_as_paid_but_complete_is_good() -> None:
    mark = b'<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
    assert judged(page("Lighthouse shut", PARAGRAPH * 3) + mark) == Health()


def test_an_offer_after_a_long_article_is_no_paywall() -> None:
    offer = "Subscribe now to get unlimited access to our journalism."
    distinct = [f"Part {n}. {PARAGRAPH * 4}" for n in range(1, 6)]
    assert judged(page("Lighthouse shut", *distinct, offer)) == Health()
    assert judged(page("Lighthouse shut", PARAGRAPH * 4, offer)).problem is Problem.PAYWALL


def test_a_text_without_a_page_is_judged_by_its_words() -> None:
    assert judge(None, None, "A short note about the tower.", "Note") == Health()
    assert judge(None, None, "", None).problem is Problem.NO_TEXT
    wall = "This article is only available to subscribers. Subscribe now to continue reading."
    assert judge(None, None, f"{PARAGRAPH}\n\n{wall}", "Tower").problem is Problem.PAYWALL


def test_a_form_that_was_taken_for_the_article_is_found() -> None:
    form = (
        "We will use the details you have shared to manage your registration. You agree to the processing of this "
        "information as described in our Privacy Policy.\n\nWould you like the newsletter?\n\nIf you wish to object to "
        "the use of your data in this way, please tick here."
    )
    assert judge(200, None, form, "Does the exit mean the end?").problem is Problem.LOGIN


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (401, Problem.LOGIN),
        (402, Problem.PAYWALL),
        (403, Problem.BLOCKED),
        (404, Problem.ERROR_PAGE),
        (410, Problem.ERROR_PAGE),
        (429, Problem.BLOCKED),
        (500, Problem.ERROR_PAGE),
        (503, Problem.ERROR_PAGE),
    ],
)
def test_a_response_that_failed_is_no_article_whatever_it_says(status: int, problem: Problem) -> None:
    health = judged(page("Lighthouse shut", PARAGRAPH * 3), status)
    assert health.problem is problem
    assert health.evidence == f"HTTP status {status}"


def test_one_unreadable_character_in_a_hundred_is_the_limit() -> None:
    assert judge(200, None, "x" * 990 + "\ufffd" * 10, "T") == Health()
    assert judge(200, None, "x" * 989 + "\ufffd" * 11, "T").problem is Problem.CHARSET


def test_the_words_of_the_page_are_the_evidence() -> None:
    health = judged(page("Lighthouse shut", PARAGRAPH, "Subscribe now to continue reading.", around=False))
    assert health.evidence == "Subscribe now to continue reading."
    assert health.sentence == "Only the beginning is free to read; the rest of the article is for subscribers."


def test_a_page_of_one_endless_tag_is_judged_in_time() -> None:
    html = b"<html><body><p>" + b"<a " + b"x=1 " * 100_000 + b">" + PARAGRAPH.encode() * 3
    assert judge(200, html, PARAGRAPH * 3, "T") == Health()
