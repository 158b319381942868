"""What a dataset's files let a program do: whether they are here, open, checked row by row, and what their schemas say.

In comes a `Subject`, out goes a `Measure`. What schemas say is measured file by file and then on the average: a file
without a schema counts as one that says nothing, so that a first schema never lowers what the others have earned. It
must not know weights, nor open a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from generator.figures import UNIT_NAME
from generator.model import Field, Resource, Schema
from generator.quality import translations
from generator.quality.subject import CLOSED, Measure, Subject, share
from generator.values import NUMBER_TYPES

OPEN: Final[dict[str, Fraction]] = {
    **dict.fromkeys(("csv", "tsv", "json", "jsonld", "geojson", "xml", "parquet", "ods"), Fraction(1)),
    **dict.fromkeys(("rdf", "ttl", "nt", "gml", "kml", "gpkg"), Fraction(1)),
    "xlsx": Fraction(1, 2),  # an open standard that few programs but its maker's write
}
ELSEWHERE: Final = Fraction(1, 2)  # a link that nobody here can answer for
FREE_TEXT: Final = 2  # one field of so many may hold whatever people write
SAYING_ALL: Final = ("year", "yearmonth", *NUMBER_TYPES)  # a year needs no explanation, and a number needs its unit
LOOSE: Final = ("string", "any")  # types that every text has
NO_FILES: Final = Measure(Fraction(0), ("resources",))

Checked = Callable[[Subject, Resource, Schema], Measure]


def files(subject: Subject) -> Measure:
    """Of data that are not open: whole where it is told how to ask for them."""
    dataset = subject.dataset
    if subject.is_closed:
        is_told = dataset.access_condition is not None
        return Measure(Fraction(int(is_told)), () if is_told else ("access_condition",))
    return _average(subject, [(r.name, ELSEWHERE if r.is_remote else Fraction(1)) for r in dataset.resources])


def open_format(subject: Subject) -> Measure:
    return _average(subject, [(r.name, OPEN.get(r.format, Fraction(0))) for r in subject.dataset.resources])


def tables(subject: Subject) -> Measure:
    return _average(subject, [(r.name, Fraction(int(r.is_table))) for r in subject.dataset.resources])


def units(subject: Subject) -> Measure:
    def measure(subject: Subject, resource: Resource, schema: Schema) -> Measure:
        told = {i.value for i in subject.dataset.indicators if i.resource == resource.name and i.unit is not None}
        row_by_row = any(field.name == UNIT_NAME for field in schema.fields)
        numbers = [f for f in schema.fields if f.type in NUMBER_TYPES and not f.codes]
        left = [f.name for f in numbers if f.unit is None and f.name not in told and not row_by_row]
        return share(len(numbers), left) if numbers else Measure(Fraction(1))

    return _each(subject, measure)


def keys(subject: Subject) -> Measure:
    return _each(subject, lambda _subject, _resource, schema: _whole(bool(schema.primaryKey)))


def required(subject: Subject) -> Measure:
    return _each(subject, lambda _s, _r, schema: _whole(any(f.constraints.required for f in schema.fields)))


def limits(subject: Subject) -> Measure:
    """Whole where at least half of a table's fields cannot hold just anything."""

    def measure(_subject: Subject, _resource: Resource, schema: Schema) -> Measure:
        left = [field.name for field in schema.fields if not _is_limited(field)]
        held = share(len(schema.fields), left).share * FREE_TEXT
        return Measure(min(Fraction(1), held), tuple(left) if held < 1 else ())

    return _each(subject, measure)


def field_titles(subject: Subject) -> Measure:
    def measure(subject: Subject, resource: Resource, schema: Schema) -> Measure:
        places = tuple(translations.of_fields(resource, schema))
        wanted = len(places) * len(subject.languages) - len(places)  # beyond the one language that each must have
        left = tuple(translations.missing(places, subject.languages))
        return share(wanted, left) if wanted else Measure(Fraction(1))

    return _each(subject, measure, is_named=True)


def field_meaning(subject: Subject) -> Measure:
    def measure(_subject: Subject, _resource: Resource, schema: Schema) -> Measure:
        asked = [field for field in schema.fields if field.type not in SAYING_ALL]
        left = [field.name for field in asked if not (field.description or field.codes or field.categories)]
        return share(len(asked), left) if asked else Measure(Fraction(1))

    return _each(subject, measure)


def _is_limited(field: Field) -> bool:
    rules = field.constraints
    if field.codes or field.categories or rules.enum or rules.pattern or field.format not in (None, "default", "any"):
        return True
    if field.type in NUMBER_TYPES:
        bounds = (rules.minimum, rules.maximum, rules.exclusiveMinimum, rules.exclusiveMaximum)
        return any(bound is not None for bound in bounds)
    return field.type not in LOOSE or rules.maxLength is not None


def _whole(is_there: bool) -> Measure:  # noqa: FBT001 - the claim that is measured
    return Measure(Fraction(int(is_there)), () if is_there else ("",))


def _average(subject: Subject, shares: Sequence[tuple[str, Fraction]]) -> Measure:
    if not shares:
        return CLOSED if subject.is_closed else NO_FILES
    left = tuple(name for name, value in shares if value < 1)
    return Measure(sum((value for _, value in shares), Fraction(0)) / len(shares), left)


def _each(subject: Subject, measure: Checked, *, is_named: bool = False) -> Measure:
    """The average over all files; what is left is named with its file, unless the measure has done so."""
    resources = subject.dataset.resources
    if not resources:
        return CLOSED if subject.is_closed else NO_FILES
    found = [(r, measure(subject, r, r.schema) if r.schema is not None else None) for r in resources]
    total = sum((m.share for _, m in found if m is not None), Fraction(0))
    left = tuple(name for r, m in found for name in _names(r.name, m, is_named=is_named))
    return Measure(total / len(found), left)


def _names(resource: str, measure: Measure | None, *, is_named: bool) -> Iterator[str]:
    if measure is None:
        yield resource
        return
    for name in measure.left:
        yield name if is_named else f"{resource}.{name}".rstrip(".")
