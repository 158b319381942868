"""The door for people and scripts: `banchi check`, `build` and `serve`; the others stand in `dialogue`, `editing`,
`hosting` and `receiving`.

In come arguments, out go lines and an exit code: 0 fine, 1 problems, 2 wrong use. Results go to standard output, what
is said about their making to standard error, and only to a terminal. It must not know how anything is read or made.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import dialogue, editing, hosting, receiving
from generator import problems as report
from generator.problems import Problem, WrongUse
from generator.reports import FOR_OTHERS, FORMS
from generator.running import Progress, ReaderDied, running, unheard
from generator.speaking import FOUND, WRONG_USE, language_option, reader_language, say

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.plugin import BanchiPlugin


class Refusal(click.ClickException):
    exit_code = WRONG_USE


class Commands(click.Group):
    """Says what went wrong for the user in one line, and leaves bugs to their traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except WrongUse as error:
            raise Refusal(error.message(report.reader_language(os.environ))) from error
        except ReaderDied as error:
            raise click.ClickException(error.message(report.reader_language(os.environ))) from error


jobs_option = click.option(
    "--jobs", type=click.IntRange(1, 999), help="Most processes at once; else BANCHI_WORKERS, else one a core."
)
cache_option = click.option(
    "--no-cache", "cached", is_flag=True, default=True, flag_value=False, help="Read and make everything anew."
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="banchi", prog_name="banchi")
def main() -> None:
    """A Git repository of datasets as a bilingual open-data site.

    Run it inside a catalog: a folder with datasets/ (and mkdocs.yml, to build the site).

    \b
    Exit codes:
      0  fine
      1  problems in the catalog
      2  wrong use of the command
    """


main.add_command(editing.fmt)
main.add_command(editing.schema)
main.add_command(editing.diff)
main.add_command(editing.quality)
main.add_command(editing.links)
main.add_command(hosting.review)
main.add_command(hosting.owners)
main.add_command(dialogue.new)
main.add_command(receiving.import_)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@jobs_option
@cache_option
@language_option
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="text", help="Form of the report.")
@click.option("--strict", is_flag=True, help="Warnings count as problems too.")
def check(*, paths: Sequence[Path], jobs: int | None, cached: bool, lang: str | None, form: str, strict: bool) -> None:
    """Find what is wrong in the catalog, or only in the datasets at each PATH.

    Values of data under embargo are shown as text and JSON, to who holds the data; the forms for code hosts, and every
    form where CI is set, say what is wrong and where.

    \b
    Examples:
      banchi check
      banchi check datasets/imd-wdcr --lang th
      banchi check --format json > problems.json
      banchi check --format github
    """
    language = reader_language(lang)
    is_covered = form in FOR_OTHERS or report.is_read_by_others(os.environ)
    found, datasets = _checked(paths, jobs, cached=cached, is_covered=is_covered)
    if told := FORMS[form](found, language):
        click.echo(told)
    levels = Counter(f"{p.level}s" for p in found)
    counts = {f"{level}s": levels[f"{level}s"] for level in report.LEVELS}
    say("found" if found else "checked", language, datasets=datasets, **counts)
    if levels["errors"] or (strict and levels["warnings"]):
        sys.exit(FOUND)


@main.command()
@click.option("--site-dir", type=click.Path(path_type=Path), help="Folder of the site; else mkdocs.yml's (site).")
@click.option("--base-uri", metavar="URI", help="Address of a preview; else base_uri in catalog.yml.")
@click.option("--strict", is_flag=True, help="Leave the old site in its place if there is any warning.")
@jobs_option
@cache_option
@language_option
def build(
    *, site_dir: Path | None, base_uri: str | None, strict: bool, jobs: int | None, cached: bool, lang: str | None
) -> None:
    """Check the catalog and write its site. The old site stays until the new one is whole.

    \b
    Examples:
      banchi build
      banchi build --strict --site-dir public
      banchi build --no-cache --jobs 1
      banchi build --base-uri https://preview.example/42/
    """
    start = time.monotonic()
    language = _speak(lang)
    where = str(site_dir.absolute()) if site_dir else None
    config = _configuration(site_dir=where, site_url=base_uri, strict=strict or None)
    plugin = _plugin(config)
    with _progress() as progress:
        root = Path(config.config_file_path).parent
        plugin.running = running(root, os.environ, cached=cached, jobs=jobs, progress=progress)
        _build(config, plugin)
    say("built", language, seconds=round(time.monotonic() - start, 1), site=config.site_dir)


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port on 127.0.0.1.")
@click.option("--built", is_flag=True, help="Serve the site as it was built, without watching.")
@language_option
def serve(*, port: int, built: bool, lang: str | None) -> None:
    """Show the site on this machine, and build it anew whenever a file of the catalog changes.

    \b
    Examples:
      banchi serve
      banchi serve --port 8080
    """
    _speak(lang)
    if built:
        from generator.loopback import serve_folder

        folder = Path(_configuration().site_dir)
        serve_folder(folder, port, lambda address: click.echo(f"{folder}: {address}"))
    else:
        _preview(port)


