"""A catalog with an indicator set whose history is told, and its feeds read back.

For the tests of feeds. In come repositories and sites, out go entries.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from tests.committed import ALONE, Repo
from tests.feed_rules import ATOM
from tests.test_portal import EPOCH
from tests.tiny import banchi

REPOSITORY = "repository_url: https://code.example/catalog.git\n"

SET = """\
title: {th: ชุดถนน, en: Roads index}
description: {th: ถนน, en: Of roads.}
publisher: office
children: [{indicator: road-length}]
"""

INDICATOR = """\
indicators:
- name: road-length
  title: {th: ความยาวถนน, en: Road length}
  definition: {th: ความยาว, en: How long roads are.}
  resource: length
  time: year
  value: length
  kind: amount
  direction: higher-is-better
  focus: THA
"""

HOSTILE = '<script>alert(1)</script> & "quotes" ]]> -->'


def build(repo: Repo, *arguments: str, **environment: str) -> Path:
    done = banchi(repo.root, "build", *arguments, **{**EPOCH, **ALONE, **environment})
    assert done.exit_code == 0, done.stdout + done.stderr
    return repo.root / "site"


def atom(site: Path, path: str) -> Element:
    return fromstring((site / "updates" / path).read_bytes())


def titles(site: Path, path: str) -> list[str]:
    return [entry.findtext(f"{ATOM}title", "") for entry in atom(site, path).findall(f"{ATOM}entry")]


def read_json(site: Path, path: str) -> Any:
    return json.loads((site / "updates" / path).read_text("utf-8"))
