"""What can change in a catalog, as frozen facts in no language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from generator.model import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One thing that is declared otherwise. `steps` lead to where it stands in the descriptor, with names for places in
    lists: resources, length, schema, fields, year, title; `language` is that of a text. `kind` is added, removed,
    renamed or changed. `is_breaking` where programs or readers that relied on the old one go wrong; `readers` are the
    indicators that are read from a table or a field of which this is told. `is_held` where the values are not told
    because their release is to come.
    """

    steps: tuple[str, ...]
    kind: str
    language: str | None = None
    old: str | None = None
    new: str | None = None
    is_breaking: bool = False
    readers: tuple[str, ...] = ()
    is_held: bool = False

    @property
    def path(self) -> str:
        return ".".join(self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """A row that came, went or changed. `line` is that of the file that has it, the newer one where both have; `key`
    are the fields that tell it from others, with their values; `cells` are those that changed, or all others of a row
    that came or went."""

    kind: str
    line: int | None
    key: tuple[tuple[str, str | None], ...]
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChange:
    """What became of the rows of a table: counts of rows before and after, of those added, removed and changed, and of
    changed cells by field. `examples` are the first of each kind, by line. `is_whole` is false where a file could not
    be read to its end. `key` are the fields that rows were told apart by; empty where whole rows were compared."""

    resource: str
    key: tuple[str, ...] = ()
    before: int = 0
    after: int = 0
    added: int = 0
    removed: int = 0
    changed: int = 0
    cells: Mapping[str, int] = field(default_factory=dict)
    examples: tuple[RowChange, ...] = ()
    is_whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value of an indicator that is new or was revised; `old` is None for a new one. `is_unlikely` where it is far
    from what the series' own history makes likely."""

    area: str | None
    categories: tuple[str | None, ...]
    time: str
    old: Decimal | None
    new: Decimal
    is_unlikely: bool = False

    @property
    def relative(self) -> Decimal | None:
        """The size of the revision as a share of the old value; None for a new value and where the old one is 0."""
        return abs((self.new - self.old) / self.old) if self.old else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """What became of the figures of an indicator. `revised` are all revisions and `unlikely` all new values that are
    unlikely, up to a limit, the gravest first; the totals count all."""

    added: int = 0
    removed: int = 0
    revised: int = 0
    alarms: int = 0
    examples: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """What became of the points of one criterion; `left` are the first things that keep it from more. `exempt` is the
    reason for which it is not counted any more."""

    criterion: str
    before: int
    after: int
    left: tuple[str, ...] = ()
    exempt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityChange:
    """What became of a dataset's points of quality, out of a hundred; `before` is None for a new one."""

    before: int | None
    after: int
    lines: tuple[LineChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one thing that has a name. `sort` says what it is (dataset, indicator, indicator-set, or the file
    of a registry), `kind` is added, removed, renamed or changed; `former` is the old name of a renamed one. `dataset`
    names the dataset of an indicator. Only datasets have `tables` and `quality`, only indicators `figures`. `held` are
    tables whose rows changed and are not told because their release is to come.
    """

    sort: str
    name: str
    kind: str
    title: Text
    former: str | None = None
    dataset: str | None = None
    details: tuple[Detail, ...] = ()
    tables: tuple[TableChange, ...] = ()
    figures: FigureChange | None = None
    quality: QualityChange | None = None
    held: tuple[str, ...] = ()

    @property
    def is_breaking(self) -> bool:
        return any(detail.is_breaking for detail in self.details)

    @property
    def alarms(self) -> int:
        """How many of its figures are unlikely."""
        return self.figures.alarms if self.figures else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Everything that changed between two catalogs. `vanished` are addresses of the older site, relative to its root,
    at which the newer one has nothing."""

    changes: tuple[Change, ...] = ()
    vanished: tuple[str, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether it must not be published as it is."""
        return bool(self.vanished) or any(change.is_breaking for change in self.changes)
