"""Problems as SARIF, which code hosts and editors read: in come problems, out goes one document of JSON.

Static Analysis Results Interchange Format 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), of which one run and
the rules that were broken are told. It must not know which program reads it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import quote

from generator.problems import Code, Problem, codes, in_order

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: Final = {"error": "error", "warning": "warning", "notice": "note"}


def sarif_log(problems: Iterable[Problem], language: str) -> str:
    """The document (section 3.13): every problem a result (3.27), every code found a rule (3.49)."""
    found = in_order(problems)
    rules = sorted({p.code for p in found})
    driver = {
        "name": "banchi",
        "version": version("banchi"),
        "language": language,
        "rules": [_rule(codes()[name], language) for name in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(p, rules.index(p.code), language) for p in found],
    }
    return json.dumps(
        {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2, allow_nan=False
    )


def _rule(code: Code, language: str) -> dict[str, Any]:
    return {
        "id": code.name,
        "shortDescription": {"text": code.about[language]},
        "defaultConfiguration": {"level": LEVELS[code.level]},
    }


def _result(p: Problem, rule: int, language: str) -> dict[str, Any]:
    subject = f"{p.subject}: " if p.subject else ""
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(p.path)}}  # section 3.4.3: a URI reference
    if p.line is not None:
        physical["region"] = {"startLine": p.line}
    return {
        "ruleId": p.code,
        "ruleIndex": rule,
        "level": LEVELS[p.level],
        "message": {"text": f"{subject}{p.message(language)}; {p.cure(language)}"},
        "locations": [{"physicalLocation": physical}],
    }
