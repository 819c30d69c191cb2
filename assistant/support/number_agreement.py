"""When two numbers are the same, and which numbers of a sentence no evidence states.

A number that was changed must never pass, and one that was written in another way always should; so nothing is
converted, an exact number agrees with no other exact one, and a rounded one says so. Knows nothing of dates or names.
"""

from fractions import Fraction

from assistant.support.number import Number
from assistant.support.units import units_agree

_NEAR = Fraction(1, 10)
"""How far "about" and "nearly" reach, of the number itself, where its last telling place does not say less."""
_FAR = Fraction(1, 4)
"""How far "more than" and "less than" reach, where the last telling place does not say more."""
_ABOVE, _BELOW = ("over", "least"), ("under", "nearly", "most")


def states(evidence: Number, said: Number) -> bool:
    """Whether a number in the evidence states the one that was said."""
    if evidence.ordinal != said.ordinal and not (said.label and said.label == evidence.label):
        return False
    if evidence.pair and said.pair and evidence.pair != said.pair:
        return False
    return any(
        units_agree(one.unit, other.unit) and _value_states(evidence, one.value, said, other.value)
        for one in evidence.readings
        for other in said.readings
    )


def _value_states(evidence: Number, found: Fraction, said: Number, value: Fraction) -> bool:
    if said.hedge == "vague":
        return value <= found < value * 20 if evidence.hedge != "vague" else value == found
    if evidence.hedge == "vague":
        return False
    if found == value:
        return _hedges_agree(evidence, said)
    if evidence.share != said.share and abs(found - value) <= Fraction(1, 2) and said.hedge == "exact":
        return value > 1  # a third, and 33 %
    return evidence.hedge != said.hedge and _is_rounded(found, said, value)


def _hedges_agree(evidence: Number, said: Number) -> bool:
    """Of one value: "more than 500" and "nearly 500" exclude each other, and neither is 500 itself."""
    if said.hedge in ("over", "under"):
        return evidence.hedge == said.hedge or evidence.hedge in (_ABOVE if said.hedge == "over" else _BELOW)
    if said.hedge == "nearly":
        return evidence.hedge in (*_BELOW, "about")
    if said.hedge == "least":
        return evidence.hedge not in ("under", "nearly")
    if said.hedge == "most":
        return evidence.hedge != "over"
    return True


def _is_rounded(found: Fraction, said: Number, value: Fraction) -> bool:
    """Whether the hedge of what was said allows for the number that was found."""
    near = min(said.step / 2, abs(value) * _NEAR) if not said.share else value * _NEAR
    far = max(said.step, abs(value) * _FAR)
    off = found - value
    match said.hedge:
        case "about":
            return abs(off) <= near
        case "nearly":
            return -near <= off < 0
        case "over" | "least":
            return 0 < off <= far
        case "under" | "most":
            return -far <= off < 0
    return False


def is_weak(said: Number) -> bool:
    """That "one" and "first" count little: "one of them", "it was first sold"; and so does "double"."""
    return said.loose or (said.value == 1 and said.readings[0].unit == "" and not said.pair)


def may_replace(one: Number, said: Number) -> bool:
    """Whether one number might stand in the place of another: of the same kind, in the same unit."""
    return one.ordinal == said.ordinal and one.loose == said.loose and one.readings[0].unit == said.readings[0].unit
