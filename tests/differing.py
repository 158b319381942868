"""Two states of a small catalog and how they differ: in come files of a catalog, out goes a `Difference`.

It must not know what a test expects of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.catalog import load_catalog
from generator.differences.facts import Change, Detail
from generator.model import Catalog, Text
from tests.tiny import FILES

ROOT = Path(__file__).parent.parent
DESCRIPTOR = FILES["datasets/roads/dataset.yml"]


def known(root: Path) -> Catalog:
    catalog, _ = load_catalog(root)
    assert catalog is not None
    return catalog


def with_indicator(text: str) -> str:
    return f"""{text}indicators:
- name: road-length
  title: {{th: ความยาวถนน, en: Length of roads}}
  definition: {{th: ความยาว, en: How long the roads are.}}
  kind: amount
  direction: neutral
  resource: length
  value: length
  time: year
"""


def moved(root: Path, name: str) -> Path:
    (root / "datasets/roads").rename(root / "datasets" / name)
    return root


def changed(name: str, title: str, **detail: Any) -> Change:
    told = Detail(steps=("title",), kind="changed", **detail)
    return Change(sort="dataset", name=name, kind="changed", title=Text({"th": title, "en": title}), details=(told,))