def _checked(
    paths: Sequence[Path], jobs: int | None, *, cached: bool, is_covered: bool
) -> tuple[tuple[Problem, ...], int]:
    """Problems of the whole catalog, or of what stands at the paths; and how many datasets were looked at."""
    from generator import clock
    from generator.catalog import find_root, load_catalog
    from generator.offered import covered_problems
    from generator.portal import check as check_files
    from generator.scopes import covers, inside, touches

    root = find_root(paths[0].resolve() if paths else Path.cwd())
    asked = [inside(root, path) for path in paths]
    with _progress() as progress:
        how = running(root, os.environ, cached=cached, jobs=jobs, progress=progress)
        catalog, found = load_catalog(root, how.cache, how.workers)
        if catalog is None:
            return found, 0
        datasets = [d for d in catalog.datasets if covers(asked, d)]
        found += check_files(root, catalog, datasets, how)
    if is_covered:
        found = covered_problems(found, catalog.datasets, clock.build_moment())
    how.tell(os.environ)
    return tuple(p for p in found if touches(asked, p.path)), len(datasets)


def _speak(lang: str | None) -> str:
    """Let MkDocs' build and its plugin tell their findings in that language; the language to say the rest in."""
    language = reader_language(lang)
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logging.getLogger("mkdocs").handlers = [handler]
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's box about its own future helps nobody here
    return language


def _settings() -> tuple[Path, dict[str, Any]]:
    """The catalog's mkdocs.yml, and what it may leave out: a folder of pages of its own."""
    from mkdocs.utils.yaml import yaml_load

    from generator import templates
    from generator.catalog import find_root

    file = find_root(Path.cwd()) / "mkdocs.yml"
    if not file.is_file():
        raise WrongUse("no-configuration", file=file)
    with file.open("rb") as source:
        given = yaml_load(source)
    own_pages = "docs_dir" in given or (file.parent / "docs").is_dir()
    return file, {} if own_pages else {"docs_dir": str(templates.folder("pages"))}


def _configuration(**options: Any) -> MkDocsConfig:
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    file, settings = _settings()
    try:
        return load_config(str(file), **settings, **options)
    except MkDocsException as error:
        language = report.reader_language(os.environ)
        click.echo(report.report_words("bad-configuration", language, file=file, reason=error), err=True)
        sys.exit(FOUND)


def _plugin(config: MkDocsConfig) -> BanchiPlugin:
    from generator.plugin import BanchiPlugin

    plugin = config.plugins.get("banchi")
    if not isinstance(plugin, BanchiPlugin):
        raise WrongUse("no-plugin", file=config.config_file_path)
    return plugin


def _build(config: MkDocsConfig, plugin: BanchiPlugin) -> None:
    """MkDocs' own build, as its command runs it."""
    from mkdocs.commands.build import build
    from mkdocs.exceptions import Abort

    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except Abort as abort:
        if plugin.failure and isinstance(plugin.failure.__cause__, WrongUse):
            sys.exit(WRONG_USE)  # MkDocs has told it
        if plugin.failure is abort:  # strict mode; what is wrong has been told already in every other case
            click.echo(report.report_words("strict", report.reader_language(os.environ)), err=True)
        sys.exit(FOUND)
    finally:
        config.plugins.on_shutdown()


def _preview(port: int) -> None:
    from generator.loopback import refuse_taken
    from generator.preview import serve

    _plugin(_configuration())
    refuse_taken(port)
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    serve(*_settings(), port)


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield unheard
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=name)
