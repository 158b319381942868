"""SARIF by its published schema: the report on every faulty catalog of the tests, in every language of reports.

No report is part of a site, so the one that is named matters not.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from jsonschema.validators import validator_for

from generator.problems import languages
from generator.reports import FORMS
from tests.conformance.environments import node_modules
from tests.conformance.rows import Counts, Row, tell
from tests.museum import CASES, lay_out, problems_of

SCHEMA = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"


def check(_site: Path, _counts: Counts) -> Iterator[Row]:
    schema = json.loads((node_modules("sarif") / SCHEMA).read_text("utf-8"))
    validator = validator_for(schema)(schema)
    cases = sorted((CASES / "bad").iterdir())
    logs = [(case.name, log) for case in cases for log in logs_of(case)]
    lacking: Any = deepcopy(logs[0][1])
    del lacking["runs"][0]["results"][0]["message"]
    yield Row(
        "SARIF 2.1.0",
        "its schema (in @microsoft/jest-sarif)",
        sum(bool(log["runs"][0]["results"]) for _, log in logs),
        len(cases) * len(languages()),
        tuple(f"{name}: {e.json_path}: {e.message}"[:300] for name, log in logs for e in validator.iter_errors(log)),
        "no message" if list(validator.iter_errors(lacking)) else "",
    )


def logs_of(case: Path) -> Iterator[Any]:
    with tempfile.TemporaryDirectory() as folder:
        found = problems_of(lay_out(case, Path(folder) / "catalog"))
    for language in languages():
        yield json.loads(FORMS["sarif"](found, language))


if __name__ == "__main__":
    tell(check)
