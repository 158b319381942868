"""Machine twins: each file that a page links stands there and is of the type that the link says."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.conformance.rows import Counts, Row, tell
from tests.twins import twins_of, wrong

KINDS = ("datasets", "indicators", "indicator-sets", "organizations", "themes")


def check(site: Path, counts: Counts) -> Iterator[Row]:
    pages = list(pages_of_things(site))
    things = sum(counts[name] for name in ("datasets", "withdrawn", "indicators", "sets", "organizations", "themes"))
    yield Row(
        "machine twins of pages",
        "each link: a file of its type",
        sum(bool(twins_of(page)) for page in pages),
        things * counts["languages"],
        tuple(problem for page in pages for problem in wrong(site, page)),
        another_page(pages[0]),
    )


def pages_of_things(site: Path) -> Iterator[Path]:
    """One a thing and language; pages of lists and of other orders stand elsewhere."""
    for kind in KINDS:
        for page in (*sorted(site.glob(f"{kind}/*/index.html")), *sorted(site.glob(f"??/{kind}/*/index.html"))):
            if not page.parent.name.startswith("page-"):
                yield page


def another_page(page: Path) -> str:
    """What is found where a page stands alone, without the files that it links."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "index.html")
        copy.write_bytes(page.read_bytes())
        found = list(wrong(Path(folder), copy))
    return f"missing files ({len(found)})" if found else ""


if __name__ == "__main__":
    tell(check)
