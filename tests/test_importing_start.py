"""The first thing in a new catalog is an import: a folder as the README begins it takes records and builds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
import yaml

from tests.museum import CASES
from tests.receiver import receiver
from tests.tiny import ROOT, banchi

DAY: Final = {"SOURCE_DATE_EPOCH": "1795305600", "NO_MKDOCS_2_WARNING": "1"}  # 2026-11-22
SOURCE: Final = CASES / "import" / "datapackage" / "untidy" / "input"
REGISTRIES: Final = ("areas", "licenses", "themes", "units")


def begun(folder: Path, registry: str | None) -> Path:
    """The files of the README, and registries that hold `registry`; None leaves them out."""
    text = (ROOT / "README.md").read_text("utf-8").partition("## A catalog of your own")[2].partition("\n## ")[0]
    files = dict(re.findall(r"```yaml\n# (\S+)\n(.*?)```", text, re.DOTALL))
    assert list(files) == ["mkdocs.yml", "datasets/catalog.yml", "datasets/organizations.yml"]
    assert all(f"`{name}.yml`" in text for name in REGISTRIES)
    if registry is not None:
        files |= {f"datasets/{name}.yml": registry for name in REGISTRIES}
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, "utf-8")
    return folder


@pytest.mark.parametrize("registry", ["{}\n", "{}", "# None yet.\n{ }  # so far\n", "# None yet.\n", ""])
def test_registries_without_entries_take_those_of_an_import(registry: str, tmp_path: Path) -> None:
    root = begun(tmp_path, registry)
    done = banchi(root, "import", "datapackage", str(SOURCE), **DAY)
    assert done.exit_code == 0, done.stdout
    themes = (root / "datasets/themes.yml").read_text("utf-8")
    assert themes.startswith("# None yet.\nunsorted:\n" if registry.startswith("#") else "unsorted:\n")
    errors = [line for line in banchi(root, "check", **DAY).stdout.splitlines() if ": error[" in line]
    assert {line.partition(":")[0] for line in errors} <= {"datasets/areas.yml", "datasets/units.yml"}
    assert not errors or "{" not in registry, "only files that hold nothing at all are told"


def test_a_catalog_of_the_readme_builds_after_an_import(tmp_path: Path) -> None:
    root = begun(tmp_path, "{}\n")
    banchi(root, "import", "datapackage", str(SOURCE), **DAY)
    built = banchi(root, "build", "--jobs", "1", **DAY)
    assert built.exit_code == 0, built.output
    assert list((root / "site" / "en" / "datasets").glob("river-levels*/index.html"))


@pytest.mark.parametrize(
    ("languages", "spoken"), [(("en", "fr"), ["en"]), (("pt",), ["pt"]), (("th", "en"), ["th", "en"])]
)
def test_words_of_ours_stand_under_languages_that_have_them(
    languages: tuple[str, ...], spoken: list[str], tmp_path: Path
) -> None:
    """English ones stand in only where the catalog would have none at all."""
    root = receiver(tmp_path, languages)
    banchi(root, "import", "datapackage", str(SOURCE), **DAY)
    themes = yaml.load((root / "datasets/themes.yml").read_bytes(), Loader=yaml.CSafeLoader)
    assert list(themes["unsorted"]["title"]) == spoken


def test_registries_that_are_not_there_yet_are_begun(tmp_path: Path) -> None:
    root = begun(tmp_path, None)
    assert banchi(root, "import", "datapackage", str(SOURCE), **DAY).exit_code == 0
    told = banchi(root, "check", **DAY).stdout
    missing = [name for name in REGISTRIES if f"{name}.yml: error[missing-file-of-catalog]" in told]
    assert missing == ["areas", "units"]
