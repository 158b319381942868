"""Files at addresses that things had before: whoever fetches one there still gets it, as it is today.

In come the catalog and the folder of the site, in which every other format has left its files; out go the same files
under former names of datasets, indicators, sets and resources. A program follows no page, so that each file itself has
to stay; one that names addresses names the new ones. It must not know what a file holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from generator import urls
from generator.model import Catalog, Dataset, Summary
from generator.outputs import Output
from generator.parts import Part

PAGE: Final = ".html"  # at a former address stands one that leads to the new one

Files = dict[str, Path]
"""By where it is published, the file in the site that is published there."""


def parts(catalog: Catalog) -> Iterator[Part]:
    """One for each dataset with former names, and one for each such set."""
    for dataset in (*catalog.datasets, *catalog.withdrawn):
        if _has_moved(dataset):
            reads = () if dataset.withdrawn is not None else (dataset,)
            yield Part(name=f"dataset-{dataset.name}", reads=reads, files=partial(_dataset, dataset))
    followed = tuple(dataset for dataset in catalog.datasets if dataset.indicators)
    for shown in catalog.indicator_sets.values():
        if shown.former_names:
            files = partial(_set, shown.name, shown.former_names)
            yield Part(name=f"set-{shown.name}", reads=followed, files=files)


def _has_moved(dataset: Dataset) -> bool:
    resources = any(r.former_names or r.former_paths for r in dataset.resources)
    return bool(dataset.former_names) or resources or any(i.former_names for i in dataset.indicators)


def _dataset(dataset: Dataset, catalog: Catalog, _summaries: Mapping[str, Summary], site: Path) -> Iterator[Output]:
    own = _files(catalog, site, "datasets", dataset.name)
    kept: Files = {}
    for resource in dataset.resources:
        for former in resource.former_names:
            kept |= _renamed(own, *(urls.derived(dataset.name, name, ".") for name in (resource.name, former)))
        for path in resource.former_paths if resource.path is not None else ():
            places = [urls.original(dataset.name, name) for name in (resource.path or "", path)]
            kept[places[1]] = own[places[0]]
            kept |= _renamed(own, *map(urls.csv_metadata, places))
    for former in dataset.former_names:
        kept |= _moved({**own, **kept}, "datasets", dataset.name, former)
    for indicator in dataset.indicators:
        if indicator.former_names:
            known = _files(catalog, site, "indicators", indicator.name)
            for former in indicator.former_names:
                kept |= _moved(known, "indicators", indicator.name, former)
    yield from _outputs({path: file for path, file in kept.items() if path not in own})


def _set(
    name: str, formers: Iterable[str], catalog: Catalog, _summaries: Mapping[str, Summary], site: Path
) -> Iterator[Output]:
    own = _files(catalog, site, "indicator-sets", name)
    for former in formers:
        yield from _outputs(_moved(own, "indicator-sets", name, former))


def _outputs(files: Files) -> Iterator[Output]:
    yield from (Output(path=path, source=file) for path, file in sorted(files.items()))


def _files(catalog: Catalog, site: Path, folder: str, name: str) -> Files:
    """Every file of one thing: beside its pages, in the API, among the feeds, and as CKAN tells it."""
    places = [urls.page(f"{folder}/{name}/", language, catalog.languages) for language in catalog.languages]
    found = [file for place in places for file in site.joinpath(place).rglob("*")]
    for beside in (f"api/{folder}", f"api/{'sets' if folder == 'indicator-sets' else folder}", f"updates/{folder}"):
        found += site.joinpath(beside).glob(f"{name}.*")
    if folder == "datasets":
        found.append(site / urls.ckan_show("package", name))
    return {f.relative_to(site).as_posix(): f for f in found if f.is_file() and f.suffix != PAGE}


def _renamed(files: Files, old: str, new: str) -> Files:
    """Those whose address begins with the old one."""
    return {new + path.removeprefix(old): file for path, file in files.items() if path.startswith(old)}


def _moved(files: Files, folder: str, name: str, former: str) -> Files:
    """The same files where they stood under the former name: in its folders, and under it as a file's own."""
    own = rf"(?<=/){re.escape(name)}(?=/|\.|$)"
    bundle = urls.bundle(name)
    found: Files = {}
    for path, file in files.items():
        if folder == "datasets":  # a resource may bear the name of its dataset, and keeps it
            moved = urls.bundle(former) if path == bundle else re.sub(own, former, path, count=1)
        else:
            moved = re.sub(own, former, path)
        found[moved] = file
    return found
