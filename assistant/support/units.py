"""What numbers are measured in: units, currencies and magnitudes, as English and German texts write them.

A unit has one name here however it is written; nothing is converted: 5 miles are not 8 km. Knows nothing of values.
"""

from fractions import Fraction

PERCENT = "%"
POINTS = "percentage point"

_UNITS = {
    "km": "km kms kilometre kilometres kilometer kilometers",
    "m": "metre metres meter meters",
    "cm": "cm centimetre centimetres centimeter centimeters zentimeter",
    "mm": "mm millimetre millimetres millimeter millimeters",
    "mile": "mile miles mi meile meilen",
    "foot": "foot feet ft",
    "inch": "inch inches",
    "yard": "yard yards yd yds",
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes kilogramm",
    "g": "gram grams gramme grammes gramm",
    "tonne": "tonne tonnes tonnen",
    "ton": "ton tons",
    "pound": "lb lbs",
    "ounce": "ounce ounces oz",
    "square km": "km2 sqkm",
    "square m": "m2 sqm",
    "hectare": "hectare hectares ha hektar",
    "acre": "acre acres",
    "litre": "litre litres liter liters",
    "ml": "ml millilitre millilitres milliliter milliliters",
    "gallon": "gallon gallons",
    "barrel": "barrel barrels bpd",
    "km/h": "kph kmh",
    "mph": "mph",
    "knot": "knot knots kn",
    "kW": "kw kilowatt kilowatts",
    "MW": "mw megawatt megawatts",
    "GW": "gw gigawatt gigawatts",
    "kWh": "kwh",
    "MWh": "mwh",
    "GWh": "gwh",
    "MB": "mb megabyte megabytes",
    "GB": "gb gigabyte gigabytes",
    "TB": "tb terabyte terabytes",
    "hertz": "hz hertz",
    "degree": "° degree degrees grad",
    "second": "seconds sec secs sekunde sekunden",
    "minute": "minute minutes min mins minuten",
    "hour": "hour hours hr hrs stunde stunden",
    "day": "day days tag tage tagen",
    "week": "week weeks woche wochen",
    "month": "month months monat monate monaten",
    "year": "year years yr yrs jahr jahre jahren",
    "decade": "decade decades jahrzehnt jahrzehnte jahrzehnten",
    "century": "century centuries jahrhundert jahrhunderte jahrhunderten",
    PERCENT: "% percent pct pc prozent",
    "USD": "usd",
    "dollar": "$ dollar dollars buck bucks",
    "GBP": "£ gbp sterling quid pound pounds",
    "EUR": "€ eur euro euros",
    "JPY": "¥ jpy yen",
    "CNY": "cny rmb yuan renminbi",
    "INR": "₹ inr rupee rupees",
    "RUB": "₽ rub rouble roubles ruble rubles rubel",
    "KRW": "₩ krw won",
    "CHF": "chf franc francs franken",
    "krone": "sek nok dkk krona kronor krone kroner kronen",
    "shekel": "₪ shekel shekels",
    "cent": "cent cents ¢",
    "penny": "pence penny",
}
UNIT_OF: dict[str, str] = {written: unit for unit, all_written in _UNITS.items() for written in all_written.split()}
"""The unit of a word in lower case, or of a sign."""

LONG_UNITS: dict[tuple[str, ...], str] = {
    ("per", "cent"): PERCENT,
    ("percentage", "point"): POINTS,
    ("percentage", "points"): POINTS,
    ("degrees", "celsius"): "°C",
    ("degree", "celsius"): "°C",
    ("degrees", "centigrade"): "°C",
    ("grad", "celsius"): "°C",
    ("degrees", "fahrenheit"): "°F",
    ("°", "c"): "°C",
    ("°", "f"): "°F",
    ("miles", "per", "hour"): "mph",
    ("miles", "an", "hour"): "mph",
    ("kilometres", "per", "hour"): "km/h",
    ("kilometers", "per", "hour"): "km/h",
    ("kilometres", "an", "hour"): "km/h",
    ("kilometers", "an", "hour"): "km/h",
    ("km", "/", "h"): "km/h",
    ("sq", "km"): "square km",
    ("sq", "mi"): "square mile",
    ("sq", "ft"): "square foot",
    ("sq", "m"): "square m",
    ("km", "²"): "square km",
    ("km", "2"): "square km",
    ("m", "²"): "square m",
    ("m", "2"): "square m",
    ("us", "dollars"): "USD",
    ("u.s.", "dollars"): "USD",
    ("australian", "dollars"): "AUD",
    ("canadian", "dollars"): "CAD",
    **{
        ("square", written): f"square {unit}"
        for written, unit in UNIT_OF.items()
        if unit in ("km", "m", "mile", "foot")
    },
}
"""The unit of several words that follow one another."""

SHORT_UNITS = {"m": "m", "g": "g", "c": "°C", "f": "°F", "p": "penny", "w": "W", "l": "litre", "in": "inch"}
"""Letters that are a unit only right behind a figure: "5m", and "20C"."""

CURRENCY_BEFORE: dict[str | tuple[str, str], str] = {
    **{sign: UNIT_OF[sign] for sign in ("$", "£", "€", "¥", "₹", "₽", "₩", "₪", "chf", "eur", "usd", "gbp")},
    ("us", "$"): "USD",
    ("u.s.", "$"): "USD",
    ("a", "$"): "AUD",
    ("au", "$"): "AUD",
    ("c", "$"): "CAD",
}
"""The currency of the sign, or of the letters and the sign, before a figure."""

MAGNITUDES: dict[str, Fraction] = {
    word: Fraction(value)
    for value, words in {
        10**2: "hundred hundert",
        10**3: "thousand tausend",
        10**6: "million millions mn mln mio million. millionen",
        10**9: "billion billions bn bln milliarde milliarden mrd",
        10**12: "trillion trillions tn trn",
        12: "dozen dutzend",
    }.items()
    for word in words.split()
}
SHORT_MAGNITUDES = {"k": Fraction(10**3), "m": Fraction(10**6), "b": Fraction(10**9)}
"""Letters that are a magnitude only right behind a figure."""

_MONEY = frozenset("USD dollar AUD CAD GBP EUR JPY CNY INR RUB KRW CHF krone shekel cent penny".split())
_STRICT = _MONEY | {PERCENT, POINTS}
_WIDER = {"dollar": frozenset(("USD", "AUD", "CAD")), "degree": frozenset(("°C", "°F"))}


def is_money(unit: str) -> bool:
    """Whether it is a currency."""
    return unit in _MONEY


def units_agree(one: str, other: str) -> bool:
    """Whether two numbers of these units may be the same; "" is none told, which only money and per cent rule out."""
    if one == other:
        return True
    if not one or not other:
        return (one or other) not in _STRICT
    return other in _WIDER.get(one, ()) or one in _WIDER.get(other, ())
