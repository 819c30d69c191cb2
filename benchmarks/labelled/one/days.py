"""Another day, month, year or weekday in a sentence.

Knows nothing of other numbers, or of checkers. What is put in stands nowhere near the claim; before "by" and "until" it
is earlier, after "since" and "after" it is later, so that no looser truth is left.
"""

import random
import re
from collections.abc import Sequence

from benchmarks.labelled.one.ground import Ground, replaced

_MONTHS = "January February March April May June July August September October November December".split()
_SHORT = [month[:3] for month in _MONTHS]
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTH = "|".join([*_MONTHS, r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\."])
_DAY_OF_MONTH = re.compile(rf"\b(?P<day>\d{{1,2}})(?= (?:{_MONTH}))|(?<=\b)(?:{_MONTH}) (?P<after>\d{{1,2}})\b(?!\d|:)")
_NAMED_MONTH = re.compile(
    rf"\b(?:(?<=\d )|(?<=in )|(?<=late )|(?<=early )|(?<=until )|(?<=since ))(?:{'|'.join(_MONTHS)})\b"
)
_LEADING_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})(?= \d{{1,2}}\b)")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b(?! \d)")
_YEAR = re.compile(
    r"(?<![\d,.£$€–-])(?:1[4-9]\d\d|20[0-4]\d)(?![\d,%–-]|s\b| (?:people|men|women|metres|miles|votes|years))"
)
_DECADE = re.compile(r"\b(1[5-9]|20)(\d)0s\b")
_EARLIER_ONLY = re.compile(r"\b(?:by|until|till|before|within|than)\b[^,;.]{0,14}$", re.IGNORECASE)
_LATER_ONLY = re.compile(r"\b(?:after|since|from|not before)\b[^,;.]{0,14}$", re.IGNORECASE)


def other_day(ground: Ground, chance: random.Random) -> str | None:
    """Another day of the same month."""
    found = [each for each in _DAY_OF_MONTH.finditer(ground.claim)]
    for each in chance.sample(found, len(found)):
        old = int(each["day"] or each["after"])
        days = [day for day in _allowed(each, range(1, 29), old) if not ground.says(str(day))]
        if days:
            return replaced(ground.claim, each, re.sub(r"\d+", str(chance.choice(days)), each[0]))
    return None


def other_month(ground: Ground, chance: random.Random) -> str | None:
    """Another month of the same year."""
    found = [*_NAMED_MONTH.finditer(ground.claim), *_LEADING_MONTH.finditer(ground.claim)]
    for each in chance.sample(found, len(found)):
        places = _allowed(each, range(len(_MONTHS)), _MONTHS.index(each[0]))
        months = [_MONTHS[place] for place in places if not ground.says(f"{_MONTHS[place]} {_SHORT[place]}")]
        if months:
            return replaced(ground.claim, each, chance.choice(months))
    return None


def other_year(ground: Ground, chance: random.Random) -> str | None:
    """Another year, one to nine years off, or another decade."""
    for each in _shuffled(_YEAR, ground.claim, chance):
        old = int(each[0])
        years = [year for year in _allowed(each, range(old - 9, old + 10), old) if not ground.says(str(year))]
        if years:
            return replaced(ground.claim, each, str(chance.choice(years)))
    for each in _shuffled(_DECADE, ground.claim, chance):
        decades = [f"{each[1]}{ten}0s" for ten in range(10) if str(ten) != each[2]]
        new = [decade for decade in decades if decade[:3] not in ground.said]
        if new:
            return replaced(ground.claim, each, chance.choice(new))
    return None


def other_weekday(ground: Ground, chance: random.Random) -> str | None:
    """Another day of the week, where no longer stretch of time is told that would hold it."""
    for each in _shuffled(_WEEKDAY, ground.claim, chance):
        before = ground.claim[: each.start()]
        days = [day for day in _DAYS if not ground.says(day)]
        if days and not _EARLIER_ONLY.search(before) and not _LATER_ONLY.search(before):
            return replaced(ground.claim, each, chance.choice(days))
    return None


def other_whole_date(ground: Ground, chance: random.Random) -> str | None:
    """Another whole date of the same article in the place of one."""
    whole = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(_MONTHS)})\b(?! \d{{4}})")
    dates = sorted(set(whole.findall(ground.article.text)))
    for each in _shuffled(whole, ground.claim, chance):
        bounded = _EARLIER_ONLY.search(ground.claim[: each.start()]) or _LATER_ONLY.search(ground.claim[: each.start()])
        new = [date for date in dates if not ground.says(date.split()[0])]
        if new and not bounded:
            return replaced(ground.claim, each, chance.choice(new))
    return None


def _shuffled(pattern: re.Pattern[str], text: str, chance: random.Random) -> list[re.Match[str]]:
    found = list(pattern.finditer(text))
    return chance.sample(found, len(found))


def _allowed(each: re.Match[str], choices: Sequence[int], old: int) -> list[int]:
    """The choices that make the sentence wrong whatever stands before the date."""
    before = each.string[: each.start()]
    if _LATER_ONLY.search(before):
        return [choice for choice in choices if choice > old]
    if _EARLIER_ONLY.search(before):
        return [choice for choice in choices if choice < old]
    return [choice for choice in choices if choice != old]
