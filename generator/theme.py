"""The frame around every page: in come a `Page` and the catalog's name and languages, out go a whole document and the
files that it links. Material gives the document and the base style sheet, `site_templates/theme` what a reader sees.

Beside `plugin` the only module that knows MkDocs. It makes its own environment from `mkdocs.yml`, so a worker process
can make one too: nothing live is handed over. It must not know what stands on a page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.structure.pages import Page as HandWritten

from generator import fingerprints, fonts, markdown, templates, urls
from generator.cache import Cache, key_of
from generator.frame import Files, Frame, Link, Linker, contents, frame_of
from generator.model import Catalog
from generator.outputs import Output
from generator.pages.page import Page
from generator.problems import WrongUse
from generator.search import program
from generator.words import word

ASSETS: Final = "assets/"
NOT_FOUND: Final = "404.html"
FACE: Final = "fonts"  # kind of entries in the cache
EMBED: Final = "embed"  # a kind of page that stands in a frame on another site, without ours
CATALOG_MARK: Final = '<div data-catalog="description"></div>'  # the catalog's own words, in a hand-written page


class Theme:
    """Puts the frame around pages. `config_file` is the catalog's `mkdocs.yml`."""

    def __init__(self, config_file: Path, catalog: Catalog, cache: Cache | None = None) -> None:
        self.catalog = catalog
        self._config_file = config_file
        self._cache = cache or Cache(None)
        self._config = _configuration(config_file)
        prepare(self._config)
        self._environment = self._config.theme.get_env()
        self._environment.trim_blocks = self._environment.lstrip_blocks = True
        self._style = _styles()
        self._script = _scripts()
        self._searching = program.folder()

    def __reduce__(self) -> tuple[type[Theme], tuple[Path, Catalog, Cache]]:
        """A frame needs no dataset, so that one for another process is small."""
        return Theme, (self._config_file, replace(self.catalog, datasets=()), self._cache)

    @cached_property
    def key(self) -> str:
        """Changes with `mkdocs.yml`, with every template of ours and the catalog's own, and with our assets."""
        own = [Path(folder) for folder in self._config.theme.dirs if not of_material(folder)]
        return fingerprints.of_folders((*own, templates.folder("assets")), self._config_file.read_text("utf-8"))

    def render(self, page: Page) -> str:
        """The whole document of a generated page."""
        frame = self._frame(
            Linker.of_page(page.path, self.catalog.site_uri, page.canonical),
            language=page.language,
            title=page.title,
            description=page.description,
            twins=page.twins,
            kind=page.kind,
            breadcrumbs=page.breadcrumbs,
            head=page.head,
            machines=page.alternates,
            is_listed=page.is_listed,
        )
        return self._document("embed.html" if page.kind == EMBED else "main.html", frame, page.title, page.body)

    def hand_written(self, page: HandWritten) -> Mapping[str, object]:
        """What MkDocs' own rendering of a Markdown page needs besides its usual context: `frame`.

        The page's address tells its language and its twins; front matter may give `title` and `description`.
        """
        languages = self.catalog.languages
        language = next((code for code in languages[1:] if page.url.startswith(f"{code}/")), languages[0])
        own = page.url.removeprefix("./") if language == languages[0] else page.url.removeprefix(f"{language}/")
        path = urls.page(own, language, languages)
        title = str(page.meta.get("title") or page.title or "")
        if page.content is not None:
            page.content = page.content.replace(CATALOG_MARK, markdown.html(self.catalog.description.text(language)))
        frame = self._frame(
            Linker.of_page(path, self.catalog.site_uri),
            language=language,
            title=title,
            description=str(page.meta.get("description", "")),
            twins={code: urls.page(own, code, languages) for code in languages},
            kind=own.strip("/").replace("/", "-") or "home",
            breadcrumbs=((word("chrome.home", language), urls.page(urls.home(), language, languages)),),
            contents=contents(page.toc),
        )
        return {"frame": frame}

    def outputs(self) -> Iterator[Output]:
        """Everything that the frame links, and the page for what is not there.

        Material's style sheet is part of ours (one request, named after its content); nothing else of Material is
        published, so a door that lets MkDocs copy theme files drops those of which `of_material` is true.
        """
        yield Output(path=f"{ASSETS}{_named(self._style, 'css')}", content=self._style)
        yield Output(path=f"{ASSETS}{_named(self._script, 'js')}", content=self._script)
        yield from program.outputs(self.catalog.languages)
        for face in fonts.FACES:
            yield Output(path=f"{ASSETS}{_font(face)}", content=face_file(self._cache, face))
        for file in _asset_files():
            if file.suffix not in (".css", ".js"):
                yield Output(path=f"{ASSETS}{file.name}", source=file)
        yield Output(path=f"{ASSETS}licenses.txt", content=_licenses().encode())
        yield Output(path=NOT_FOUND, content=self._not_found().encode())

    def _not_found(self) -> str:
        """One page for every wrong address, in all languages; its links hold at any depth."""
        languages = self.catalog.languages
        linker = Linker.of_host(urlsplit(self.catalog.site_uri).path)
        texts = [
            {
                "language": code,
                "title": word("chrome.not_found_title", code),
                "text": word("chrome.not_found_text", code),
                "links": [
                    Link(title=word("chrome.datasets", code), href=linker(urls.page(urls.datasets(), code, languages))),
                    Link(title=word("chrome.home", code), href=linker(urls.page(urls.home(), code, languages))),
                ],
            }
            for code in languages
        ]
        frame = self._frame(
            linker,
            language=languages[0],
            title=word("chrome.not_found_title", languages[0]),
            description="",
            twins={code: urls.page(urls.home(), code, languages) for code in languages},
            kind="not-found",
        )
        return self._document(NOT_FOUND, frame, frame.window_title, "", not_found=texts)

    def _frame(self, linker: Linker, **what: Any) -> Frame:
        files = Files(
            stylesheet=_named(self._style, "css"),
            script=_named(self._script, "js"),
            fonts=tuple(_font(face) for face in fonts.FACES),
            searching=self._searching,
        )
        return frame_of(self.catalog, linker, files=files, **what)

    def _document(self, template: str, frame: Frame, title: str, body: str, **more: object) -> str:
        page = {"title": title, "content": Markup(body), "meta": {}, "url": ""}
        return self._template(template).render(
            frame=frame, page=page, config=self._config, nav=None, base_url=frame.home, **more
        )

    def _template(self, name: str) -> jinja2.Template:
        return self._environment.get_template(name)


