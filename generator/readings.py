"""The one pass over a dataset's files: each is inspected, each table validated, profiled and written to its downloads.

In come a dataset and, for a build, the folder of the site; out go what was read and every problem. A plain function of
picklable facts, so that datasets can be read in any process and order. It must not know pages.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator import urls
from generator.bundles import write_bundle
from generator.datafiles import inspect
from generator.digests import copy_with_digest, sha256_of
from generator.downloads import open_downloads
from generator.figures import FigureSeeker, home_area
from generator.formats import datapackage
from generator.indicators import SeriesReader
from generator.model import (
    Catalog,
    Dataset,
    DatasetReading,
    Download,
    IndicatorReading,
    Resource,
    ResourceReading,
)
from generator.outputs import json_output
from generator.problems import Problem, has_errors
from generator.profiles import Profiler
from generator.tables import KeyCheck, Table, open_table


def read_dataset(
    root: Path, catalog: Catalog, dataset: Dataset, site: Path | None = None
) -> tuple[DatasetReading, tuple[Problem, ...]]:
    """Reads every file of a dataset once. Files are written under `site`; where it is None (`banchi check`), problems
    and indicators are all that is looked for."""
    keys = KeyCheck(dataset)
    problems: list[Problem] = []
    tables: dict[str, Table] = {}
    readings = []
    series: dict[str, IndicatorReading] = {}
    for resource in dataset.resources:
        found = () if resource.is_remote else inspect(root, dataset, resource)
        problems.extend(found)
        if resource.is_remote or has_errors(found):
            readings.append(ResourceReading(resource=resource.name))
        elif not resource.is_table:
            readings.append(
                ResourceReading(resource=resource.name, downloads=_originals(root, dataset, resource, site))
            )
        else:
            table = tables[resource.name] = open_table(root, catalog, dataset, resource)
            reader = SeriesReader(catalog, dataset, resource, table)
            readings.append(_read_table(root, catalog, dataset, resource, table, keys, reader, site))
            series |= reader.result()
            problems.extend(reader.problems())
    whole = [name for name, table in tables.items() if table.is_whole]
    for name, table in tables.items():
        for subject, (_, line), finding in keys.broken(name, whole):
            table.tell(subject, line, finding)
        problems.extend(table.problems)
    indicators = tuple(series.get(i.name, IndicatorReading(indicator=i.name)) for i in dataset.indicators)
    reading = DatasetReading(dataset=dataset.name, resources=tuple(readings), indicators=indicators)
    return (_packed(reading, catalog, dataset, site) if site is not None else reading), tuple(problems)


def _read_table(
    root: Path,
    catalog: Catalog,
    dataset: Dataset,
    resource: Resource,
    table: Table,
    keys: KeyCheck,
    series: SeriesReader,
    site: Path | None,
) -> ResourceReading:
    assert resource.schema is not None
    if site is None:
        for row in table:
            keys.add(resource.name, row, (table.number, table.line))
            series.add(row)
        return ResourceReading(resource=resource.name)
    profiler = Profiler(resource.schema.fields)
    seeker = FigureSeeker(resource, home_area(catalog.areas))
    original = root / table.path if resource.format == "csv" else None
    downloads = open_downloads(site, catalog, dataset, resource, original)
    for row in table:
        keys.add(resource.name, row, (table.number, table.line))
        profiler.add(row)
        seeker.add(row)
        series.add(row)
        downloads.add(row, table.cells)
    profile = profiler.result()
    reading = ResourceReading(resource=resource.name, profile=profile, figure=seeker.result())
    derived = downloads.close()
    kind = "csv" if downloads.is_original_plain else "original"
    originals = _originals(root, dataset, resource, site, kind, profile.rows)
    return replace(reading, downloads=(*originals, *derived), omitted=downloads.omitted)


def _originals(
    root: Path, dataset: Dataset, resource: Resource, site: Path | None, kind: str = "original", rows: int | None = None
) -> tuple[Download, ...]:
    """The file itself, byte for byte, at the same place as in the dataset's folder."""
    if site is None or resource.path is None:
        return ()
    path = urls.original(dataset.name, resource.path)
    size, digest = copy_with_digest(root / dataset.folder / resource.path, site / path)
    return (
        Download(kind=kind, path=path, format=resource.format, bytes=size, sha256=digest, rows=rows, is_original=True),
    )


def _packed(reading: DatasetReading, catalog: Catalog, dataset: Dataset, site: Path) -> DatasetReading:
    """With its `datapackage.json` and, where it has any file here and the catalog wants one, its zip."""
    output = json_output(urls.data_package(dataset.name), datapackage.document(catalog, dataset, reading))
    assert output.content is not None
    target = site / output.path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(output.content)
    size, digest = sha256_of(target)
    package = Download(kind="package", path=output.path, format="json", bytes=size, sha256=digest)
    reading = replace(reading, package=package)
    if not catalog.derives("zip") or not any(r.downloads for r in reading.resources):
        return reading
    return replace(reading, bundle=write_bundle(site, catalog, dataset, reading))
