"""Every path of the OpenAPI document of a site, held against the files that stand there.

In come a built site and its document; out go the paths walked, and what breaks the contract.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.validators import Draft202012Validator as Validator

LISTS = {"dataset": "datasets", "indicator": "indicators", "set": "sets"}  # a parameter -> the list of its values


def broken(site: Path) -> tuple[int, list[str]]:
    """How many answers were read, and what is wrong in them: a missing file, a key too many, a type."""
    api = json.loads(site.joinpath("api/openapi.json").read_text("utf-8"))
    walked, found = 0, []
    for template, item in api["paths"].items():
        answer = item["get"]["responses"]
        (mediatype, content), *_ = answer["200"]["content"].items()
        validator = _validator(api, content["schema"]) if "schema" in content else None
        for path in _paths(site, template):
            file = site / path.lstrip("/")
            if not file.is_file():
                found += [] if "404" in answer and not _told(site, file) else [f"{path} is not there"]
                continue
            walked += 1
            found += [f"{path}: {problem}" for problem in _problems(file, mediatype, validator)]
    return walked, found


def _paths(site: Path, template: str) -> Iterator[str]:
    """With every name that the list of such things holds; of a withdrawn one the API alone still tells."""
    parameter = re.search(r"\{(\w+)\}", template)
    if parameter is None:
        yield template
        return
    name = LISTS[parameter[1]]
    listed = json.loads(site.joinpath(f"api/{name}.json").read_text("utf-8"))
    assert listed["count"] == len(listed[name])
    withdrawn = listed.get("withdrawn", ()) if template.startswith("/api/") else ()
    for each in (*listed[name], *withdrawn):
        yield template.replace(parameter[0], each["name"])


def _told(site: Path, file: Path) -> bool:
    """Whether the document beside the file promises it."""
    told = json.loads(file.with_suffix(".json").read_text("utf-8"))
    return told["csv"] is not None


def _validator(api: Mapping[str, Any], schema: Mapping[str, Any]) -> Validator:
    return Draft202012Validator({"components": api["components"], **schema}, format_checker=Validator.FORMAT_CHECKER)


def _problems(file: Path, mediatype: str, validator: Validator | None) -> Iterator[str]:
    if mediatype == "text/csv":
        with file.open(encoding="utf-8", newline="") as stream:
            widths = {len(row) for row in csv.reader(stream)}
        if len(widths) != 1:
            yield "rows of different lengths"
    elif mediatype.startswith("text/"):
        if not file.read_text("utf-8").strip():
            yield "no text"
    elif validator is None:
        if file.read_bytes()[:2] != b"PK":
            yield "no zip"
    else:
        document = json.loads(file.read_text("utf-8"), parse_constant=_refused)
        yield from (f"{error.json_path}: {error.message}"[:300] for error in validator.iter_errors(document))


def _refused(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON")
