"""A catalog that is hard on machine formats, and its site: every key, hostile texts, no files, files elsewhere, many.

The texts are those of `tests.hostile`, all in one; the same folder gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import yaml

from tests import every_key
from tests.hostile import FRAGMENTS, MARKDOWN, Words
from tests.tiny import FILES, banchi

MANY: Final = 200  # files of one dataset
WITHDRAWN: Final = "datasets/gone/"
FORMER: Final = ("former_names", "former_paths")
EPOCH: Final = "1790000000"  # a day after every date in the catalog


def write_made(root: Path) -> Path:
    """The catalog's folder, with its site built in `site/`."""
    line = " ".join(FRAGMENTS)
    words = Words(line=line, cell=line, prose=line, markdown="\n\n".join(MARKDOWN))
    every_key.write(root, {path: _living(tree) for path, tree in _trees()}, words.source)
    folder = root / "datasets" / "many"
    folder.mkdir()
    folder.joinpath("dataset.yml").write_text(yaml.safe_dump(_many(), allow_unicode=True), "utf-8")
    done = banchi(root, "build", SOURCE_DATE_EPOCH=EPOCH)
    assert done.exit_code == 0, done.stderr
    return root


def _trees() -> Iterator[tuple[str, object]]:
    yield from ((path, tree) for path, tree in every_key.trees().items() if not path.startswith(WITHDRAWN))


def _living(tree: object) -> object:
    """Without former addresses, so that each thing stands at one address and is counted once."""
    if isinstance(tree, dict):
        return {key: _living(inner) for key, inner in tree.items() if key not in FORMER}
    return [_living(inner) for inner in tree] if isinstance(tree, list) else tree


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
