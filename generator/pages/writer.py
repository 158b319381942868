"""One page in the making: its language and its place, and how texts, links, numbers and words look from there.

In come the catalog, a language and the page's path; views ask the writer for every word that they show. It must not
know what the page is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator import codelists, formats, locales, markdown, templates, urls, words
from generator.dates import time_of_day
from generator.hrefs import href
from generator.model import Catalog, Dataset, DatasetReading, IndicatorReading, Text
from generator.outputs import Alternate, Shown
from generator.pages.page import Page

SENTENCE: Final = 0.6  # of cut words that must stand before a full stop to end there
FULL_STOP: Final = re.compile(r"(?:[a-z0-9)]{3}|[a-z] [a-z]{2})\.(?= [A-Z]|…)")  # not the one of an abbreviation

HYPHENATED: Final = re.compile(r"\b[A-Za-z]-[A-Za-z]+")  # e-government
# 100 คน, พ.ศ. 2565, 1.95 trillion: no line ends between a number and what it counts, nor between an era and its year.
COUNTED: Final = re.compile(r"(?<=\d) (?=[ก-ฮเ-ไ]|(?:m|b|tr)illion\b)|(?<=[พค]\.ศ\.) (?=\d)")

FOLLOWED: Final = frozenset(("dataset", "organization", "theme", "indicator-set"))  # pages that end in their feeds


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A text as this page shows it. Where only another language has it, `lang` is that one and `note` says so."""

    text: str
    lang: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """The same for Markdown; `html` is sanitised."""

    html: Markup
    lang: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere; `href` is relative to the page or absolute."""

    said: Said
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """Where to hear of changes: the feeds of what a page shows, and the page of all updates."""

    feeds: tuple[Alternate, ...]
    updates: str


class Writer:
    """Writes one page of a catalog in one language."""

    def __init__(self, catalog: Catalog, language: str, path: str) -> None:
        """`path` is the page's, without its language: `datasets/`."""
        self.catalog = catalog
        self.language = language
        self.address = path
        self.path = urls.page(path, language, catalog.languages)

    def word(self, key: str, **values: object) -> str:
        return words.word(key, self.language, **values)

    def knows(self, key: str) -> bool:
        return words.knows(key)

    def counted(self, key: str, count: int) -> str:
        """Words that hold a number: `12 datasets`."""
        return words.word(key, self.language, count=locales.number(count, self.language))

    def said(self, text: Text) -> Said:
        shown, lang = text.wording(self.language)
        if lang == self.language:
            return Said(text=shown)
        return Said(text=shown, lang=lang, note=self._only_in(lang))

    def prose(self, text: Text, heading: int = 3) -> Prose:
        shown, lang = text.wording(self.language)
        safe = Markup(markdown.html(shown, heading))
        if lang == self.language:
            return Prose(html=safe)
        return Prose(html=safe, lang=lang, note=self._only_in(lang))

    def excerpt(self, text: Text, most: int = 180) -> Said:
        """The first words of a Markdown text."""
        said = self.said(text)
        return Said(text=_sentences(markdown.excerpt(said.text, most)), lang=said.lang, note=said.note)

    def label(self, code_list: str, code: str) -> str:
        """What a code of a code list means; lists have every language that words have."""
        text = codelists.code_entry(code_list, code).label
        return text.by_language.get(self.language) or text.text(words.FALLBACK)

    def page(self, path: str) -> str:
        """A link to the page of that path in this page's language."""
        return href(urls.page(path, self.language, self.catalog.languages), start=self.path)

    def file(self, path: str) -> str:
        """A link to a file of the site."""
        return href(path, start=self.path)

    def number(self, value: int | str) -> str:
        return locales.number(value, self.language)

    def size(self, count: int) -> str:
        return locales.size(count, self.language)

    def day(self, day: date) -> str:
        return locales.date_text(day, self.language)

    def moment(self, at: str) -> str:
        """A day, or a time of one with its zone (ISO 8601)."""
        day, time = self.day(date.fromisoformat(at[:10])), time_of_day(at)
        return self.word("release.moment", day=day, time=time[0], zone=time[1]) if time else day

    def joined(self, items: Iterable[str]) -> str:
        return locales.joined(list(items), self.language)

    def key(self, text: Text) -> tuple[object, ...]:
        """Sorts by what this page shows of the text."""
        return locales.collation_key(text.text(self.language), self.language)

    def finish(
        self,
        kind: str,
        view: object,
        *,
        title: str,
        description: str,
        name: str = "",
        dataset: Dataset | None = None,
        reading: DatasetReading | None = None,
        indicators: Iterable[IndicatorReading] = (),
        trail: Iterable[str] = (),
        head: str = "",
        is_listed: bool = True,
    ) -> Page:
        """The page, its body rendered by the view of its kind; `trail` are the pages between home and here. `name` is
        that of the dataset, indicator … that the page shows, empty for a list; what was read of that goes with it."""
        languages = self.catalog.languages
        shown = Shown(
            kind=kind,
            language=self.language,
            name=name,
            dataset=dataset,
            reading=reading,
            indicators=tuple(indicators),
        )
        return Page(
            path=self.path,
            language=self.language,
            title=title,
            description=description,
            body=self.part(kind, view) + (self.follow(kind, name) if kind in FOLLOWED else ""),
            twins={other: urls.page(self.address, other, languages) for other in languages},
            kind=kind,
            head=head,
            breadcrumbs=tuple(self._crumbs(trail)) if self.address else (),
            alternates=formats.alternates(self.catalog, shown),
            is_listed=is_listed,
        )

    def _crumbs(self, trail: Iterable[str]) -> Iterator[tuple[str, str]]:
        yield self.word("chrome.home"), urls.page(urls.home(), self.language, self.catalog.languages)
        for path in trail:
            yield self.word(f"chrome.{path.strip('/')}"), urls.page(path, self.language, self.catalog.languages)

    def follow(self, kind: str, name: str) -> str:
        """HTML of the links to the feeds of what a page of that kind shows."""
        shown = Shown(kind=kind, name=name, language=self.language)
        feeds = formats.alternates(self.catalog, shown, "feeds")
        return self.part("_follow", Follow(feeds=feeds, updates=self.page(urls.updates())))

    def part(self, name: str, view: object) -> str:
        """HTML of the view of that name."""
        return _views().get_template(f"{name}.html").render(view=view, w=self)

    def language_name(self, language: str) -> str:
        """What a language is called, by its code."""
        known: Mapping[str, Text] = {e.id: e.label for e in codelists.code_list("data_language")}
        return known[language].text(self.language) if language in known else language

    def _only_in(self, language: str) -> str:
        return self.word("page.only_in", language=self.language_name(language))


def _sentences(words: str) -> str:
    """Words that were cut, up to their last full sentence where that leaves most of them."""
    ends = [stop.end() for stop in FULL_STOP.finditer(words)] if words.endswith("…") else []
    return words[: ends[-1]] if ends and ends[-1] > len(words) * SENTENCE else words


def unbroken(text: str) -> str | Markup:
    """Words behind one letter and a hyphen stay on one line, and so do a number and what it counts in Thai: no reader
    wants `e-` or `พ.ศ.` at the end of one."""
    text = COUNTED.sub("\u00a0", text)
    if not HYPHENATED.search(text):
        return text
    return Markup(HYPHENATED.sub(r'<span class="b-whole">\g<0></span>', str(escape(text))))


@cache
def _views() -> Environment:
    views = Environment(
        loader=FileSystemLoader(templates.folder("views")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    views.filters["unbroken"] = unbroken
    return views
