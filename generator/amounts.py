"""How values of indicators are written: rounded by the stated precision, with their unit, in a language.

In come exact decimals, out goes text: 38th, 90.7%, 1.95 trillion THB. It must not know where a value comes from, nor
whether it is good or bad.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from generator import locales
from generator.model import Catalog, Dataset, Indicator, Unit
from generator.words import word

RANK, SCORE, PERCENTAGE, COUNT, RATIO = "rank", "score", "percentage", "count", "ratio"
PERCENT: Final = "%"
SYMBOLS: Final = "%°"  # units that stand at the number without a space
DIGITS: Final = ((1_000, 0), (100, 1), (1, 2), (0, 4))  # from this value on so many digits are read behind the point
MILLIONS, TRILLIONS = "million-", "trillion-"  # beginnings of the names of units
LARGER: Final = 6  # the power of ten between the two
LARGER_DIGITS: Final = 3
EXACT: Final = Context(prec=1_000)  # of sums and roundings: wide enough for whatever a table may hold
WIDEST: Final = 400  # digits before the point of what is still rounded


def difference(one: Decimal, other: Decimal) -> Decimal:
    """The one minus the other, without losing a digit."""
    return EXACT.subtract(one, other)


def digits(indicator: Indicator, values: Iterable[Decimal]) -> int:
    """How many digits behind the point these values are shown with, when they stand together.

    As the descriptor states; else those that the values were written with, and no more than a reader takes in.
    """
    if indicator.precision is not None:
        return indicator.precision
    if indicator.kind == RANK:
        return 0
    known = [value for value in values if value.is_finite()]
    most = max((abs(value) for value in known), default=Decimal(0))
    written = max((-int(value.as_tuple().exponent) for value in known), default=0)
    return max(0, min(written, next(d for least, d in DIGITS if most >= least)))


def rounded(value: Decimal, places: int) -> Decimal:
    """Half up, as people round; never a negative zero."""
    if value.adjusted() > WIDEST:
        return value
    shown = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, context=EXACT)
    return shown if shown else abs(shown)


def unit_of(catalog: Catalog, dataset: Dataset, indicator: Indicator) -> Unit | None:
    """The indicator's unit: its own, else the one of the field that its values stand in."""
    name = indicator.unit
    if name is None:
        resource = next((r for r in dataset.resources if r.name == indicator.resource), None)
        fields = resource.schema.fields if resource is not None and resource.schema else ()
        name = next((f.unit for f in fields if f.name == indicator.value), None)
    return None if name is None else catalog.units.get(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """How the values of one indicator are written where they stand together.

    `unit` is in the words of the language, empty where there is none or where the kind says it all; `power` is the one
    of ten that values are divided by, since the unit is so much larger than the table's.
    """

    kind: str
    language: str
    places: int
    unit: str = ""
    power: int = 0
    maximum: Decimal | None = None

    def shown(self, value: Decimal) -> Decimal:
        """What readers see of it, in the unit that they see."""
        shown = rounded(value.scaleb(-self.power, context=EXACT), self.places)
        return shown.normalize(EXACT) if self.power else shown

    def number(self, value: Decimal) -> str:
        """Digits alone."""
        return locales.number(self.shown(value), self.language)

    def value(self, value: Decimal) -> str:
        """With its unit, as figures and tables show it: `38th`, `90.7%`, `1.95 trillion THB`."""
        if self.kind == RANK:
            return self._rank(value)
        return f"{self.number(value)}{self._behind(value)}"

    def prose(self, value: Decimal) -> str:
        """As a sentence has it: where figures show `90.7%`, Thai sentences read `ร้อยละ 90.7`."""
        if self.is_percent:
            rest = self.unit.removeprefix(PERCENT)
            return _percent(self.number(value), self.language, rest)
        if self.kind == SCORE and not self.unit:
            return word("amount.score", self.language, number=self.number(value))
        return self.number(value) if self.kind == RATIO else self.value(value)

    def full(self, value: Decimal) -> str:
        """The same where it is said first: a ratio with its unit, a score with the highest one that there can be."""
        if self.kind == RATIO and not self.is_percent:
            return self.value(value)
        if self.kind != SCORE or self.maximum is None:
            return self.prose(value)
        top = locales.number(self.maximum, self.language)
        return word("amount.score_of", self.language, number=self.number(value), maximum=top)

    def change(self, amount: Decimal) -> str:
        """A difference of two values, without its sign: places, percentage points, points, or in the unit itself."""
        amount = amount.copy_abs()
        shown = self.shown(amount)
        if self.kind == RANK:
            return word("amount.places", self.language, count=shown, number=spelled(shown, self.language))
        if self.is_percent:
            return word("amount.percentage_points", self.language, count=shown, number=self.number(amount))
        if self.kind == SCORE:
            return word("amount.points", self.language, count=shown, number=self.number(amount))
        return self.prose(amount)

    def least(self) -> str:
        """The smallest difference that can be shown."""
        return self.change(Decimal(1).scaleb(self.power - self.places))

    @property
    def is_percent(self) -> bool:
        return self.unit.startswith(PERCENT)

    def _rank(self, value: Decimal) -> str:
        shown = self.shown(value)
        nth = ordinal(int(shown), self.language) if shown == int(shown) else self.number(value)
        return word("amount.rank", self.language, nth=nth)

    def _behind(self, value: Decimal) -> str:
        """The unit, parted from its number by a space. Units are plural, so that a single thing goes without."""
        if self.kind == COUNT and abs(self.shown(value)) == 1 and locales.has_singular(self.language):
            return ""
        return behind(self.unit, self.language)


def amounts(
    catalog: Catalog,
    dataset: Dataset,
    indicator: Indicator,
    values: Iterable[Decimal],
    language: str,
    *,
    as_stated: bool = False,
) -> Amounts:
    """How these values are written together: with the same digits and the same unit, `as_stated` in no larger one."""
    known = tuple(values)
    unit = unit_of(catalog, dataset, indicator)
    larger = None if as_stated else _larger(catalog, unit, known)
    shown = larger or unit
    return Amounts(
        kind=indicator.kind,
        language=language,
        places=_larger_places(known) if larger else digits(indicator, known),
        unit=_words(indicator, shown, language),
        power=LARGER if larger else 0,
        maximum=None if unit is None else unit.maximum,
    )


def behind(unit: str, language: str) -> str:
    """A unit with what parts it from its number: a symbol stands closer than a word."""
    return locales.symbol(unit, language) if unit and unit[0] in SYMBOLS else f" {unit}".rstrip()


def ordinal(number: int, language: str) -> str:
    """38th, 41st."""
    shown = locales.number(number, language)
    return word(f"nth.{locales.ordinal_form(number, language)}", language, number=shown)


def spelled(number: Decimal | int, language: str) -> str:
    """A small whole number as prose writes it: in words up to ten where the language does so."""
    small = number == int(number) and 1 <= number <= 10
    return word(f"spelled.{int(number)}", language) if small else locales.number(Decimal(number), language)


def relative(share: Decimal, language: str) -> str:
    """A relative change without its sign, as a percentage: one digit behind the point, none from 100 on."""
    percentage = share.copy_abs() * 100
    shown = rounded(percentage, 0 if percentage >= 100 else 1)
    if shown:
        return _percent(locales.number(shown, language), language)
    return word("amount.less_than", language, amount=_percent(locales.number(Decimal("0.1"), language), language))


def _percent(number: str, language: str, rest: str = "") -> str:
    """As a sentence has it, its sign parted as the language does, whosever the words are; `rest` is what the unit says
    behind its sign."""
    told = word("amount.percent", language, number=number, behind=rest)
    return told.replace(PERCENT, locales.symbol(PERCENT, language), 1)


def larger_unit(name: str) -> str:
    """The name of the unit a million times as large; empty for a unit that does not count in millions."""
    return name.replace(MILLIONS, TRILLIONS, 1) if name.startswith(MILLIONS) else ""


def _larger(catalog: Catalog, unit: Unit | None, values: tuple[Decimal, ...]) -> Unit | None:
    """A unit a million times as large, where a value has so many millions and the catalog knows the unit."""
    most = max((abs(v) for v in values), default=Decimal(0))
    return catalog.units.get(larger_unit(unit.name)) if unit is not None and most >= 10**LARGER else None


def _larger_places(values: tuple[Decimal, ...]) -> int:
    """As few digits as keep apart what differs in the smaller unit."""
    for places in range(LARGER_DIGITS, LARGER):
        if len({rounded(v, places - LARGER) for v in values}) == len({rounded(v, 0) for v in values}):
            return places
    return LARGER


def _words(indicator: Indicator, unit: Unit | None, language: str) -> str:
    """The short form of the unit or its title; scores stand by themselves unless their unit has a short form."""
    if indicator.kind == RANK:
        return ""
    if unit is None:
        return PERCENT if indicator.kind == PERCENTAGE else ""
    if unit.symbol is None and indicator.kind == SCORE:
        return ""
    return (unit.symbol or unit.title).text(language)


def first_digits(number: Decimal, digits: int) -> Decimal:
    """Rounded to so many significant digits, but never to tens: 1.2345678 to 1.23457, 123456.75 to 123457."""
    places = digits - 1 - number.adjusted()
    return number.to_integral_value() if places <= 0 else number.quantize(Decimal(1).scaleb(-places))
