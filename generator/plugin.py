"""The door for MkDocs: its hooks call the portal, so that `mkdocs build`, `mkdocs serve` and `banchi` give one site.

In come MkDocs' events, in the order of `mkdocs.commands.build.build`; out goes a site, put in its place only after
MkDocs itself has ended well. It must not know how anything is read, rendered or replaced.
"""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator import clock, policy, portal, templates, urls
from generator import problems as report
from generator.catalog import load_catalog
from generator.examples import filled
from generator.history import read_history
from generator.model import Catalog, Dataset, Revision
from generator.offered import covered_problems, held_back, offered, told
from generator.problems import Problem, WrongUse, has_errors, languages, reader_language, report_text, report_words
from generator.publication import Publication
from generator.running import ReaderDied, Running, Timings, running, unhurried
from generator.scenes import set_in
from generator.site import Site
from generator.theme import Theme, of_material, prepare

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # with its observers of folders, which a build does not need

log = logging.getLogger("mkdocs.plugins.banchi")  # below `mkdocs`: its strict mode counts what is told here

# Pages written by hand, one file a language: `about.th.md`.
WRITTEN: Final = re.compile(r"(?P<name>.+)\.(?P<language>[a-z]{2,3})\.md")

EXTENSIONS: Final = ("attr_list", "def_list", "admonition")  # what the project's own pages are written with


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left to do of a refresh: `write` does it and is told when to pause; broken off by `BrokenOff`, it can be
    called again. `old_files` are the paths of datasets' files that it is going to make anew."""

    write: Callable[[Callable[[], None]], None]
    old_files: Callable[[], frozenset[str]]


class Settings(Config):
    """There are none: what there is to set stands in catalog.yml."""


