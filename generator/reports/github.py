"""Problems as annotations of GitHub, at their lines in a pull request: in come problems, out go workflow commands.

Commands are escaped as GitHub's own toolkit does (actions/toolkit, packages/core/src/command.ts). Paths are those of
the catalog, which is the repository's root. It must not know which workflow prints them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from generator.problems import LEVELS, Problem, in_order

DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY: Final = DATA | str.maketrans({":": "%3A", ",": "%2C"})


def workflow_commands(problems: Iterable[Problem], language: str) -> str:
    """A line `::error file=…,line=…,title=…::…` for each problem, the gravest first: GitHub shows ten of a level."""
    ordered = sorted(in_order(problems), key=lambda p: LEVELS.index(p.level))
    return "\n".join(_command(p, language) for p in ordered)


def _command(p: Problem, language: str) -> str:
    properties: Mapping[str, object] = {"file": p.path, "line": p.line, "title": p.code}
    told = [f"{name}={str(value).translate(PROPERTY)}" for name, value in properties.items() if value is not None]
    subject = f"{p.subject}: " if p.subject else ""
    text = f"{subject}{p.message(language)}; {p.cure(language)}"
    return f"::{p.level} {','.join(told)}::{text.translate(DATA)}"
