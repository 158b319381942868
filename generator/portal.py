"""Everything to publish, written into one folder. In come the catalog, a folder and the frame of a page; out go the
files of the site and what was found wrong on the way. Datasets stream: read, rendered, written, forgotten, so that
memory grows with metadata alone. It must not know the host (MkDocs), nor where readers will see the folder.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

from generator import urls
from generator.model import Catalog, Dataset, DatasetReading, Download
from generator.outputs import Output
from generator.pages import dataset_pages, list_pages, summary
from generator.pages.page import Page
from generator.problems import Problem, has_errors
from generator.readings import read_dataset

Twins = Mapping[str, str]  # language -> path of one page in each of its languages
Progress = Callable[[int, int, str], None]  # datasets done, datasets in all, name of the one that comes


class Frame(Protocol):
    """What puts a page's frame around it (`theme` does), and the files that the frame needs."""

    def render(self, page: Page) -> str: ...

    def outputs(self) -> Iterable[Output]: ...


@dataclass
class Site:
    """The folder that is being filled. Each path may be written once: two pages for one address are a bug."""

    folder: Path
    paths: set[str] = field(default_factory=set)
    twins: list[Twins] = field(default_factory=list)

    def claim(self, path: str) -> Path:
        assert path not in self.paths, f"two things to publish at {path!r}"
        self.paths.add(path)
        return self.folder / path

    def write(self, output: Output) -> None:
        target = self.claim(output.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if output.source is not None:
            shutil.copyfile(output.source, target)
        else:
            assert output.content is not None
            target.write_bytes(output.content)

    def write_page(self, page: Page, frame: Frame) -> None:
        self.write(Output(path=urls.page_file(page.path), content=frame.render(page).encode()))
        self.twins.append(page.twins)


def check(root: Path, catalog: Catalog, datasets: Sequence[Dataset], progress: Progress) -> tuple[Problem, ...]:
    """What is wrong in the files of these datasets; nothing is written."""
    found: list[Problem] = []
    for number, dataset in enumerate(datasets):
        progress(number, len(datasets), dataset.name)
        found += read_dataset(root, catalog, dataset, None)[1]
    return tuple(found)


def build(root: Path, catalog: Catalog, site: Site, frame: Frame, progress: Progress) -> tuple[Problem, ...]:
    """Fill the site with every page, download and asset; what is wrong in the datasets' files comes back.

    A dataset with errors gets no page and stands in no list: whoever previews sees the others, and whoever publishes
    must not publish once there are errors. `site` may already claim the paths of pages that others make.
    """
    found: list[Problem] = []
    sound: list[Dataset] = []
    summaries = []
    for number, dataset in enumerate(catalog.datasets):
        progress(number, len(catalog.datasets), dataset.name)
        reading, problems = read_dataset(root, catalog, dataset, site.folder)
        found += problems
        if has_errors(problems):
            continue
        for path in sorted({d.path for d in downloads(reading)}):
            site.claim(path)
        for page in dataset_pages(catalog, dataset, reading):
            site.write_page(page, frame)
        sound.append(dataset)
        summaries.append(summary(dataset, reading))
    for page in list_pages(replace(catalog, datasets=tuple(sound)), tuple(summaries)):
        site.write_page(page, frame)
    for output in (*frame.outputs(), sitemap(catalog, site.twins), robots(catalog)):
        site.write(output)
    return tuple(found)


def downloads(reading: DatasetReading) -> Iterator[Download]:
    """Every file that reading a dataset has put into the site."""
    for resource in reading.resources:
        yield from resource.downloads
    yield from (d for d in (reading.bundle, reading.package) if d is not None)


def sitemap(catalog: Catalog, twins: Iterable[Twins]) -> Output:
    """Every page with its twins (sitemaps.org 0.9, with the `xhtml:link` of Google's and Bing's extension)."""
    by_path = {path: pages for pages in twins for path in pages.values()}
    entries = [_sitemap_entry(catalog, path, by_path[path]) for path in sorted(by_path)]
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    )
    return Output(path="sitemap.xml", content=f"{head}{''.join(entries)}</urlset>\n".encode())


def _sitemap_entry(catalog: Catalog, path: str, pages: Twins) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" '
        f"href={quoteattr(urls.absolute(pages[language], catalog.site_uri))}/>"
        for language in catalog.languages
        if language in pages
    )
    return f"<url><loc>{escape(urls.absolute(path, catalog.site_uri))}</loc>{links}</url>\n"


def robots(catalog: Catalog) -> Output:
    """Everything may be read by programs: that is what an open-data site is for."""
    text = f"User-agent: *\nAllow: /\nSitemap: {urls.absolute('sitemap.xml', catalog.site_uri)}\n"
    return Output(path="robots.txt", content=text.encode())
