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

from generator.formats import (
    api,
    badges,
    calendar,
    ckan,
    croissant,
    csvw,
    data_json,
    datapackage,
    dcat,
    feeds,
    former,
    gdc_workbooks,
    jsonstat,
    llms,
    opensearch,
    sdmx,
    whole,
)
from generator.model import Catalog, Dataset, DatasetReading
from generator.outputs import Alternate, Output, Shown
from generator.parts import Part

DatasetFiles = Callable[[Catalog, Dataset, DatasetReading], Iterator[Output]]
Alternates = Callable[[Shown, tuple[str, ...]], Iterable[Alternate]]


def _nothing(*_facts: object) -> Iterator[Any]:
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One machine format.

    `dataset` is given the slice of the catalog that concerns the dataset (`slices.page_slice`, with the indicator sets
    that its indicators stand in, without their trees), the dataset, and what was read of its files. `catalog` are the
    parts that it makes of the whole catalog. `alternates` are the files that say the same as a page, by what it shows
    and the languages of the catalog: just those that are there. The catalog has revisions: for `dataset` those of the
    dataset, for parts of a format that `follows` all of them, else none; and releases for parts of one that
    `foresees`.
    """

    name: str
    dataset: DatasetFiles = _nothing
    catalog: Callable[[Catalog], Iterable[Part]] = _nothing
    alternates: Alternates = _nothing
    follows: bool = False
    foresees: bool = False


FORMATS: Final[tuple[Format, ...]] = (
    Format(name="api", dataset=api.dataset_files, catalog=api.parts, alternates=api.alternates),
    Format(name="dcat", dataset=dcat.dataset_files, catalog=dcat.parts, alternates=dcat.alternates),
    Format(name="ckan", dataset=ckan.dataset_files, catalog=ckan.parts, alternates=ckan.alternates),
    Format(name="datapackage", catalog=datapackage.parts, alternates=datapackage.alternates),
    Format(name="croissant", dataset=croissant.dataset_files, alternates=croissant.alternates),
    Format(name="csvw", dataset=csvw.dataset_files, alternates=csvw.alternates),
    Format(
        name="jsonstat",
        dataset=jsonstat.dataset_files,
        catalog=jsonstat.parts,
        alternates=jsonstat.alternates,
    ),
    Format(name="sdmx", catalog=sdmx.parts, alternates=sdmx.alternates),
    Format(name="gdc-workbooks", catalog=gdc_workbooks.parts, alternates=gdc_workbooks.alternates),
    Format(name="data-json", catalog=data_json.parts, alternates=data_json.alternates),
    Format(name="llms", dataset=llms.dataset_files, catalog=llms.parts, alternates=llms.alternates),
    Format(name="badges", dataset=badges.dataset_files),
    Format(name="opensearch", catalog=opensearch.parts),
    Format(name="whole", catalog=whole.parts, alternates=whole.alternates),
    Format(name="feeds", dataset=feeds.dataset_files, catalog=feeds.parts, alternates=feeds.alternates, follows=True),
    Format(name="calendar", catalog=calendar.parts, alternates=calendar.alternates, foresees=True),
    Format(name="former", catalog=former.parts, follows=True),  # the last, for it reads what all others have left
)


def dataset_files(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Iterator[Output]:
    """The dataset in every format that the catalog publishes."""
    for each in published(catalog):
        yield from each.dataset(catalog, dataset, reading)


def published(catalog: Catalog) -> tuple[Format, ...]:
    """Those that the catalog has chosen, in the order of `FORMATS`."""
    return tuple(each for each in FORMATS if catalog.publishes(each.name))


def alternates(catalog: Catalog, shown: Shown, only: str = "") -> tuple[Alternate, ...]:
    """Every machine's form of a page that shows that, or those of one format by its name."""
    chosen = (each for each in published(catalog) if only in ("", each.name))
    return tuple(found for each in chosen for found in each.alternates(shown, catalog.languages))
