"""The commands for a code host, where changes are proposed: `banchi review` and `banchi owners`.

In come arguments, out go lines and an exit code, as `cli` has them. It must not know how anything is read or made, nor
which code host runs them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Final

import click

from generator import problems as report
from generator.problems import Problem, WrongUse, has_errors
from generator.running import running
from generator.speaking import FOUND, language_option, pause_option, private_option, reader_language

MOST: Final = 25
"""Links that are asked for one comment; a run once a week asks all."""


@click.command()
@click.argument("base", default="HEAD")
@click.option("--output", type=click.File("w", "utf-8"), default="-", help="File to write; else printed.")
@click.option("--links", "asks", is_flag=True, help=f"Ask up to {MOST} addresses that are new whether they answer.")
@pause_option
@private_option
def review(*, base: str, output: IO[str], asks: bool, pause: float, allow_private: bool) -> None:
    """Write the comment for a pull request: what is wrong in the catalog, and what changed since BASE.

    It is Markdown in every language of the catalog, of less than 60,000 letters. Exit code 1 where banchi check or
    banchi diff have it; the comment is written all the same. Of data under embargo it says that they change, not how.
    A link that does not answer is told, and stops nothing.

    \b
    Examples:
      banchi review
      banchi review origin/main --links --output comment.md
    """
    from generator import clock
    from generator.bases import base_folder
    from generator.catalog import find_root, load_catalog
    from generator.differences import Side, compare, with_quality, without_embargoed
    from generator.offered import covered_problems
    from generator.portal import check
    from generator.reviewing import comment

    root = find_root(Path.cwd())
    how = running(root, os.environ)
    new, found = load_catalog(root, how.cache, how.workers)
    difference, unasked = None, 0
    if new is not None:
        found += check(root, new, new.datasets, how)
        with base_folder(root, base) as folder:
            old, _ = load_catalog(folder, how.cache)
            if old is None:
                raise WrongUse("unreadable-base", base=base)
            difference = with_quality(compare(Side(folder, old), Side(root, new)), old, new, clock.build_moment())
            broken, unasked = _broken_links(folder, root, pause, is_private_allowed=allow_private) if asks else ((), 0)
        difference = without_embargoed(difference, old, new, clock.build_moment())
        found = covered_problems((*found, *broken), (*old.datasets, *new.datasets), clock.build_moment())
    languages = [language for language in new.languages if language in report.languages()] if new else ()
    text = comment(found, difference, new, languages or report.languages(), unasked)
    click.echo(text, file=output, nl=False)
    if has_errors(found) or (difference is not None and difference.stops):
        sys.exit(FOUND)


def _broken_links(old: Path, new: Path, pause: float, *, is_private_allowed: bool) -> tuple[Sequence[Problem], int]:
    """Which links that are new do not answer, and how many were not asked: those beyond `MOST`, or all where this
    machine reaches nobody."""
    from generator.fetching import Limits
    from generator.links import Manners, broken, new_links

    known = new_links(old, new)
    asked = dict(islice(known.items(), MOST))
    try:
        found = broken(asked, Manners(pause=pause, limits=Limits(seconds=10, is_private_allowed=is_private_allowed)))
    except WrongUse:
        return (), len(known)
    return [one for one in found if one.level == "warning"], len(known) - len(asked)


@click.command()
@click.option("--write", "is_written", is_flag=True, help="Write the file; what people wrote above its marker stays.")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit code 1 where the file is not current.")
@click.option(
    "--file", "name", default=".github/CODEOWNERS", show_default=True, help="The file, from the catalog's root."
)
@language_option
def owners(*, is_written: bool, only_check: bool, name: str, lang: str | None) -> None:
    """Tell who is asked to review each dataset: the reviewers of its organization, as CODEOWNERS of a code host.

    \b
    Examples:
      banchi owners
      banchi owners --write
      banchi owners --check
    """
    from generator.catalog import find_root, load_catalog
    from generator.owners import with_owners

    language = reader_language(lang)
    root = find_root(Path.cwd())
    catalog, problems = load_catalog(root, running(root, os.environ).cache)
    if catalog is None or has_errors(problems):
        click.echo(report.report_text(problems, language), err=True)
        sys.exit(FOUND)
    file = root / name
    old = file.read_text("utf-8") if file.is_file() else ""
    new = with_owners(old, catalog)
    if only_check:
        if old != new:
            click.echo(report.report_words("owners-outdated", language, file=name), err=True)
            sys.exit(FOUND)
    elif is_written and old != new:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(new, "utf-8")
        click.echo(name)
    elif not is_written:
        click.echo(new, nl=False)
