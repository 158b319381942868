"""What a preview shows in the place of a dataset that has errors, and of its indicators: each problem with its line and
its cure.

In come the catalog and problems, out go pages, and a notice for all other pages. It must not know how anything was
found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import urls
from generator.model import Catalog, Dataset
from generator.pages.page import Page
from generator.pages.writer import Link, Writer
from generator.problems import Problem, codes, in_order

MOST = 50  # problems of one dataset that are shown; the terminal tells the rest
NOTICED = 3  # … and of the whole catalog on its other pages


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemView:
    """`place` is the file and its line."""

    place: str
    code: str
    href: str
    level: str
    level_words: str
    subject: str
    message: str
    cure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultyView:
    """`dataset` is that of the indicator in whose place the page stands, empty on the dataset's own."""

    title: str
    lead: str
    dataset: tuple[Link, ...]
    problems: tuple[ProblemView, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLink:
    view: ProblemView
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    lead: str
    failure: str
    links: tuple[NoticeLink, ...]
    language: str


def faulty_pages(catalog: Catalog, problems: Iterable[Problem]) -> Iterator[Page]:
    """One page a language for each dataset folder that has errors, whether or not its descriptor could be read, and
    for each of its indicators where it could."""
    for folder, found in _by_folder(catalog, problems).items():
        dataset = next((d for d in catalog.datasets if d.folder == folder), None)
        for language in catalog.languages:
            yield _page(catalog, folder, dataset, found, language)
            if dataset is not None:
                yield from _indicators(catalog, dataset, found, language)


def _by_folder(catalog: Catalog, problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """All problems of each dataset folder that has errors."""
    by_folder: dict[str, list[Problem]] = {}
    for problem in in_order(problems):
        folder = dataset_folder(catalog, problem.path)
        if folder is not None:
            by_folder.setdefault(folder, []).append(problem)
    return {folder: found for folder, found in by_folder.items() if any(p.level == "error" for p in found)}


def dataset_folder(catalog: Catalog, path: str) -> str | None:
    """The folder of the dataset that a file belongs to; of one that was not read, the file's own."""
    known = [d.folder for d in catalog.datasets if path.startswith(f"{d.folder}/")]
    if known:
        return known[0]
    return path.removesuffix("/dataset.yml") if path.endswith("/dataset.yml") else None


def notice(catalog: Catalog, problems: Iterable[Problem], path: str, base: str, failure: str = "") -> str:
    """HTML to stand above the page of that path while there are errors; `failure` is why the site could not be built.

    What a page in the place of a dataset tells is not told above it again, where there is nothing else to tell. Links
    begin with `base`, since the page that they stand on may be one for any wrong address.
    """
    problems = tuple(problems)
    errors = [p for p in in_order(problems) if p.level == "error"]
    told = next((f for f, paths in _paths(catalog, problems).items() if path.strip("/") in paths), None)
    if not failure and all(told is not None and dataset_folder(catalog, p.path) == told for p in errors):
        return ""
    language = next((c for c in catalog.languages[1:] if path.startswith(f"{c}/")), catalog.language)
    writer = Writer(catalog, language, "")
    shown = [(problem_view(writer, p), dataset_folder(catalog, p.path)) for p in errors[:NOTICED]]
    links = [
        NoticeLink(view=view, href="" if folder is None else _address(writer, folder, base)) for view, folder in shown
    ]
    lead = writer.word("faulty.stopped") if failure else writer.counted("faulty.notice", len(errors))
    view = NoticeView(lead=lead, failure=failure, links=tuple(links), language=language)
    return writer.part("notice", view)


def _address(writer: Writer, folder: str, base: str) -> str:
    path = urls.page(urls.dataset(folder.rpartition("/")[2]), writer.language, writer.catalog.languages)
    return f"{base.rstrip('/')}/{urls.quoted(path)}"


def _paths(catalog: Catalog, problems: Iterable[Problem]) -> dict[str, set[str]]:
    """The paths at which pages tell the problems of each dataset folder that has errors."""
    found: dict[str, set[str]] = {}
    for folder in _by_folder(catalog, problems):
        indicators = [i.name for d in catalog.datasets if d.folder == folder for i in d.indicators]
        plain = [urls.dataset(folder.rpartition("/")[2]), *map(urls.indicator, indicators)]
        found[folder] = {urls.page(p, c, catalog.languages).strip("/") for p in plain for c in catalog.languages}
    return found


def _page(catalog: Catalog, folder: str, dataset: Dataset | None, found: list[Problem], language: str) -> Page:
    name = folder.rpartition("/")[2]
    writer = Writer(catalog, language, urls.dataset(name))
    title = name if dataset is None else dataset.title.text(language)
    view = _view(writer, "faulty.lead", title, found)
    return writer.finish("faulty", view, title=title, description=view.lead, trail=(urls.datasets(),))


def _indicators(catalog: Catalog, dataset: Dataset, found: list[Problem], language: str) -> Iterator[Page]:
    for indicator in dataset.indicators:
        writer = Writer(catalog, language, urls.indicator(indicator.name))
        origin = Link(said=writer.said(dataset.title), href=writer.page(urls.dataset(dataset.name)))
        title = indicator.title.text(language)
        view = _view(writer, "faulty.indicator", title, found, (origin,))
        yield writer.finish("faulty", view, title=title, description=view.lead, trail=(urls.indicators(),))


def _view(writer: Writer, lead: str, title: str, found: list[Problem], origin: tuple[Link, ...] = ()) -> FaultyView:
    return FaultyView(
        title=title,
        lead=writer.counted(lead, sum(p.level == "error" for p in found)),
        dataset=origin,
        problems=tuple(problem_view(writer, p) for p in found[:MOST]),
        more=writer.counted("faulty.more", len(found) - MOST) if len(found) > MOST else "",
    )


def problem_view(writer: Writer, problem: Problem) -> ProblemView:
    return ProblemView(
        place=problem.path if problem.line is None else f"{problem.path}:{problem.line}",
        code=problem.code,
        href=f"{writer.page(urls.problems(codes()[problem.code].area))}#{problem.code}",
        level=problem.level,
        level_words=writer.word(f"problems.{problem.level}"),
        subject=problem.subject,
        message=problem.message(writer.language),
        cure=problem.cure(writer.language),
    )
