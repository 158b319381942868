"""What several commands share: exit codes, the option `--lang`, those of who asks other machines, and how they say a
sentence to a person.

It must not know any command.
"""

from __future__ import annotations

import os
import sys
from typing import Final

import click

from generator import problems as report

FOUND: Final = 1
WRONG_USE: Final = 2

language_option = click.option(
    "--lang",
    type=click.Choice(report.languages()),
    help="Language of the report; else BANCHI_LANG, else that of the locale.",
)

pause_option = click.option(
    "--pause", type=click.FloatRange(0, 60), default=1.0, show_default=True, help="Seconds between requests."
)
private_option = click.option("--allow-private", is_flag=True, help="Ask machines of private networks too.")


def reader_language(lang: str | None) -> str:
    """The language asked for, else the reader's own; from here on whatever is said is said in it."""
    if lang:
        os.environ["BANCHI_LANG"] = lang
    return report.reader_language(os.environ)


def say(key: str, language: str, **values: object) -> None:
    """A sentence of the report beside its results: on standard error, and only to a terminal."""
    if sys.stderr.isatty():
        click.echo(report.report_words(key, language, **values), err=True)
