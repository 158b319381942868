"""A dataset out of files that somebody has: `opened` and `survey` look at them, `answers` knows what only a person can
say, `facts` what the catalog and the files tell, and `folder` writes it all down.

In come files, the catalog and answers, out goes a folder of `datasets/`. It must not know a terminal, nor publish.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from generator.cells import UnreadableTable, sheets
from generator.contributing.answers import Answers, Question, answered, meant, questions
from generator.contributing.folder import write_dataset
from generator.contributing.opened import format_of, open_file
from generator.contributing.survey import Survey, survey
from generator.model import Catalog

__all__ = [
    "Answers",
    "BrokenFile",
    "Question",
    "Survey",
    "answered",
    "meant",
    "questions",
    "survey_files",
    "write_dataset",
]


class BrokenFile(Exception):
    """A file cannot be read to its end: its name, the code of a problem, the line, and the problem's values."""


def survey_files(
    files: Sequence[Path], catalog: Catalog, choose: Callable[[Sequence[str]], str | None], encoding: str | None
) -> tuple[Survey, ...]:
    """Each file surveyed; `choose` is given the sheets of a workbook and may name one. Raises `BrokenFile`."""
    surveys = []
    for file in files:
        try:
            sheet = choose(sheets(file)) if format_of(file) == "xlsx" else None
            surveys.append(survey(open_file(file, sheet, encoding), catalog))
        except UnreadableTable as error:
            raise BrokenFile(file.name, error.code, error.line, error.values) from error
    return tuple(surveys)
