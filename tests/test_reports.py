"""Reports for code hosts: GitHub's annotations, read back as its runner does, and SARIF, held to the standard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.problems import Problem, in_order, problem
from generator.reports import FORMS
from tests.museum import CASES, lay_out, problems_of
from tests.tiny import banchi, tiny_catalog

WHICH = ("unknown-key", "personal-id", "garbled-text")

# The parts of the standard that are used, with the words of its section: a URI is never raw, a line starts at 1.
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/run"}},
    },
    "additionalProperties": False,
    "$defs": {
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}},
        "run": {
            "type": "object",
            "required": ["tool", "results"],
            "properties": {
                "tool": {
                    "type": "object",
                    "required": ["driver"],
                    "properties": {"driver": {"$ref": "#/$defs/driver"}},
                    "additionalProperties": False,
                },
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
            "additionalProperties": False,
        },
        "driver": {
            "type": "object",
            "required": ["name"],
            "properties": {
                "name": {"type": "string"},
                "version": {"type": "string"},
                "language": {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
                "rules": {
                    "type": "array",
                    "uniqueItems": True,
                    "items": {
                        "type": "object",
                        "required": ["id"],
                        "properties": {
                            "id": {"type": "string"},
                            "shortDescription": {"$ref": "#/$defs/message"},
                            "defaultConfiguration": {"properties": {"level": {"$ref": "#/$defs/level"}}},
                        },
                        "additionalProperties": False,
                    },
                },
            },
            "additionalProperties": False,
        },
        "result": {
            "type": "object",
            "required": ["message"],
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": {"$ref": "#/$defs/level"},
                "message": {"$ref": "#/$defs/message"},
                "locations": {
                    "type": "array",
                    "items": {
                        "properties": {
                            "physicalLocation": {
                                "required": ["artifactLocation"],
                                "properties": {
                                    "artifactLocation": {
                                        "properties": {"uri": {"type": "string", "pattern": "^[!-~]+$"}},
                                        "additionalProperties": False,
                                    },
                                    "region": {
                                        "properties": {"startLine": {"type": "integer", "minimum": 1}},
                                        "additionalProperties": False,
                                    },
                                },
                                "additionalProperties": False,
                            }
                        },
                        "additionalProperties": False,
                    },
                },
            },
            "additionalProperties": False,
        },
    },
}


def command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner reads it (actions/runner, ActionCommand.TryParseV2)."""
    head, _, data = line.removeprefix("::").partition("::")
    name, _, rest = head.partition(" ")
    properties = dict(part.split("=", 1) for part in rest.split(",") if part)
    return name, {key: unescaped(value) for key, value in properties.items()}, unescaped(data)


def unescaped(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def found(case: str, folder: Path) -> tuple[Problem, ...]:
    return tuple(problems_of(lay_out(CASES / "bad" / case, folder / "catalog")))


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("case", WHICH)
def test_annotations_say_all_that_the_problems_say(case: str, language: str, tmp_path: Path) -> None:
    problems = found(case, tmp_path)
    read = [command(line) for line in FORMS["github"](problems, language).splitlines()]
    assert sorted((name, p["file"], p.get("line"), p["title"], text) for name, p, text in read) == sorted(
        (
            p.level,
            p.path,
            None if p.line is None else str(p.line),
            p.code,
            f"{p.subject}: " * bool(p.subject) + f"{p.message(language)}; {p.cure(language)}",
        )
        for p in in_order(problems)
    )


def test_a_name_of_a_file_cannot_command_the_runner() -> None:
    hostile = "datasets/a,line=9::set-env name=X::%0A\n::add-mask::,b/dataset.yml"
    (line,) = FORMS["github"](
        [problem("unknown-key", hostile, 3, found="k\n::error::", options="a")], "en"
    ).splitlines()
    name, properties, text = command(line)
    assert (name, properties["file"], properties["line"]) == ("error", hostile, "3")
    assert "::error::" in text


def test_the_gravest_come_first_because_github_shows_ten_of_a_level(tmp_path: Path) -> None:
    problems = [*found("missing-translation", tmp_path / "1"), *found("unknown-key", tmp_path / "2")]
    levels = [line.split(" ")[0] for line in FORMS["github"](problems, "en").splitlines()]
    assert levels == sorted(levels, key=["::error", "::warning", "::notice"].index) and len(set(levels)) == 2


def test_sarif_is_what_the_standard_asks_for(tmp_path: Path) -> None:
    for case in WHICH:
        for language in ("th", "en"):
            told: dict[str, Any] = json.loads(FORMS["sarif"](found(case, tmp_path / case / language), language))
            jsonschema.Draft202012Validator(SARIF).validate(told)
            (run,) = told["runs"]
            rules = run["tool"]["driver"]["rules"]
            assert run["results"] and all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    thai = json.loads(FORMS["sarif"]([problem("no-datasets", "datasets/ก ข/dataset.yml")], "en"))
    place = thai["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "datasets/%E0%B8%81%20%E0%B8%82/dataset.yml"}}


def test_check_tells_each_form_and_still_fails(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path, length="year,length\n2024,x\n")
    github = banchi(root, "check", "--format", "github", "--lang", "th")
    assert github.exit_code == 1
    assert github.stdout.startswith("::error file=datasets/roads/length.csv,line=2,title=type-error::")
    sarif = banchi(root, "check", "--format", "sarif")
    assert sarif.exit_code == 1 and len(json.loads(sarif.stdout)["runs"][0]["results"]) == 1


def test_where_nothing_is_wrong_no_line_is_told_and_sarif_is_whole(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path)
    assert banchi(root, "check", "--format", "github").stdout == ""
    assert json.loads(banchi(root, "check", "--format", "sarif").stdout)["runs"][0]["results"] == []
