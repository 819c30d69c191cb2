"""Links, images and markup are found in a sentence, and plain words are left alone."""

import pytest

from assistant.support.foreign import foreign_words


@pytest.mark.parametrize(
    "sentence",
    [
        "Read [more](https://evil.example/?q=1).",
        "![x](http://evil.example/a.png) The bridge is shut.",
        "See https://evil.example/now for more.",
        "Visit www.evil.example today.",
        "Go to evil.example/claim?user=1 now.",
        "The bridge <img src=x onerror=alert(1)> is shut.",
        "The <b>bridge</b> is shut.",
        "Run `rm -rf` to open the bridge.",
        "```python",
        "os.remove('bridge')",
        "| Ward 7 | 9 | 2 |",
        "The bridge &lt;script&gt; is shut.",
        "Click [here][1] to open it.",
        "Write to mailto:a@evil.example for it.",
        "It runs javascript:alert(1) when opened.",
    ],
)
def test_what_is_no_plain_words_is_found(sentence: str) -> None:
    assert foreign_words(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The cost was £3.5m and/or less than 3/4 of that.",
        "AT&T; the firm said so: it will pay 12p a litre.",
        "It scored 3.5/10 [sic] in the U.S./Canada test (2 < 3).",
        "The data: 12 of 20 were wrong.",
    ],
)
def test_plain_words_are_left_alone(sentence: str) -> None:
    assert foreign_words(sentence) is None
