"""What search costs: in come a number of datasets, out go the share of a build that its index takes, the bytes that a
browser moves for a query and how long it waits, with the processor as it is and slowed six times. A box that is opened
fetches what every query needs before the first letter is typed; what a first query takes without that is told beside.

The site is synthetic (descriptors with the length of the real ones, every facet but that of indicator sets); queries
are words and titles of it. It must not know what is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median

import yaml
from playwright.sync_api import CDPSession, Page, sync_playwright

from generator.search import program
from tests.bench.measurement import Cost
from tests.bench.scenarios import Bench
from tests.browser.conftest import CHROMIUM, FLAGS, _serve

SEED = 20261126
THAI = re.compile("[\u0e00-\u0e7f]")
QUERIES = 60
SLOWED = 6
OPENINGS = 5  # pages on which a first query is asked
OPEN = """async (program) => {
  const {open} = await import(new URL(program, document.baseURI));
  window.engine = await open("./", "th");
}"""
FROM_NOTHING = """async ([program, query]) => {
  const start = performance.now();
  const {open} = await import(new URL(program, document.baseURI));
  const result = await (await open("./", "th")).find(query);
  await result.hits(0, 10);
  return performance.now() - start;
}"""
FIND = """async ([query, options]) => {
  const start = performance.now();
  const result = await window.engine.find(query, options);
  const hits = await result.hits(0, 10);
  return [performance.now() - start, hits.length];
}"""


@dataclass
class Waited:
    """Milliseconds and bytes (as transferred, headers included) of queries.

    `first` are those of pages where the box has just been opened; `from_nothing` holds milliseconds of pages that had
    fetched nothing before, neither program nor outline.
    """

    first: list[tuple[float, int]]
    from_nothing: list[float]
    later: list[tuple[float, int]] = field(default_factory=list)


def measured(folder: Path, datasets: int, say: Callable[[str], None]) -> str:
    """A table of the figures, each beside its bar."""
    say(f"writing {datasets} datasets")
    made = Bench(folder, datasets)
    say("building")
    cost = made.cold()
    queries = _queries(made.catalog)
    say("searching")
    _opened(made.site, queries, 1)  # once for the host, which packs each file when it is first asked for
    plain, facets = _search(made.site, queries, 1)
    slowed, _ = _search(made.site, queries, SLOWED)
    return _table(datasets, made.site, cost, plain, slowed, facets)


def _queries(catalog: Path) -> list[str]:
    """Words, pairs of words and whole titles, in both languages, those in Thai first."""
    random = Random(SEED)
    descriptors = random.sample(sorted(catalog.glob("datasets/*/dataset.yml")), QUERIES)
    found = []
    for number, file in enumerate(descriptors):
        described = yaml.safe_load(file.read_text("utf-8"))
        language = ("th", "en")[number % 2]
        keywords, title = described["keywords"][language], described["title"][language]
        found.append((keywords[0], " ".join(keywords[:2]), title)[number // 2 % 3])
    return sorted(found, key=lambda query: THAI.search(query) is None)


def _search(site: Path, queries: Sequence[str], slowed: int) -> tuple[Waited, int]:
    waited, facets = _opened(site, queries, slowed)
    for _ in range(1, OPENINGS):
        again, _ = _opened(site, queries[:1], slowed)
        waited.first += again.first
    for _ in range(OPENINGS):
        with _page(site, slowed) as (page, _):
            waited.from_nothing.append(page.evaluate(FROM_NOTHING, [program.path(), queries[0]]))
    return waited, facets


def _opened(site: Path, queries: Sequence[str], slowed: int) -> tuple[Waited, int]:
    """One page: the box is opened, then all queries are asked one after another, then the facets of the first."""
    with _page(site, slowed) as (page, session):
        moved: list[int] = []
        session.on("Network.loadingFinished", lambda event: moved.append(int(event["encodedDataLength"])))
        page.evaluate(OPEN, program.path())  # a reader has put the cursor into the box, and now types
        page.wait_for_load_state("networkidle")
        waited = Waited([_find(page, queries[0], moved)], [])
        waited.later = [_find(page, query, moved) for query in queries[1:]]
        _, facets = _find(page, queries[0], moved, facets=True)
        return waited, facets


def _find(page: Page, query: str, moved: list[int], **options: bool) -> tuple[float, int]:
    """The files of the program count for the first query, which they were fetched for."""
    time, hits = page.evaluate(FIND, [query, options])
    assert hits, query
    page.wait_for_load_state("networkidle")
    size = sum(moved)
    moved.clear()
    return time, size


@contextmanager
def _page(site: Path, slowed: int) -> Iterator[tuple[Page, CDPSession]]:
    with closing(_serve(site, "/")) as serving, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.goto(next(serving).url("404.html"))
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        yield page, session
        browser.close()


def _table(datasets: int, site: Path, cost: Cost, plain: Waited, slowed: Waited, facets: int) -> str:
    search = cost.told.stages["search"]
    times, sizes = zip(*plain.later, strict=True)
    slow_times, _ = zip(*slowed.later, strict=True)
    index = [file.stat().st_size for file in (site / "search" / "index").rglob("*") if file.is_file()]
    rows = [
        ("build", f"{cost.wall:.1f} s", ""),
        ("of it the index", f"{search:.1f} s, {search / cost.wall:.0%}", "25%"),
        ("most memory of the build", _size(cost.peak or 0), "1.2 GB"),
        ("index on disk", f"{_size(sum(index))} in {len(index)} files", ""),
        ("moved before the first result", _size(plain.first[0][1]), "300 kB"),
        ("moved for a later query, median", _size(round(median(sizes))), "60 kB"),
        ("… at worst", _size(max(sizes)), "150 kB"),
        ("facets, where they are asked for", _size(facets), "250 kB"),
        (f"first results, median of {OPENINGS}", _range([time for time, _ in plain.first]), "150 ms"),
        ("… where nothing was fetched before", _range(plain.from_nothing), "150 ms"),
        ("later results, median", f"{median(times):.0f} ms", ""),
        ("… at worst", f"{max(times):.0f} ms", "150 ms"),
        (f"first results, processor slowed {SLOWED} times", _range([time for time, _ in slowed.first]), "600 ms"),
        ("… where nothing was fetched before", _range(slowed.from_nothing), "600 ms"),
        ("later results, slowed, median", f"{median(slow_times):.0f} ms", ""),
        ("… at worst", f"{max(slow_times):.0f} ms", "600 ms"),
    ]
    lines = [f"| {datasets} datasets | measured | at most |", "|---|---:|---:|"]
    return "\n".join((*lines, *(f"| {name} | {value} | {bar} |" for name, value, bar in rows)))


def _range(times: Sequence[float]) -> str:
    return f"{median(times):.0f} ms ({min(times):.0f}–{max(times):.0f})"


def _size(count: int) -> str:
    return (
        f"{count / 1e9:.2f} GB"
        if count >= 1e9
        else f"{count / 1e6:.1f} MB"
        if count >= 1e6
        else f"{count / 1e3:.0f} kB"
    )
