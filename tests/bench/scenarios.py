"""The builds that are compared, each as whole processes in a temporary folder. In come how many datasets, how often and
which scenarios; out go their costs and what came out of them. It must not know how results are shown.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from statistics import median
from typing import Final

from tests.bench import baseline, synthetic
from tests.bench.baseline import Likeness
from tests.bench.measurement import Cost, put_aside, run

REAL = Path(__file__).parents[2]
ENVIRONMENT = {
    "SOURCE_DATE_EPOCH": "1798761600",  # 2027-01-01
    "NO_MKDOCS_2_WARNING": "1",
    "BANCHI_LANG": "en",
}
CACHE = ".banchi"  # of a catalog, beside its datasets
OURS = ("-m", "generator")
WITHOUT_FORMATS = (str(Path(__file__).with_name("bare.py")),)
LOOKED_AT = 200  # dataset pages whose sizes are taken, spread over the site


@dataclass(frozen=True, kw_only=True)
class SiteFacts:
    """Bytes are those of the files' contents; `page` and `packed` (gzip -6) are median and largest of dataset pages."""

    bytes: int
    files: int
    pages: int
    page: tuple[int, int] = (0, 0)
    packed: tuple[int, int] = (0, 0)


@dataclass(kw_only=True)
class Results:
    """The costs of every run of each scenario, and what the sites are."""

    datasets: int
    costs: dict[str, list[Cost]] = field(default_factory=dict)
    sites: dict[str, SiteFacts] = field(default_factory=dict)
    likeness: Likeness | None = None


class Bench:
    """One catalog in a folder, and the scenarios that can be run on it. Each scenario takes care of its own start."""

    def __init__(self, folder: Path, datasets: int, *, indicators: bool = False) -> None:
        self.catalog = folder / "catalog"
        self.site = folder / "site"
        self.project = folder / "baseline"
        self._aside = folder / "aside"
        self.changes = 0
        synthetic.write_catalog(REAL, self.catalog, datasets, indicators=indicators)

    def cold(self) -> Cost:
        """No site, no cache."""
        self._forget()
        return self._build()

    def no_cache(self) -> Cost:
        """As cold, told not to look for a cache nor to leave one."""
        self._forget()
        return self._build("--no-cache")

    def bare(self) -> Cost:
        """As cold, but no machine's format is made."""
        self._forget()
        cost = self._build(program=WITHOUT_FORMATS)
        self._forget()
        return cost

    def unchanged(self) -> Cost:
        """Everything is there, nothing has changed."""
        self._once()
        return self._build()

    def one_cell(self) -> Cost:
        """Everything is there, one number of one table is another."""
        self._once()
        self.changes += 1
        synthetic.change_one_cell(self.catalog, self.changes)
        return self._build()

    def baseline(self) -> Cost:
        """Plain MkDocs over the dataset pages of our site, from nothing."""
        self._once()
        if not self.project.exists():
            baseline.write_project(self.site, self.project)
        put_aside(self.project / "site", self._aside)
        return run([sys.executable, "-m", "mkdocs", "build", "--quiet"], self.project, ENVIRONMENT)

    def _build(self, *options: str, program: Sequence[str] = OURS) -> Cost:
        command = [sys.executable, *program, "build", "--strict", "--site-dir", str(self.site), *options]
        return run(command, self.catalog, ENVIRONMENT)

    def _once(self) -> None:
        if not self.site.exists():
            self._build()

    def _forget(self) -> None:
        for place in (self.site, self.catalog / CACHE):
            put_aside(place, self._aside)


# In the order in which they run in each round: what needs a site comes after what makes one.
AGAIN: Final = ("unchanged", "one-cell")  # each takes a site's place and removes it: run after all others
SCENARIOS: dict[str, Callable[[Bench], Cost]] = {
    "bare": Bench.bare,
    "no-cache": Bench.no_cache,
    "cold": Bench.cold,
    "baseline": Bench.baseline,
    "unchanged": Bench.unchanged,
    "one-cell": Bench.one_cell,
}


def known_scenarios() -> tuple[str, ...]:
    """Those that the build at hand can run."""
    return tuple(name for name in SCENARIOS if name != "no-cache" or "--no-cache" in _options())


def one_process() -> tuple[str, ...]:
    """What makes the build at hand stay in one process."""
    return ("--jobs", "1") if "--jobs" in _options() else ()


def _options() -> str:
    command = [sys.executable, "-m", "generator", "build", "--help"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def bench(
    folder: Path,
    datasets: int,
    repeats: int,
    names: Sequence[str],
    say: Callable[[str], None],
    *,
    indicators: bool = False,
) -> Results:
    """Every scenario `repeats` times, round by round, so that a machine that gets busy is busy for all of them."""
    results = Results(datasets=datasets)
    say(f"writing {datasets} datasets")
    made = Bench(folder, datasets, indicators=indicators)
    wanted = [name for name in SCENARIOS if name in names]
    for part in ([n for n in wanted if n not in AGAIN], [n for n in wanted if n in AGAIN]):
        for number, name in product(range(1, repeats + 1), part):
            say(f"{datasets} datasets, round {number} of {repeats}: {name}")
            cost = SCENARIOS[name](made)
            say(f"    {cost.wall:.1f} s, {cost.cpu:.1f} s of processors")  # should a later run fail
            results.costs.setdefault(name, []).append(cost)
    looked_at = indicator_pages(made.site) if indicators else baseline.dataset_pages(made.site)
    results.sites["banchi"] = site_facts(made.site, looked_at)
    theirs = made.project / "site"
    if theirs.exists():
        pages = [page for page in baseline.dataset_pages(made.site) if (theirs / page).exists()]
        results.sites["baseline"] = site_facts(theirs, pages)
        results.likeness = baseline.likeness(made.site, theirs)
    return results


def indicator_pages(site: Path) -> list[Path]:
    """The pages of indicators, as paths below the site."""
    found = (*site.glob("indicators/*/index.html"), *site.glob("*/indicators/*/index.html"))
    return sorted(page.relative_to(site) for page in found)


def site_facts(site: Path, pages: Sequence[Path]) -> SiteFacts:
    files = [file for file in site.rglob("*") if file.is_file()]
    looked_at = [(site / page).read_bytes() for page in pages[:: max(1, len(pages) // LOOKED_AT)]]
    return SiteFacts(
        bytes=sum(file.stat().st_size for file in files),
        files=len(files),
        pages=sum(file.suffix == ".html" for file in files),
        page=_middle_and_most([len(page) for page in looked_at]),
        packed=_middle_and_most([len(gzip.compress(page, 6)) for page in looked_at]),
    )


def _middle_and_most(sizes: Sequence[int]) -> tuple[int, int]:
    return (round(median(sizes)), max(sizes)) if sizes else (0, 0)
