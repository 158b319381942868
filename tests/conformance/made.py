"""A catalog that is hard on machine formats, and its site: every key and only those required, hostile texts, no files,
files elsewhere, many files, a withdrawn dataset, former names of all that may have some.

In each text stand those of `tests.hostile` and others that Hypothesis draws, the same ones each time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests import every_key
from tests.hostile import FRAGMENTS, MARKDOWN, PRINTABLE, Words
from tests.tiny import FILES, banchi

MANY: Final = 200  # files of one dataset
DRAWN: Final = 60  # texts of Hypothesis
EPOCH: Final = "1790000000"  # a day after every date in the catalog


def write_made(root: Path) -> Path:
    """The catalog's folder, with its site built in `site/`."""
    line = " ".join((*FRAGMENTS, *drawn()))
    words = Words(line=line, cell=line, prose=line, markdown="\n\n".join(MARKDOWN))
    every_key.write(root, every_key.trees(), words.source)
    folder = root / "datasets" / "many"
    folder.mkdir()
    folder.joinpath("dataset.yml").write_text(yaml.safe_dump(_many(), allow_unicode=True), "utf-8")
    done = banchi(root, "build", SOURCE_DATE_EPOCH=EPOCH)
    assert done.exit_code == 0, done.stderr
    return root


def drawn() -> list[str]:
    """Any letters but those that no text of one line may hold."""
    found: list[str] = []

    @settings(max_examples=DRAWN, phases=(Phase.generate,), derandomize=True, suppress_health_check=tuple(HealthCheck))
    @given(st.text(PRINTABLE, min_size=1, max_size=12))
    def draw(text: str) -> None:
        found.append(text)

    draw()
    return found


def _many() -> dict[str, object]:
    descriptor = yaml.safe_load(FILES["datasets/roads/dataset.yml"])
    resources = [
        {
            "name": f"part-{number}",
            "url": f"https://files.example/{number}/ถนน [x].csv?a=%zz".replace(" ", "%20"),
            "title": {"th": f"ส่วน {number}", "en": f"Part {number}"},
            "format": ("csv", "parquet", "weird")[number % 3],
        }
        for number in range(MANY)
    ]
    entries = {"organization": "office", "themes": ["roads"], "license": "terms"}
    return {**descriptor, **entries, "resources": resources}
