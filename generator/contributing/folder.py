"""The folder of a new dataset: descriptor, data files and kept originals, made elsewhere and put in place.

In come surveys, answers and the catalog, out goes the folder's path. Nothing is ever written over: a folder of that
name ends it with `WrongUse`. It must not know how answers were got.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from generator import clock
from generator.catalog import DATASET_NAME, DESCRIPTOR, FOLDER
from generator.contributing.answers import Answers, title_of
from generator.contributing.facts import Facts, Part, descriptor
from generator.contributing.fields import field_names, said_titles
from generator.contributing.labels import name_of
from generator.contributing.layout import lines_of
from generator.contributing.survey import Survey, write_csv
from generator.model import Catalog
from generator.problems import WrongUse
from generator.words import word

SCRATCH: Final = ".banchi"  # beside datasets/, on the same disk; Git ignores it
LONGEST: Final = 60


def write_dataset(root: Path, catalog: Catalog, surveys: Sequence[Survey], answers: Answers, reader: str) -> Path:
    """Writes the dataset; the path of its folder. Raises `WrongUse` (new-name, new-exists)."""
    name = dataset_name(catalog, surveys, answers)
    target = root / FOLDER / name
    if target.exists() or name in {dataset.name for dataset in catalog.datasets}:
        raise WrongUse("new-exists", name=name)
    facts = Facts(
        catalog=catalog,
        answers=answers,
        parts=tuple(_parts(name, surveys, answers)),
        reader=reader,
        day=clock.build_date(),
    )
    (root / SCRATCH).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="new-", dir=root / SCRATCH) as scratch:
        made = Path(scratch) / name
        made.mkdir()
        _write_files(facts.parts, made)
        (made / DESCRIPTOR).write_text(
            "\n".join((*_heading(facts), *lines_of(descriptor(facts), "dataset"), "")), "utf-8"
        )
        made.rename(target)
    return target


def dataset_name(catalog: Catalog, surveys: Sequence[Survey], answers: Answers) -> str:
    """The name of the folder: as it was asked for, else from a title in Latin letters, else from the file's name."""
    titles = {**title_of(surveys, catalog), **answers.title}
    latin = next((title for title in titles.values() if title.isascii()), surveys[0].opened.file.stem)
    name = answers.name or _hyphened(latin) or _hyphened(surveys[0].opened.file.stem)
    if not DATASET_NAME.fullmatch(name):
        raise WrongUse("new-name", found=name or latin)
    return name


def _hyphened(text: str) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", text.casefold() if text.isascii() else "").strip("-")
    return name if len(name) <= LONGEST else name[:LONGEST].rpartition("-")[0]


def _parts(dataset: str, surveys: Sequence[Survey], answers: Answers) -> Iterator[Part]:
    said = said_titles(surveys, answers)
    taken: list[str] = []
    for surveyed in surveys:
        stem = name_of({"": surveyed.opened.file.stem}).replace("_", "-")
        name = dataset if len(surveys) == 1 else stem or f"{dataset}-{len(taken) + 1}"
        name = name if name not in taken else f"{name}-{len(taken) + 1}"
        taken.append(name)
        kept, ending = surveyed.is_kept, surveyed.opened.file.suffix.lower()
        path = f"{name}.{surveyed.opened.format if kept else 'csv'}"
        original = "" if kept else f"{name}-original{ending}"
        yield Part(survey=surveyed, name=name, path=path, original=original, fields=field_names(surveyed, said))


def _write_files(parts: Sequence[Part], folder: Path) -> None:
    for part in parts:
        file = part.survey.opened.file
        if part.original:
            shutil.copyfile(file, folder / part.original)
            write_csv(part.survey, part.fields, folder / part.path)
        else:
            shutil.copyfile(file, folder / part.path)


def _heading(facts: Facts) -> Iterator[str]:
    """What the descriptor is made from, and what stood beside the tables, which nobody can put into fields."""
    files = ", ".join(part.survey.opened.file.name for part in facts.parts)
    yield f"# {word('new.heading', facts.reader, files=files)}"
    notes = [note for one in facts.surveys for note in one.notes]
    if notes:
        yield f"# {word('new.notes', facts.reader)}"
        yield from (f"#   {note}" for note in notes)