def prepare(config: MkDocsConfig) -> None:
    """Lets MkDocs' own pages wear the frame: our templates behind the catalog's `custom_dir`, no stock pages."""
    ours = str(templates.folder("theme"))
    if not any(Path(folder).resolve() == Path(ours) for folder in config.theme.dirs):
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, ours)
    config.theme.static_templates.clear()


def of_material(file: str) -> bool:
    """Whether a file of the theme (an absolute path) is Material's or MkDocs' own rather than ours or the catalog's."""
    return any(Path(file).is_relative_to(_package(name)) for name in ("material", "mkdocs"))


def _package(name: str) -> Path:
    return Path(str(distribution({"material": "mkdocs-material"}.get(name, name)).locate_file(name))).resolve()


def _configuration(config_file: Path) -> MkDocsConfig:
    """`mkdocs.yml` without its plugins: no plugin has a say in the frame, and ours would call itself.

    Its folder of pages does not matter here, and a small catalog has none.
    """
    try:
        return load_config(str(config_file), plugins=[], docs_dir=str(templates.folder("pages")))
    except (ConfigurationError, Abort) as error:
        raise WrongUse("bad-configuration", file=config_file.name, reason=error) from error


def face_file(cache: Cache, face: str) -> bytes:
    """A face as the site has it. It is cut once, since that takes longer than a hundred pages."""
    key = _face_key(face)
    known = cache.facts(FACE, key)
    if isinstance(known, bytes):
        return known
    made = fonts.woff2(face)
    cache.keep(FACE, key, made)
    return made


def is_face_at_hand(cache: Cache, face: str) -> bool:
    """Whether the cache seems to hold it, or cannot be asked to."""
    return cache.folder is None or cache.has(FACE, _face_key(face))


def _face_key(face: str) -> str:
    return key_of(fingerprints.code(), face)


def _asset_files() -> list[Path]:
    return sorted(file for file in templates.folder("assets").iterdir() if file.is_file())


def _styles() -> bytes:
    """Material's base, then our own sheets in the order of their names."""
    (material,) = (_package("material") / "templates" / "assets" / "stylesheets").glob("main.*.min.css")
    base = material.read_text("utf-8").partition("/*# sourceMappingURL")[0]
    own = [file.read_text("utf-8") for file in _asset_files() if file.suffix == ".css"]
    return "\n".join([base, *own]).encode()


def _scripts() -> bytes:
    return "\n".join(file.read_text("utf-8") for file in _asset_files() if file.suffix == ".js").encode()


def _named(content: bytes, suffix: str) -> str:
    """A name that changes with the content, so that a host may let browsers keep the file for good."""
    return f"site.{hashlib.sha256(content).hexdigest()[:10]}.{suffix}"


def _font(face: str) -> str:
    return f"sarabun-{face}.woff2"


def _licenses() -> str:
    """Terms of what others made and the frame carries: the faces and Material's style sheet."""
    material = distribution("mkdocs-material").read_text("licenses/LICENSE") or ""
    return f"Sarabun\n\n{fonts.license_text()}\n\nMaterial for MkDocs\n\n{material}"
