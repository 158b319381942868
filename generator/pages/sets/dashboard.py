"""The dashboard of a set, and the list of sets.

In come the catalog and summaries, out go `Page`s, files and pictures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import urls
from generator.amounts import RANK, SCORE
from generator.figures import home_area
from generator.formats import schema_org
from generator.model import Catalog, IndicatorSet, Summary
from generator.outputs import Output
from generator.pages.dataset import SourceView, source_view
from generator.pages.followed import Found, followed, of_set
from generator.pages.newest import NewestView
from generator.pages.page import Page
from generator.pages.sets.board import Board, board_of
from generator.pages.sets.cards import SetCard, editions_words, ordered_sets, set_cards
from generator.pages.sets.editions import EditionView, editions_views
from generator.pages.sets.files import WORKBOOK, observed, offered, set_files
from generator.pages.sets.parts import MovesView, PartsView, moves_view, parts_views
from generator.pages.sets.peers import PeersView, peers_view
from generator.pages.sets.targets import TargetsView, targets_views
from generator.pages.sets.tree import TreeView, coverage, coverage_words, tree_view
from generator.pages.sharing import card, picture_head
from generator.pages.writer import Link, Prose, Said, Writer
from generator.pictures import Picture
from generator.sentences import summary

INTRO = 260  # characters of the description above everything else


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindView:
    """A dataset that figures of the set come from."""

    link: Link
    organization: Link
    license: Said
    modified: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetView:
    """`sentences` say what the first figure means; `share` is how much has open data, from 0 to 100."""

    title: Said
    abbreviation: Said | None
    intro: Said
    is_whole: bool
    about: Prose
    publisher: Link
    homepage: str | None
    editions_words: str
    coverage: str
    share: float
    sentences: tuple[str, ...]
    headline: tuple[NewestView, ...]
    parts: tuple[PartsView, ...]
    moves: MovesView | None
    targets: tuple[TargetsView, ...]
    peers: PeersView | None
    tree: TreeView
    editions: tuple[EditionView, ...]
    files: tuple[FileView, ...]
    files_about: str
    behind: tuple[BehindView, ...]
    sources: tuple[SourceView, ...]
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetsView:
    lead: str
    cards: tuple[SetCard, ...]


def pages(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Page]:
    found = followed(catalog, summaries)
    for language in catalog.languages:
        yield _list_page(Writer(catalog, language, urls.indicator_sets()), found)
        for shown in catalog.indicator_sets.values():
            writer = Writer(catalog, language, urls.indicator_set(shown.name))
            yield _page(board_of(writer, shown, found))


def files(catalog: Catalog, summaries: Mapping[str, Summary]) -> Iterator[Output | Picture]:
    """The observations of each set, and a picture of what leads it in each language."""
    found = followed(catalog, summaries)
    for shown in catalog.indicator_sets.values():
        yield from set_files(catalog, shown, of_set(shown, found))
        for language in catalog.languages:
            board = board_of(Writer(catalog, language, urls.indicator_set(shown.name)), shown, found)
            leading = _leading(board)
            if leading is not None:
                yield Picture(path=_picture(shown, language), card=card(board.writer, _short(board), leading))


def _list_page(writer: Writer, found: Found) -> Page:
    sets = ordered_sets(writer.catalog, writer.language)
    title = writer.word("sets.title")
    lead = writer.word("sets.lead", count=writer.number(len(sets)))
    view = SetsView(lead=lead, cards=set_cards(writer, sets, found))
    return writer.finish("indicator-sets", view, title=title, description=lead)


def _page(board: Board) -> Page:
    writer, shown = board.writer, board.shown
    title = shown.title.text(writer.language)
    sentences = _sentences(board)
    description = " ".join(sentences) or writer.excerpt(shown.description, INTRO).text
    return writer.finish(
        "indicator-set",
        _view(board, sentences),
        title=title,
        description=description,
        name=shown.name,
        indicators=(one.reading for one in board.found.values()),
        trail=(urls.indicator_sets(),),
        head=_head(board) + _structured(board),
    )


def _structured(board: Board) -> str:
    indicators = (one.indicator for one in board.found.values())
    writer = board.writer
    return schema_org.script(
        schema_org.indicator_set(writer.catalog, board.shown, indicators, _paths(board).values(), writer.language)
    )


def _view(board: Board, sentences: tuple[str, ...]) -> SetView:
    writer, shown = board.writer, board.shown
    counted = coverage(shown, board.found)
    organization = writer.catalog.organizations[shown.publisher]
    headline = tuple(v for v in (board.newest(name) for name in shown.headline) if v is not None)
    intro = writer.excerpt(shown.description, INTRO)
    return SetView(
        title=writer.said(shown.title),
        abbreviation=None if shown.abbreviation is None else writer.said(shown.abbreviation),
        intro=intro,
        is_whole=not intro.text.endswith("…"),
        about=writer.prose(shown.description),
        publisher=_organization(writer, organization.name),
        homepage=shown.homepage,
        editions_words=editions_words(board),
        coverage=coverage_words(board, counted),
        share=counted.share,
        sentences=sentences,
        headline=headline,
        parts=parts_views(board),
        moves=moves_view(board),
        targets=targets_views(board),
        peers=peers_view(board),
        tree=tree_view(board),
        editions=editions_views(board),
        files=_files(board),
        files_about=_files_about(board),
        behind=_behind(board),
        sources=tuple(source_view(writer, source) for source in shown.sources),
        citation=_citation(board),
    )


def _sentences(board: Board) -> tuple[str, ...]:
    """What the rank or score that leads means: of another figure a sentence would not say what it is of."""
    for _, one, _ in board.led(board.shown.headline):
        if one.indicator.kind not in (RANK, SCORE):
            break
        home = one.home or home_area(board.writer.catalog.areas)
        return summary(board.writer.catalog, one.dataset, one.indicator, one.reading, home, board.writer.language)
    return ()


def _leading(board: Board) -> NewestView | None:
    return next((v for v in (board.newest(name) for name in board.found) if v is not None), None)


def _picture(shown: IndicatorSet, language: str) -> str:
    return urls.indicator_set_file(shown.name, f".{language}.png")


def _short(board: Board) -> str:
    return board.shown.title.text(board.writer.language)


def _head(board: Board) -> str:
    leading = _leading(board)
    if leading is None:
        return ""
    made = card(board.writer, _short(board), leading)
    return picture_head(board.writer, _picture(board.shown, board.writer.language), made)


def _organization(writer: Writer, name: str) -> Link:
    title = writer.catalog.organizations[name].title
    return Link(said=writer.said(title), href=writer.page(urls.organization(name)))


def _files(board: Board) -> tuple[FileView, ...]:
    """Those that `set_files` gives."""
    return tuple(
        FileView(name=board.writer.word(f"kind.{suffix[1:]}"), href=board.writer.file(path))
        for suffix, path in _paths(board).items()
    )


def _paths(board: Board) -> Mapping[str, str]:
    suffixes = offered(board.writer.catalog, observed(board.found))
    return {suffix: urls.indicator_set_file(board.shown.name, suffix) for suffix in suffixes}


def _files_about(board: Board) -> str:
    """What is in them, and why a set with many values has no workbook where others have one."""
    writer, count = board.writer, observed(board.found)
    about = writer.word("sets.downloads_about")
    if not writer.catalog.derives(WORKBOOK[1:]):
        return about
    key = "sets.downloads_tree" if WORKBOOK in offered(writer.catalog, count) else "sets.downloads_csv"
    return f"{about} {writer.word(key, count=writer.number(count))}"


def _behind(board: Board) -> tuple[BehindView, ...]:
    writer = board.writer
    datasets = {one.dataset.name: one.dataset for one in board.found.values()}
    return tuple(
        BehindView(
            link=Link(said=writer.said(d.title), href=writer.page(urls.dataset(d.name))),
            organization=_organization(writer, d.organization),
            license=writer.said(writer.catalog.licenses[d.license].title),
            modified=writer.day(d.modified),
        )
        for d in sorted(datasets.values(), key=lambda d: (writer.key(d.title), d.name))
    )


def _citation(board: Board) -> str:
    """Who, when, what, where; the year is that of the newest value."""
    writer, shown = board.writer, board.shown
    organization = writer.catalog.organizations[shown.publisher].title.text(writer.language)
    return writer.word(
        "sets.cite",
        organization=organization,
        title=shown.title.text(writer.language),
        catalog=writer.catalog.title.text(writer.language),
        address=urls.absolute(writer.path, writer.catalog.site_uri),
    )
