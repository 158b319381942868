"""The command `banchi import`: takes datasets over from another catalog and tells what became of each record.

In come arguments, out go lines, a report where one is asked for, and an exit code: 0 where all that was written passes
the check, 1 where a record was refused or something is left that only a person can say. It must not know any format.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from generator import clock
from generator import problems as report
from generator.dialogue import open_catalog
from generator.problems import WrongUse
from generator.speaking import FOUND, language_option, reader_language
from generator.words import word

if TYPE_CHECKING:
    from generator.importing import Note, Report

SHOWN: Final = 5  # sentences of one kind of note
TOLD_ABOVE: Final = ("entry_added",)  # by registry
LONGEST: Final = 240  # characters of a sentence
MEGABYTE: Final = 1_000_000
FORMATS: Final = ("datapackage", "ckan", "dcat-us", "gdc-xlsx", "open-sdg")


@click.command("import")
@click.argument("format", type=click.Choice(FORMATS), metavar="|".join(FORMATS))
@click.argument("source", metavar="SOURCE")
@click.option("--into", default="datasets", help="Folder of datasets/ that takes them.", show_default=True)
@click.option("--download", is_flag=True, help="Fetch the files that records name; else they stay where they are.")
@click.option("--records-only", is_flag=True, help="With --download: fetch SOURCE itself, and no files.")
@click.option("--allow-private", is_flag=True, help="With --download: also from addresses of a private network.")
@click.option("--most-megabytes", default=100, show_default=True, help="Largest file that is fetched.")
@click.option("--most-seconds", default=60, show_default=True, help="Longest time that one file may take.")
@click.option("--texts-in", default="", metavar="LANG", help="Language of texts that do not say theirs.")
@click.option("--report", "report_file", type=click.Path(path_type=Path), help="Write all that was done here, as JSON.")
@language_option
def import_(
    *, format: str, source: str, into: str, report_file: Path | None, lang: str | None, **fetching: Any
) -> None:
    """Take datasets over from another catalog: data packages, CKAN, data.json, the Thai agencies' workbook or Open SDG.

    Writes a folder in datasets/ for each record and adds the organizations, themes and licenses that it needs. What was
    assumed, mended or left out is told, and which records were refused and why. Nothing is ever written over, and
    nothing is fetched without --download.

    \b
    Examples:
      banchi import datapackage ../population/datapackage.json
      banchi import ckan package_search.json --into datasets/ministry --report report.json
      banchi import ckan https://data.example.go.th --download --records-only
    """
    from generator.importing import IMPORTERS, import_source

    reader = reader_language(lang)
    root, catalog = open_catalog()
    if report_file is not None and report_file.exists():
        raise WrongUse("import-report", path=report_file)
    desk = _desk(catalog, reader, **fetching)
    importer = next(one for one in IMPORTERS if one.name == format)
    found = import_source(root, into, importer, source, desk)
    if report_file is not None:
        report_file.write_text(json.dumps(_document(found, reader), ensure_ascii=False, indent=1) + "\n", "utf-8")
    for line in _told(found, reader):
        click.echo(line)
    if found.refused or any(filed.left for filed in found.written):
        sys.exit(FOUND)


def _desk(catalog: Any, reader: str, **said: Any) -> Any:
    from generator.fetching import Limits
    from generator.importing import Desk, Fetcher

    language = said["texts_in"]
    if language and language not in catalog.languages:
        raise WrongUse("new-answer", option="--texts-in", found=language, wanted=", ".join(catalog.languages))
    limits = Limits(
        bytes=said["most_megabytes"] * MEGABYTE,
        seconds=said["most_seconds"],
        is_private_allowed=said["allow_private"],
    )
    return Desk(
        catalog=catalog,
        day=clock.build_date(),
        reader=reader,
        language=language,
        fetcher=Fetcher(limits) if said["download"] else None,
        with_files=not said["records_only"],
    )


def _told(found: Report, reader: str) -> Iterator[str]:
    counts = {"read": found.read, "written": len(found.written), "refused": len(found.refused)}
    yield word("import.counts", reader, **counts)
    for filed in found.written:
        yield f"  {filed.folder}"
    for one in found.sets:
        if one.is_written:
            yield f"  {one.path}"
    for registry, names in found.added:
        yield word("import.added", reader, registry=f"{registry}.yml", names=", ".join(names))
    yield from _refusals(found.refused, reader)
    yield from _liberties(
        [
            *((one.path, note) for one in found.sets for note in one.notes),
            *((filed.folder, note) for filed in found.written for note in filed.draft.notes),
        ],
        reader,
    )
    left = [problem for filed in found.written for problem in filed.left]
    if left:
        yield word("new.only_you", reader)
        yield report.report_text(left, reader)


def _refusals(refused: Sequence[tuple[str, Note]], reader: str) -> Iterator[str]:
    """Every record by its label; those of one reason together."""
    reasons: dict[str, list[str]] = {}
    for label, note in refused:
        reasons.setdefault(_sentence(note, reader), []).append(label)
    for reason, labels in reasons.items():
        if len(labels) == 1:
            yield word("import.refused", reader, label=labels[0], reason=reason)
        else:
            yield word("import.refused_several", reader, count=len(labels), labels=", ".join(labels), reason=reason)


def _liberties(notes: Sequence[tuple[str, Note]], reader: str) -> Iterator[str]:
    """Notes of one kind together, each sentence once with the first place that it is about, and of those the first
    ones."""
    notes = [(place, note) for place, note in notes if note.code not in TOLD_ABOVE]
    if notes:
        yield word("import.liberties", reader, count=len(notes))
    for code in dict.fromkeys(note.code for _, note in notes):
        places: dict[str, list[str]] = {}
        for place, note in notes:
            if note.code == code:
                places.setdefault(_shortened(note, reader), []).append(place)
        for sentence, same in islice(places.items(), SHOWN):
            others = " " + word("import.others", reader, count=len(same) - 1) if len(same) > 1 else ""
            yield f"  {same[0]}{others}: {sentence}"
        if more := sum(map(len, islice(places.values(), SHOWN, None))):
            yield "  " + word("import.more", reader, count=more)


def _document(found: Report, reader: str) -> dict[str, object]:
    """The whole report for programs."""
    return {
        "read": found.read,
        "written": [
            {
                "label": filed.draft.label,
                "folder": filed.folder,
                "liberties": [_entry(note, reader) for note in filed.draft.notes],
                "problems": json.loads(report.report_json(filed.left, reader)),
            }
            for filed in found.written
        ],
        "sets": [
            {
                "path": one.path,
                "is_written": one.is_written,
                "liberties": [_entry(note, reader) for note in one.notes],
            }
            for one in found.sets
        ],
        "refused": [{"label": label, **_entry(note, reader)} for label, note in found.refused],
        "added": {registry: list(names) for registry, names in found.added},
    }


def _entry(note: Note, reader: str) -> dict[str, object]:
    return {"code": note.code, "message": _sentence(note, reader), "values": dict(note.values)}


def _shortened(note: Note, reader: str) -> str:
    """For a line of a terminal; the report has the whole sentence."""
    text = _sentence(note, reader)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _sentence(note: Note, reader: str) -> str:
    return word(f"import.{note.code}", reader, **note.values)
