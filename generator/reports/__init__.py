"""The forms in which problems are reported: in come problems and a language, out goes the text of the whole report.

The next form is a module here and a line in `FORMS`. It must not know who asked, nor where the report goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from generator.problems import Problem, report_json, report_text
from generator.reports.github import workflow_commands
from generator.reports.markdown import markdown
from generator.reports.sarif import sarif_log

__all__ = ["FORMS", "FOR_OTHERS", "markdown"]

FORMS: Final[Mapping[str, Callable[[Iterable[Problem], str], str]]] = {
    "text": report_text,
    "json": report_json,
    "github": workflow_commands,
    "markdown": markdown,
    "sarif": sarif_log,
}
FOR_OTHERS: Final = ("github", "markdown", "sarif")
"""Forms that code hosts show to whoever may read there: values of data under embargo do not belong into them."""
