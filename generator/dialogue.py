"""The command `banchi new`: asks a person what no file tells, and says what became of the files.

In come arguments and answers, out go lines and an exit code: 0 where the new dataset passes the check, 1 where
something is left that only a person can say. It must not know how a file is read nor how a descriptor is written.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from generator import problems as report
from generator.problems import Problem, WrongUse, problem
from generator.speaking import FOUND, language_option, reader_language
from generator.words import word

if TYPE_CHECKING:
    from generator.contributing import Answers, Question, Survey
    from generator.model import Catalog

BY_LANGUAGE: Final = "LANG=TEXT"


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--name", default="", help="Name of the dataset and its folder; else made from its title.")
@click.option("--title", multiple=True, metavar=BY_LANGUAGE, help="Title in one language; may stand several times.")
@click.option("--description", multiple=True, metavar=BY_LANGUAGE, help="Description in one language.")
@click.option("--organization", default="", help="A name of organizations.yml, or its title.")
@click.option("--theme", default="", help="A name of themes.yml, or its title.")
@click.option("--license", "license_", default="", help="A name of licenses.yml; else that of the catalog.")
@click.option("--source-url", default="", help="Address of the source; else that of the organization.")
@click.option("--field-titles", multiple=True, metavar="LANG=A,B,…", help="Titles of columns, as they are asked for.")
@click.option("--sheet", help="Sheet of a workbook; else the only one that holds anything.")
@click.option("--encoding", help="Encoding of a text file; else found out.")
@click.option("--ask/--no-ask", default=None, help="Ask what is not known; by default on a terminal only.")
@language_option
def new(
    *,
    files: Sequence[Path],
    sheet: str | None,
    encoding: str | None,
    ask: bool | None,
    lang: str | None,
    **said: Any,
) -> None:
    """Make a dataset out of data files: CSV, XLSX, JSON, GeoJSON or Parquet.

    Writes a folder in datasets/ with a plain CSV, the original and a dataset.yml that holds all that can be known; what
    is left to choose is marked there with the allowed values. Nothing is ever written over.

    \b
    Examples:
      banchi new users.xlsx
      banchi new users.csv --lang th
      banchi new users.csv --title th=ผู้ใช้ --title en=Users --organization nso --theme society --license cc-by-4.0
    """
    from generator.contributing import write_dataset

    reader = reader_language(lang)
    asks = sys.stdin.isatty() if ask is None else ask
    root, catalog = open_catalog()
    answers = _given(said, catalog)
    surveys = _surveyed(files, catalog, encoding, reader, lambda names: _sheet(names, sheet, reader, asks=asks))
    if asks:
        answers = _asked(surveys, catalog, answers, reader)
    folder = write_dataset(root, catalog, surveys, answers, reader).relative_to(root).as_posix()
    for line in _told(surveys, folder, reader):
        click.echo(line)
    left = _problems(root, folder)
    click.echo(word("new.only_you" if left else "new.sound", reader))
    if left:
        click.echo(report.report_text(left, reader))
    click.echo(word("new.next", reader, descriptor=f"{folder}/dataset.yml"))
    if left:
        sys.exit(FOUND)


def _surveyed(
    files: Sequence[Path],
    catalog: Catalog,
    encoding: str | None,
    reader: str,
    choose: Callable[[Sequence[str]], str | None],
) -> Sequence[Survey]:
    """Ends the command where a file cannot be read to its end."""
    from generator.contributing import BrokenFile, survey_files

    try:
        return survey_files(files, catalog, choose, encoding)
    except BrokenFile as error:
        file, code, line, values = error.args
        click.echo(problem(code, file, line, **values).line_text(reader))
        sys.exit(FOUND)


def open_catalog() -> tuple[Path, Catalog]:
    """The catalog around the working folder. Raises `WrongUse` where there is none that can be read."""
    from generator.catalog import find_root, load_catalog

    root = find_root(Path.cwd())
    catalog, _ = load_catalog(root)
    if catalog is None:
        raise WrongUse("new-catalog")
    return root, catalog


def _given(said: Mapping[str, Any], catalog: Catalog) -> Answers:
    """The answers that stand in options."""
    from generator.contributing import Answers

    titles = _by_language("--field-titles", said["field_titles"], catalog)
    return Answers(
        name=said["name"],
        title=_by_language("--title", said["title"], catalog),
        description=_by_language("--description", said["description"], catalog),
        organization=_chosen("--organization", said["organization"], catalog.organizations, catalog.language),
        theme=_chosen("--theme", said["theme"], catalog.themes, catalog.language),
        license=_chosen("--license", said["license_"], catalog.licenses, catalog.language),
        source_url=said["source_url"],
        field_titles={code: tuple(part.strip() for part in text.split(",")) for code, text in titles.items()},
    )


def _by_language(option: str, texts: Sequence[str], catalog: Catalog) -> dict[str, str]:
    pairs = [text.partition("=") for text in texts]
    for language, _, text in pairs:
        if language not in catalog.languages or not text.strip():
            wanted = ", ".join(f"{code}=…" for code in catalog.languages)
            raise WrongUse("new-answer", option=option, found=f"{language}={text}", wanted=wanted)
    return {language: " ".join(text.split()) for language, _, text in pairs}


def _chosen(option: str, text: str, entries: Mapping[str, Any], language: str) -> str:
    """The name of the entry that was meant."""
    from generator.contributing import meant

    found = meant(text, {name: entry.title.text(language) for name, entry in entries.items()})
    if text and not found:
        raise WrongUse("new-answer", option=option, found=text, wanted=", ".join(entries))
    return found


def _sheet(names: Sequence[str], wanted: str | None, reader: str, *, asks: bool) -> str | None:
    """The sheet to read: the one that was named, the only one there is, or the one that somebody chooses."""
    if wanted is not None or len(names) == 1 or not asks:
        return wanted
    from generator.contributing import Question, meant

    options = dict.fromkeys(names, "")
    question = Question(about="sheet", text=word("new.ask_sheet", reader), options=options)
    while True:
        if found := meant(_prompted(question), {name: name for name in names}):
            return found
        click.echo(word("new.not_an_answer", reader), err=True)


def _asked(surveys: Sequence[Survey], catalog: Catalog, answers: Answers, reader: str) -> Answers:
    from generator.contributing import answered, questions

    while open_ones := questions(surveys, catalog, answers, reader):
        said = _prompted(open_ones[0])
        found = answered(answers, open_ones[0], said)
        if found is None:
            click.echo(_refused(open_ones[0], said, reader), err=True)
        else:
            answers = found
    return answers


def _refused(question: Question, said: str, reader: str) -> str:
    if question.about == "field_titles":
        return word("new.other_count", reader, wanted=question.count, found=len(said.split(",")))
    return word("new.not_an_answer", reader)


def _prompted(question: Question) -> str:
    for number, line in enumerate(question.shown, start=1):
        click.echo(f"  {number:>2}  {line}" if question.count > 1 else f"      {line}", err=True)
    width = max(map(len, question.options), default=0)
    for number, (name, title) in enumerate(question.options.items(), start=1):
        click.echo(f"  {number:>2}  {name:<{width}}  {title}", err=True)
    return str(click.prompt(question.text, err=True))


def _told(surveys: Sequence[Survey], folder: str, reader: str) -> Iterator[str]:
    yield word("new.written", reader, folder=folder)
    for one in surveys:
        opened = one.opened
        if opened.sheet:
            values = {"sheet": opened.sheet, "header": opened.header}
            yield "  " + word("new.read_sheet", reader, file=opened.file.name, rows=one.rows, **values)
        else:
            how = {"format": opened.format, "encoding": opened.encoding}
            yield "  " + word("new.read_as", reader, file=opened.file.name, rows=one.rows, **how)
        if one.is_kept:
            yield "  " + word("new.kept", reader, file=opened.file.name)
        for cells in one.rewritten:
            values = {"label": cells.label, "count": cells.count}
            yield "  " + word("new.rewritten", reader, before=cells.before, after=cells.after, **values)
        for note in one.notes:
            yield "  " + word("new.left_out", reader, note=note)


def _problems(root: Path, folder: str) -> tuple[Problem, ...]:
    """What `banchi check` says of the new folder."""
    from generator.catalog import load_catalog
    from generator.portal import check
    from generator.running import running, unheard
    from generator.scopes import touches

    catalog, found = load_catalog(root)
    if catalog is not None:
        ours = [dataset for dataset in catalog.datasets if dataset.folder == folder]
        found += check(root, catalog, ours, running(root, os.environ, cached=True, jobs=1, progress=unheard))
    return tuple(p for p in found if touches([folder], p.path))
