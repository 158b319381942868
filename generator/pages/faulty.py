"""What a preview shows in the place of a dataset that has errors: each problem with its line and its cure.

In come the catalog and problems, out go pages, and a notice for all other pages. It must not know how anything was
found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import urls
from generator.model import Catalog
from generator.pages.page import Page
from generator.pages.writer import Writer
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
    title: str
    lead: str
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
    """One page a language for each dataset folder that has errors, whether or not its descriptor could be read."""
    by_folder: dict[str, list[Problem]] = {}
    for problem in in_order(problems):
        folder = dataset_folder(catalog, problem.path)
        if folder is not None:
            by_folder.setdefault(folder, []).append(problem)
    for folder, found in by_folder.items():
        if any(p.level == "error" for p in found):
            for language in catalog.languages:
                yield _page(catalog, folder, found, language)


def dataset_folder(catalog: Catalog, path: str) -> str | None:
    """The folder of the dataset that a file belongs to; of one that was not read, the file's own."""
    known = [d.folder for d in catalog.datasets if path.startswith(f"{d.folder}/")]
    if known:
        return known[0]
    return path.removesuffix("/dataset.yml") if path.endswith("/dataset.yml") else None


def notice(catalog: Catalog, problems: Iterable[Problem], path: str, base: str, failure: str = "") -> str:
    """HTML to stand above the page of that path while there are errors; `failure` is why the site could not be built.

    Links begin with `base`, since the page that they stand on may be one for any wrong address.
    """
    errors = [p for p in in_order(problems) if p.level == "error"]
    if not errors and not failure:
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


def _page(catalog: Catalog, folder: str, found: list[Problem], language: str) -> Page:
    name = folder.rpartition("/")[2]
    writer = Writer(catalog, language, urls.dataset(name))
    dataset = next((d for d in catalog.datasets if d.folder == folder), None)
    title = name if dataset is None else dataset.title.text(language)
    errors = sum(p.level == "error" for p in found)
    view = FaultyView(
        title=title,
        lead=writer.counted("faulty.lead", errors),
        problems=tuple(problem_view(writer, p) for p in found[:MOST]),
        more=writer.counted("faulty.more", len(found) - MOST) if len(found) > MOST else "",
    )
    return writer.finish("faulty", view, title=title, description=view.lead, trail=(urls.datasets(),))


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