class BanchiPlugin(BasePlugin[Settings]):
    """One build after another (a preview makes many); what one of them must remember is set anew in `on_config`."""

    running: Running | None = None  # as a command says; else as the environment does

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.command = command
        self.publication: Publication | None = None
        self.found: tuple[Problem, ...] = ()
        self.failure: Exception | None = None
        self._doubt = ""
        self.whole = False

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.root = Path(config.config_file_path).parent
        how = self._how = self._afresh()
        with how.timings.stage("catalog"):
            self._take(*_loaded(self.root, config.site_url, how))
        config.site_url = self._address = config.site_url or self.catalog.site_uri
        self._built = portal.Built()
        self.theme = Theme(Path(config.config_file_path), self.catalog, how.cache)
        prepare(config)
        config.markdown_extensions += [name for name in EXTENSIONS if name not in config.markdown_extensions]
        if self.command != "serve" and not _is_preview(config.site_dir):
            self._stage(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        self.pages = _written_pages(files, self.catalog)
        for file in list(files):
            if WRITTEN.fullmatch(file.src_uri) or of_material(file.abs_src_path or ""):
                files.remove(file)
        for path, (source, _) in self.pages.items():
            files.append(File.generated(config, f"{path.rstrip('/')}.md", abs_src_path=source))
        self.files = files
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        return set_in(filled(markdown, self.catalog))

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        context.update(self.theme.hand_written(page))
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._finish(Path(config.site_dir))
        tell(self.found, self._declared)
        if has_errors(self.found) and self.publication:
            raise PluginError(_unpublished(self.found))
        self.whole = True
        self._how.tell(os.environ)

    def refresh(self, folder: Path) -> Rest | None:
        """Bring the datasets that have changed into the folder that the last build has filled, and say what is left.

        None, and nothing done, where it shows on pages that MkDocs renders: a whole build is due. Raises as hooks do.
        """
        how = self._how = self._afresh()
        with how.timings.stage("catalog"):
            declared, problems = _loaded(self.root, self._address, how)
        catalog = offered(declared, clock.build_moment())
        if replace(catalog, datasets=(), releases=()) != replace(self.catalog, datasets=(), releases=()):
            return None
        self._take(declared, problems)
        with _told_by_host():
            rest = self._begin(folder)
        tell(self.found, self._declared)
        return rest

    def on_build_error(self, *, error: Exception) -> None:
        self.whole = False
        self.failure = error

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        for folder in (self.root / "datasets", *map(templates.folder, templates.FOLDERS)):
            server.watch(str(folder))
        asking: Any = server  # it puts a script that asks for the next build into every page
        put_in = asking._inject_js_into_html
        asking._inject_js_into_html = lambda page, epoch: policy.allowing(put_in(page, epoch))
        return server

    def on_shutdown(self) -> None:
        if self.publication is None:
            return
        self._config.site_dir = str(self.publication.site)
        if self.whole:
            self.publication.publish()
        self.publication.discard()

    def _take(self, declared: Catalog, problems: tuple[Problem, ...]) -> None:
        """What is published of a catalog, and what of it waits for its day."""
        now = clock.build_moment()
        self.catalog, self.problems = offered(declared, now), problems
        self._declared, self._held_back = declared.datasets, held_back(declared, now)

    def _afresh(self) -> Running:
        """How the next build runs: as the one before, with times and counts of its own."""
        return replace(self.running or _running(self.root), timings=Timings())

    def _finish(self, folder: Path) -> None:
        """Write the generated part of the site.

        With errors in descriptors nothing will be published: the files are only checked, so that all is told at once.
        """
        with _told_by_host():
            if self.publication and has_errors(self.problems):
                found = portal.check(self.root, self.catalog, self.catalog.datasets, self._how)
                self.found = (*self.problems, *found)
            elif self.publication:
                site, catalog = self._site(folder), replace(self.catalog, revisions=self._revisions())
                built = portal.build(self.root, catalog, site, self.theme, self._how)
                self.found = (*self.problems, *built.problems, *self._held_back_problems(built.problems))
            else:
                self._begin(folder).write(unhurried)

    def _begin(self, folder: Path) -> Rest:
        """For a preview: the datasets' own pages, or what is wrong with them in their place; what is left comes out."""
        faulty = {p.path for p in self.problems if p.level == "error"}
        sound = tuple(d for d in self.catalog.datasets if d.descriptor not in faulty)
        withdrawn = tuple(d for d in self.catalog.withdrawn if d.descriptor not in faulty)
        catalog = replace(self.catalog, datasets=sound, withdrawn=withdrawn, revisions=self._revisions())
        theme, how, built = self.theme, self._how, self._built
        portal.write_datasets(self.root, catalog, folder, theme, how, built)
        self.found = (*self.problems, *built.problems, *self._held_back_problems(built.problems))
        portal.write_faulty(self.catalog, self.found, folder, theme, built)
        site = self._site(folder)

        def write(pause: Callable[[], None]) -> None:
            with _told_by_host():
                portal.write_rest(self.root, catalog, site.anew(), theme, replace(how, pause=pause), built)
            how.tell(os.environ)

        return Rest(write, built.old_files)

    def _held_back_problems(self, told: tuple[Problem, ...]) -> Iterator[Problem]:
        """What is wrong in data that are not to be seen yet: told at once, not on their day."""
        early = portal.check(self.root, self.catalog, self._held_back, self._how) if self._held_back else ()
        yield from (problem for problem in early if problem not in told)

    def _site(self, folder: Path) -> Site:
        twins = [twins for _, twins in self.pages.values()]
        return Site(folder, host=frozenset(file.dest_uri for file in self.files), twins=twins)

    def _revisions(self) -> tuple[Revision, ...]:
        """What became of the datasets. Where some of it could not be read, that is told: no problem of the catalog, so
        that strict mode lets it pass."""
        with self._how.timings.stage("history"):
            history = read_history(self.root, self.catalog, os.environ, self._how.cache)
        if history.doubt and history.doubt != self._doubt:
            logging.getLogger("banchi").warning(report_words(history.doubt, reader_language(os.environ)))
        self._doubt = history.doubt
        return told(self.catalog, history.revisions)

    def _stage(self, config: MkDocsConfig) -> None:
        """Let MkDocs write beside the site: `--strict` and every other failure come before anything is replaced."""
        publication = Publication(Path(config.site_dir))
        with _told_by_host():
            publication.begin()
        self.publication = publication
        self._config = config
        config.site_dir = str(publication.staging)


def tell(problems: tuple[Problem, ...], declared: Iterable[Dataset] = ()) -> None:
    """Each problem on one line of the build log at its level: strict mode counts warnings, but not notices. A log that
    others read has no value of the declared data that wait for their day."""
    if report.is_read_by_others(os.environ):
        problems = covered_problems(problems, declared, clock.build_moment())
    language = reader_language(os.environ)
    for level, say in (("error", log.error), ("warning", log.warning), ("notice", log.info)):
        for line in report_text((p for p in problems if p.level == level), language).splitlines():
            say("%s", line)


@contextmanager
def _told_by_host() -> Iterator[None]:
    """What the user can mend, as MkDocs tells it."""
    try:
        yield
    except (ReaderDied, WrongUse) as error:
        raise PluginError(error.message(reader_language(os.environ))) from error


def _running(root: Path) -> Running:
    try:
        return running(root, os.environ)
    except WrongUse as error:
        raise PluginError(error.message(reader_language(os.environ))) from error


def _loaded(root: Path, site_url: str | None, how: Running) -> tuple[Catalog, tuple[Problem, ...]]:
    """The catalog, standing at `site_url` where the host or the reader names one."""
    catalog, problems = load_catalog(root, how.cache, how.workers)
    if catalog is None:
        tell(problems)
        raise PluginError(_unpublished(problems))
    if site_url and site_url != catalog.base_uri:
        catalog = replace(catalog, preview_uri=site_url)
    return catalog, problems


def _unpublished(problems: tuple[Problem, ...]) -> str:
    errors, warnings = (sum(p.level == level for p in problems) for level in ("error", "warning"))
    return report_words("unpublished", reader_language(os.environ), errors=errors, warnings=warnings)


def _is_preview(site_dir: str) -> bool:
    """`mkdocs serve --clean` calls itself a build; it is known by the temporary folder that it serves from."""
    folder = Path(site_dir)
    return folder.parent == Path(tempfile.gettempdir()) and folder.name.startswith("mkdocs_")


def _written_pages(files: Files, catalog: Catalog) -> dict[str, tuple[str, Mapping[str, str]]]:
    """Path of each page written by hand -> its source and its twins' paths by language.

    The catalog's own stand before the project's of the same name. Where one is not written in a language, that
    language's page shows another: menus and language links may count on every page.
    """
    sources: dict[str, dict[str, str]] = {}
    for uri, source in (*_project_pages(), *((f.src_uri, f.abs_src_path or "") for f in files)):
        if match := WRITTEN.fullmatch(uri):
            sources.setdefault(match["name"], {})[match["language"]] = source
    pages: dict[str, tuple[str, Mapping[str, str]]] = {}
    for name, by_language in sorted(sources.items()):
        twins = {code: urls.page(f"{name}/", code, catalog.languages) for code in catalog.languages}
        for code, path in twins.items():
            order = (code, *catalog.languages, *languages(), *by_language)
            pages[path] = next(by_language[c] for c in order if c in by_language), twins
    return pages


def _project_pages() -> Iterator[tuple[str, str]]:
    folder = templates.folder("pages")
    for file in folder.rglob("*.md"):
        yield file.relative_to(folder).as_posix(), str(file)
