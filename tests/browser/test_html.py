"""The Nu HTML Checker, which validator.w3.org runs too, over every page of the built site."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest


def checker() -> Path:
    """The checker's jar; `.ci/html-checker` fetches it. Without it the test skips on a desk and fails in CI."""
    jar = Path(os.environ.get("VNU_JAR", ""))
    if jar.is_file() and shutil.which("java"):
        return jar
    reason = "the Nu HTML Checker is not here: run `.ci/html-checker` and set VNU_JAR to the path it prints"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def test_html_is_valid(site: Path) -> None:
    """No page has an error of the HTML standard."""
    command = [
        "java",
        "-Xss1m",
        "-jar",
        str(checker()),
        "--skip-non-html",
        "--errors-only",
        "--format",
        "json",
        "--exit-zero-always",
    ]
    ran = subprocess.run([*command, str(site)], capture_output=True, check=True, text=True)
    messages = json.loads(ran.stderr)["messages"]
    errors = {
        (m["message"], m.get("extract", "")[:120], m["url"].rsplit("/site/", 1)[-1])
        for m in messages
        if m["type"] != "info"
    }
    assert not errors, f"{len(errors)} errors, such as {sorted(errors)[:5]}"
