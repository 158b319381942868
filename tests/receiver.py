"""A catalog that imports: registries of a few entries in the languages that a test asks for, and one dataset.

In come a folder and languages, out goes the folder. Texts are the same in each language: what is tested is not theirs.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.tiny import MKDOCS


def receiver(folder: Path, languages: Sequence[str] = ("th", "en")) -> Path:
    """One organization, one theme, one license, one unit, one area, one dataset."""

    def said(text: str) -> dict[str, str]:
        return {language: f"{text} ({language})" for language in languages}

    files: dict[str, Any] = {
        "catalog": {
            "title": said("Receiver"),
            "description": said("A catalog that imports"),
            "publisher": "office",
            "languages": list(languages),
            "base_uri": "https://receiver.example/",
            "contact": {"name": said("Keepers"), "email": "keepers@receiver.example"},
        },
        "organizations": {"office": {"title": said("Office"), "url": "https://office.example/"}},
        "themes": {"roads": {"title": said("Roads"), "description": said("Ways")}},
        "licenses": {
            "cc-by-4.0": {
                "title": said("CC BY 4.0"),
                "description": said("Use it with credit."),
                "url": "https://creativecommons.org/licenses/by/4.0/",
                "spdx": "CC-BY-4.0",
                "gdc": "Creative Commons Attributions",
                "open": True,
                "attribution": True,
                "commercial": True,
                "derivatives": True,
            }
        },
        "units": {"km": {"title": said("kilometres")}},
        "areas": {"THA": {"title": said("Thailand"), "kind": "country"}},
        "roads/dataset": {
            "title": said("Length of roads"),
            "description": said("How long the roads were."),
            "organization": "office",
            "themes": ["roads"],
            "keywords": {language: ["roads"] for language in languages},
            "license": "cc-by-4.0",
            "contact": {"name": said("Keepers"), "email": "keepers@receiver.example"},
            "sources": [{"title": said("Road book"), "path": "https://roads.example/", "accessed": "2026-01-02"}],
            "data_type": "other",
            "objectives": ["unknown"],
            "update_frequency": {"unit": "year"},
            "geo_coverage": "country",
            "storage_formats": ["csv"],
            "governance_category": "public",
            "created": "2026-01-02",
            "modified": "2026-01-02",
            "resources": [
                {"name": "roads", "url": "https://roads.example/roads.csv", "format": "csv", "title": said("Roads")}
            ],
        },
    }
    for name, document in files.items():
        file = folder / "datasets" / f"{name}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        entries = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in document.items())
        file.write_text("".join(entries), "utf-8")
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    return folder
