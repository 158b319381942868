"""Plain MkDocs with Material over the pages of a site of ours. In comes a built site, out goes a MkDocs project with a
Markdown page for each dataset page, of the same content, out of the nav, without search or any other plugin; and how
much of our text its build shows. It must not know how our site was made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.markdown_of import MarkdownOf, markdown_of

ADDRESS = "https://data.banchi.example/"
MKDOCS = f"""\
site_name: Baseline
site_url: {ADDRESS}
theme: {{name: material}}
plugins: []
nav: [index.md]
not_in_nav: |
  datasets/
  */datasets/
"""
COMPARED = 100  # pages whose text is compared, spread over the site


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """Of how many pages of ours what share of the words the baseline shows; tables and code blocks, ours and theirs."""

    pages: int
    words: float
    tables: tuple[int, int]
    codes: tuple[int, int]


def dataset_pages(site: Path) -> list[Path]:
    """The pages of datasets in a built site, as paths below it."""
    found = (*site.glob("datasets/*/index.html"), *site.glob("*/datasets/*/index.html"))
    return sorted(page.relative_to(site) for page in found if _is_of_dataset(site, page))


def _is_of_dataset(site: Path, page: Path) -> bool:
    """Lists of datasets stand beside them (`page-2`); only a dataset has files of its own."""
    return (site / "datasets" / page.parent.name / "datapackage.json").exists()


def write_project(site: Path, folder: Path) -> int:
    """Write the project into an empty folder; the number of its pages, the start page apart."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (docs / "index.md").write_text("# Baseline\n", "utf-8")
    pages = dataset_pages(site)
    for page in pages:
        target = (docs / page).with_suffix(".md")
        target.parent.mkdir(parents=True)
        target.write_text("\n".join(_read(site, page).lines) + "\n", "utf-8")
    return len(pages)


def likeness(ours: Path, theirs: Path) -> Likeness:
    """Compares what two built sites say between the tags of their articles, on pages spread evenly."""
    pages = dataset_pages(ours)
    pages = pages[:: max(1, len(pages) // COMPARED)]
    pairs = [(_read(ours, page), _read(theirs, page)) for page in pages]
    shown = sum((Counter(one.words) & Counter(other.words)).total() for one, other in pairs)
    return Likeness(
        pages=len(pages),
        words=shown / sum(len(one.words) for one, _ in pairs),
        tables=_sums([(one.tables, other.tables) for one, other in pairs]),
        codes=_sums([(one.codes, other.codes) for one, other in pairs]),
    )


def _sums(pairs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(one for one, _ in pairs), sum(other for _, other in pairs)


def _read(site: Path, page: Path) -> MarkdownOf:
    return markdown_of((site / page).read_text("utf-8"), f"{ADDRESS}{page.parent.as_posix()}/")
