"""How an answer is printed for people."""

from dataclasses import replace

import pytest

from assistant.terminal.answers import show_answer
from tests.quoted import COURIER, LEDGER, quoted


def test_what_several_articles_say_stands_under_who_said_it_and_when(capsys: pytest.CaptureFixture[str]) -> None:
    also = replace(LEDGER, number=2, quote="It was cold.")

    show_answer(quoted(LEDGER, also, replace(COURIER, number=3)), as_json=False)

    text = capsys.readouterr().out
    first, second = f"{LEDGER.quote} [1] It was cold. [2]", f"{COURIER.quote} [3]"
    assert text.startswith(f"\nLedger · 2024-10-08\n{first}\n\nCourier · 2024-11-08\n{second}\n\n")


def test_one_article_is_named_below_alone(capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(quoted(LEDGER), as_json=False)

    assert capsys.readouterr().out.startswith(f"\n{LEDGER.quote} [1]\n\n{LEDGER.title} (Ledger · 2024-10-08)\n")


def test_an_outlet_brings_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(quoted(replace(LEDGER, outlet="[red]Ledger[/]\x1b[2J"), COURIER), as_json=False)

    assert capsys.readouterr().out.startswith("\n[red]Ledger[/][2J · 2024-10-08\n")
