"""The commands for who writes a catalog: `banchi fmt`, `banchi schema`, `banchi diff`, `banchi quality`,
`banchi links`.

In come arguments, out go lines and an exit code, as `cli` has them. It must not know how anything is read or made.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from generator import problems as report
from generator.problems import WrongUse, has_errors
from generator.reports import FORMS
from generator.running import running
from generator.speaking import FOUND, language_option, pause_option, private_option, reader_language, say


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit code 1 where something would change.")
@language_option
def fmt(*, paths: Sequence[Path], only_check: bool, lang: str | None) -> None:
    """Put the YAML of the catalog, or of each PATH, into its canonical order and style.

    Comments stay with the key below them, and what the file says stays the same. Prints the files that change. A file
    with anchors or several documents keeps its own form.

    \b
    Examples:
      banchi fmt
      banchi fmt datasets/imd-wdcr
      banchi fmt --check
    """
    from generator.catalog import find_root
    from generator.scopes import inside
    from generator.tidying import tidied, write

    language = reader_language(lang)
    root = find_root(paths[0].resolve() if paths else Path.cwd())
    changed, problems = tidied(root, [inside(root, path) for path in paths])
    if not only_check:
        write(root, changed)
    click.echo("\n".join(changed), nl=bool(changed))
    if problems:
        click.echo(report.report_text(problems, language), err=True)
    say("unformatted" if only_check else "formatted", language, files=len(changed))
    if problems or (only_check and changed):
        sys.exit(FOUND)


@click.command()
@click.argument("kind", required=False)
@click.option(
    "--write", "is_written", is_flag=True, help="Write all into datasets/.schema/, and name them in each file."
)
@language_option
def schema(*, kind: str | None, is_written: bool, lang: str | None) -> None:
    """Print the JSON Schema of a KIND of file (dataset), by which editors complete keys and explain them.

    Kinds: catalog, dataset, indicator-set, and every registry by its name. Inside a catalog, editors also offer the
    names of its registries.

    \b
    Examples:
      banchi schema dataset > dataset.schema.json
      banchi schema organizations
      banchi schema --write
    """
    from generator.catalog import find_root
    from generator.tidying import schemas, with_schemas, write

    language = reader_language(lang)
    if is_written:
        root = find_root(Path.cwd())
        changed = with_schemas(root)
        write(root, changed)
        click.echo("\n".join(changed), nl=bool(changed))
        say("formatted", language, files=len(changed))
        return
    try:
        found = schemas(find_root(Path.cwd()))
    except WrongUse:  # outside a catalog there are no names to offer
        found = schemas(None)
    asked = kind or "dataset"
    if asked not in found:
        raise WrongUse("no-such-schema", kind=asked, kinds=", ".join(found))
    click.echo(found[asked].decode(), nl=False)


@click.command()
@click.argument("base", default="HEAD")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="Form of the report."
)
@click.option("--embargoed", is_flag=True, help="Show data too whose release is to come; not for others' eyes.")
@language_option
def diff(*, base: str, form: str, embargoed: bool, lang: str | None) -> None:
    """Tell what changed in the catalog since BASE: a state of the Git repository (HEAD), or another catalog's folder.

    Data are compared row by row and figure by figure, not line by line; points of quality are told with what they were
    gained or lost for. Of data under embargo it is told that they change, not how. Exit code 1 where a change would
    break what relies on the data, or leave a published address without a page.

    \b
    Examples:
      banchi diff
      banchi diff origin/main --format markdown --lang th > comment.md
      banchi diff ../last-year --format json
    """
    from generator import clock
    from generator.bases import base_folder
    from generator.catalog import find_root, load_catalog
    from generator.differences import PRINTERS, Side, compare, with_quality, without_embargoed

    language = reader_language(lang)
    root = find_root(Path.cwd())
    cache = running(root, os.environ).cache  # most descriptors are the same on both sides
    new, problems = load_catalog(root, cache)
    if new is None:
        click.echo(report.report_text(problems, language), err=True)
        sys.exit(FOUND)
    with base_folder(root, base) as folder:
        old, _ = load_catalog(folder, cache)
        if old is None:
            raise WrongUse("unreadable-base", base=base)
        difference = compare(Side(folder, old), Side(root, new))
    difference = with_quality(difference, old, new, clock.build_moment())
    if not embargoed:
        difference = without_embargoed(difference, old, new, clock.build_moment())
    if has_errors(problems):
        click.echo(report.report_words("faulty-catalog", language), err=True)
    click.echo(PRINTERS[form](difference, new, language).rstrip("\n"))
    if difference.stops:
        sys.exit(FOUND)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the report.")
@language_option
def quality(*, paths: Sequence[Path], form: str, lang: str | None) -> None:
    """Tell how good each dataset is, out of 100 points, or each line of the points of those at PATH.

    Every missing point comes with what gains it. Judged is what the site offers today: no data that are withdrawn or
    whose release is to come. Descriptors are judged, not rows: for these there is banchi check.

    \b
    Examples:
      banchi quality
      banchi quality datasets/imd-wdcr --lang th
      banchi quality --format json > quality.json
    """
    from generator import clock
    from generator.catalog import find_root, load_catalog
    from generator.offered import offered
    from generator.quality import printing, quality_of
    from generator.scopes import covers, inside

    language = reader_language(lang)
    root = find_root(paths[0].resolve() if paths else Path.cwd())
    catalog, problems = load_catalog(root, running(root, os.environ).cache)
    if catalog is None:
        click.echo(report.report_text(problems, language), err=True)
        sys.exit(FOUND)
    published, today = offered(catalog, clock.build_moment()), clock.build_date()
    asked = [inside(root, path) for path in paths]
    chosen = [dataset for dataset in published.datasets if covers(asked, dataset)]
    judged = [(dataset, quality_of(published, dataset, today)) for dataset in chosen]
    if has_errors(problems):
        click.echo(report.report_words("faulty-catalog", language), err=True)
    if form == "json":
        click.echo(printing.as_json(judged, language))
    else:
        click.echo(printing.text(judged, language, is_whole=bool(paths)))


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="text", help="Form of the report.")
@pause_option
@click.option(
    "--timeout", type=click.FloatRange(1, 300), default=20.0, show_default=True, help="Seconds for a request."
)
@private_option
@language_option
def links(
    *, paths: Sequence[Path], form: str, pause: float, timeout: float, allow_private: bool, lang: str | None
) -> None:
    """Ask every address that the catalog, or what stands at each PATH, names in its YAML whether it answers.

    Meant to be run once a week. Each address is asked once, each host one thing at a time, as its robots.txt allows.
    Exit code 1 where a link is broken; those that only moved, or that programs may not ask, are told.

    \b
    Examples:
      banchi links
      banchi links datasets/imd-wdcr --pause 5
      banchi links --format json > links.json
    """
    from generator.catalog import find_root
    from generator.fetching import Limits
    from generator.links import Manners, broken
    from generator.links import links as links_of
    from generator.scopes import inside

    language = reader_language(lang)
    root = find_root(paths[0].resolve() if paths else Path.cwd())
    known = links_of(root, [inside(root, path) for path in paths])
    say("asking", language, links=len(known))
    limits = Limits(seconds=timeout, is_private_allowed=allow_private)
    found = broken(known, Manners(pause=pause, limits=limits))
    if told := FORMS[form](found, language):
        click.echo(told)
    if any(one.level == "warning" for one in found):
        sys.exit(FOUND)
