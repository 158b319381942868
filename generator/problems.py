"""What is wrong in a catalog, said to the person who can mend it, in their language.

In come findings (a code, a place, the values found and expected); out go lines of text, JSON and the documentation of
each code. The sentences stand in `problem_texts/*.yml`, Thai beside English, so that the terminal, the site and the
tests read the same words. This module must not know what a dataset is, nor open any file of a catalog.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

LEVELS: Final = ("error", "warning", "notice")  # what stops, what stops where asked to, and what never does
SHOWN_VALUE: Final = 80  # longest piece of a user's text that a message repeats
CAP_PER_FILE: Final = 20  # problems shown for one file before "… and N more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of problem: its level and its sentences by language, as `problem_texts/` declares them."""

    name: str
    level: str
    message: Mapping[str, str]
    cure: Mapping[str, str]
    about: Mapping[str, str]
    example: Mapping[str, str]  # "wrong" and "right": snippets of YAML, CSV or a listing
    area: str = ""  # name of the file that declares it: what it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong in the sources. `path` is relative to the catalog's root, with forward slashes."""

    code: str
    path: str
    line: int | None = None
    subject: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    suggestion: str | None = None

    @property
    def level(self) -> str:
        return codes()[self.code].level

    def message(self, language: str) -> str:
        """What was found and what was expected."""
        text = _spoken(codes()[self.code].message, language).format(**_shown(self.values))
        if self.suggestion is not None:
            text += _spoken(_texts()["suggestion"], language).format(suggestion=_printable(self.suggestion))
        return text

    def cure(self, language: str) -> str:
        """What to do about it."""
        return _spoken(codes()[self.code].cure, language).format(**_shown(self.values))

    def line_text(self, language: str) -> str:
        """`path:line: level[code] subject: message; cure`"""
        path = _printable(self.path)
        place = path if self.line is None else f"{path}:{self.line}"
        subject = f"{_printable(self.subject)}: " if self.subject else ""
        return f"{place}: {self.level}[{self.code}] {subject}{self.message(language)}; {self.cure(language)}"


class CatalogError(Exception):
    """Base of what goes wrong for the user rather than in the code."""


class WrongUse(CatalogError):
    """A command was called in a way that cannot work: no catalog here, an unknown option's value.

    `reason` names its words in `problem_texts/_report.yml`, and `values` fill their placeholders.
    """

    def __init__(self, reason: str, /, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = {key: _printable(str(value)) for key, value in values.items()}

    def __str__(self) -> str:
        return self.message(languages()[-1])

    def message(self, language: str) -> str:
        """What was found and what to do."""
        return report_words(self.reason, language, **self.values)


def problem(
    code: str, path: str, /, line: int | None = None, subject: str = "", suggestion: str | None = None, **values: object
) -> Problem:
    """A problem whose message's placeholders are `values`; texts are shown quoted and cut short, numbers plain.

    `code` and `path` are given by position, so that a message may have a placeholder `{path}` of its own.
    """
    return Problem(
        code=code,
        path=path,
        line=line,
        subject=subject,
        suggestion=suggestion,
        values={key: str(value) for key, value in values.items()},
    )


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By path, line, then code: the order in which a person mends them."""
    return tuple(sorted(set_once(problems), key=lambda p: (p.path, p.line or 0, p.subject, p.code)))


def set_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Each finding once, however many checks came upon it."""
    seen = set()
    for p in problems:
        key = (p.code, p.path, p.line, p.subject, tuple(sorted(p.values.items())))
        if key not in seen:
            seen.add(key)
            yield p


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(p.level == "error" for p in problems)


def languages() -> tuple[str, ...]:
    """The languages in which problems and reports are told, the one to fall back on last."""
    return tuple(_texts()["more"])


def reader_language(environment: Mapping[str, str]) -> str:
    """The language of whoever reads the terminal: BANCHI_LANG, else the locale (POSIX order), else the fallback."""
    for variable in ("BANCHI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            code = value.replace("-", "_").partition("_")[0].lower()
            return code if code in languages() else languages()[-1]
    return languages()[-1]


def is_read_by_others(environment: Mapping[str, str]) -> bool:
    """Whether what is told stands in a code host's log, where others read it than who holds the data: GitHub, GitLab
    and their like set CI there."""
    return environment.get("CI", "").lower() not in ("", "0", "false")


def report_words(key: str, language: str, **values: object) -> str:
    """A sentence of the report itself, from `problem_texts/_report.yml`."""
    return _spoken(_texts()[key], language).format(**values)


def report_text(problems: Iterable[Problem], language: str, cap: int = CAP_PER_FILE) -> str:
    """One line a problem, in order; past `cap` for one file, one line that says how many more."""
    lines: list[str] = []
    shown: dict[str, int] = {}
    ordered = in_order(problems)
    totals: dict[str, int] = {}
    for p in ordered:
        totals[p.path] = totals.get(p.path, 0) + 1
    for p in ordered:
        shown[p.path] = shown.get(p.path, 0) + 1
        if shown[p.path] <= cap:
            lines.append(p.line_text(language))
        elif shown[p.path] == cap + 1:
            more = _spoken(_texts()["more"], language)
            lines.append(f"{_printable(p.path)}: {more.format(count=totals[p.path] - cap)}")
    return "\n".join(lines)


def report_json(problems: Iterable[Problem], language: str) -> str:
    """The same list for programs: every problem, none capped, in one JSON array."""
    rows = [
        {
            "path": p.path,
            "line": p.line,
            "level": p.level,
            "code": p.code,
            "subject": p.subject,
            "message": p.message(language),
            "cure": p.cure(language),
        }
        for p in in_order(problems)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2, allow_nan=False)


@cache
def codes() -> Mapping[str, Code]:
    """Every code of `problem_texts/`, by name, in the order of the files."""
    found: dict[str, Code] = {}
    for entry in sorted(files("generator").joinpath("problem_texts").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yml") and not entry.name.startswith("_"):
            declared = yaml.load(entry.read_text("utf-8"), Loader=yaml.CSafeLoader)
            for name, texts in (declared or {}).items():
                if name in found:
                    raise ValueError(f"problem code {name!r} is declared twice")
                found[name] = Code(name=name, area=entry.name.removesuffix(".yml"), **texts)
    return found


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    source = files("generator").joinpath("problem_texts", "_report.yml").read_text("utf-8")
    texts: Mapping[str, Mapping[str, str]] = yaml.load(source, Loader=yaml.CSafeLoader)
    return texts


def _spoken(by_language: Mapping[str, str], language: str) -> str:
    """The sentence in that language; in the fallback where the project has no words of it."""
    return by_language.get(language) or by_language[languages()[-1]]


def _shown(values: Mapping[str, str]) -> Mapping[str, str]:
    return {key: _short(value) for key, value in values.items()}


def _printable(text: str) -> str:
    """Without what would command a terminal or hide from a reader; file names and cells may hold anything."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def _short(value: str) -> str:
    printable = _printable(value)
    return printable if len(printable) <= SHOWN_VALUE else f"{printable[: SHOWN_VALUE - 1]}…"
