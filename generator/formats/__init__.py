"""Machine-readable forms of the catalog, one module a format: facts in, files out; none knows another.

A format is one module beside these (or one folder of modules) and one line in `FORMATS`. Its functions are plain ones
over the frozen catalog. What concerns one dataset is made in that dataset's own task, so that it streams and is kept by
the cache like the dataset's pages; what concerns the whole catalog is made once all datasets stand in the site, out of
the catalog, the summaries and the files that the same format has left there. It must not know pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from generator.formats import api, ckan, croissant, csvw, dcat, jsonstat, whole
from generator.model import Catalog, Dataset, DatasetReading
from generator.outputs import Alternate, Output
from generator.parts import Part

DatasetFiles = Callable[[Catalog, Dataset, DatasetReading], Iterator[Output]]


def _nothing(*_facts: object) -> Iterator[Any]:
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One machine format.

    `dataset` is given the slice of the catalog that concerns the dataset (`slices.page_slice`, with the indicator sets
    that its indicators stand in, without their trees), the dataset, and what was read of its files. `catalog` are the
    parts that it makes of the whole catalog. `alternates` are the files that say the same as a page, by the page's kind
    (as `Page.kind` has it) and the name of what the page shows (empty for a list).
    """

    name: str
    dataset: DatasetFiles = _nothing
    catalog: Callable[[Catalog], Iterable[Part]] = _nothing
    alternates: Callable[[str, str], Iterable[Alternate]] = lambda kind, name: ()


FORMATS: Final[tuple[Format, ...]] = (
    Format(name="api", dataset=api.dataset_files, catalog=api.parts, alternates=api.alternates),
    Format(name="dcat", dataset=dcat.dataset_files, catalog=dcat.parts, alternates=dcat.alternates),
    Format(name="ckan", dataset=ckan.dataset_files, catalog=ckan.parts, alternates=ckan.alternates),
    Format(name="croissant", dataset=croissant.dataset_files),
    Format(name="csvw", dataset=csvw.dataset_files),
    Format(name="jsonstat", dataset=jsonstat.dataset_files, catalog=jsonstat.parts),
    Format(name="whole", catalog=whole.parts, alternates=whole.alternates),
)


def dataset_files(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Iterator[Output]:
    """The dataset in every format."""
    for each in FORMATS:
        yield from each.dataset(catalog, dataset, reading)


def alternates(kind: str, name: str = "") -> tuple[Alternate, ...]:
    """Every machine's form of a page of that kind."""
    return tuple(found for each in FORMATS for found in each.alternates(kind, name))
