"""Banchi without its machine formats: run like `banchi`, so that a build can be timed beside one that makes them all.

What it leaves out are the files of `generator.formats` and the descriptions for search engines in the pages' heads.
This file is run by its path: the processes of a build run it again when they begin, so they leave out the same.
"""

from __future__ import annotations

from generator import formats
from generator.cli import main
from generator.formats import schema_org


def _nothing(*_facts: object) -> dict[str, object]:
    return {}


def _no_script(_document: object) -> str:
    return ""


formats.FORMATS = ()  # type: ignore[misc]  # what no build of ours may do
schema_org.dataset = schema_org.indicator = schema_org.data_catalog = schema_org.indicator_set = _nothing
schema_org.script = _no_script

if __name__ == "__main__":
    main(prog_name="banchi")
