"""The guides of the site: what they tell a contributor to write is what `banchi check` accepts."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator import templates
from generator.catalog import load_catalog

ROOT = Path(__file__).parents[1]
GUIDES = sorted(templates.folder("pages").glob("*.md"))
NAME = "digital-literacy-courses"


def block(text: str, kind: str) -> str:
    """What the guide shows of a kind, part after part."""
    return "".join(re.findall(rf"^```{kind}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("guide", [g for g in GUIDES if g.name.startswith("contribute.")], ids=lambda g: g.name)
def test_the_example_is_a_sound_dataset(guide: Path, tmp_path: Path) -> None:
    """The descriptor and the table of the guide, put where it says, give no problem, not even a warning."""
    text = guide.read_text("utf-8")
    datasets = tmp_path / "datasets"
    datasets.mkdir()
    for registry in (ROOT / "datasets").glob("*.yml"):
        shutil.copy(registry, datasets)
    folder = datasets / NAME
    folder.mkdir()
    (folder / "dataset.yml").write_text(block(text, "yaml"), "utf-8")
    (folder / "courses.csv").write_text(block(text, "csv"), "utf-8")
    from generator.portal import check  # only here: the other tests need no reader of tables
    from generator.running import Running

    catalog, found = load_catalog(tmp_path)
    assert catalog is not None
    assert [d.name for d in catalog.datasets] == [NAME]
    assert not [p for p in found if p.path.startswith(f"datasets/{NAME}/")]
    assert not check(tmp_path, catalog, catalog.datasets, Running())


@pytest.mark.parametrize("guide", [g for g in GUIDES if g.name.startswith("developers.")], ids=lambda g: g.name)
def test_the_program_of_the_guide_reads_every_row(
    guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "roads.csv").write_text("year\n2024\n2025\n", "utf-8")
    (tmp_path / "datapackage.json").write_text('{"resources": [{"name": "roads", "path": "roads.csv"}]}', "utf-8")
    monkeypatch.chdir(tmp_path)
    exec(block(guide.read_text("utf-8"), "python"), {})
    rows = capsys.readouterr().out.splitlines()
    assert ["2024" in rows[0], "2025" in rows[1], len(rows)] == [True, True, 2]


def test_each_guide_exists_in_both_languages() -> None:
    names = {g.name.split(".")[0] for g in GUIDES}
    assert {g.name for g in GUIDES} == {f"{n}.{code}.md" for n in names for code in ("th", "en")}


@pytest.mark.parametrize("name", sorted({g.name.split(".")[0] for g in GUIDES}))
def test_both_languages_tell_the_same(name: str) -> None:
    """The same number of headings, commands, tables' rows and list items, and the same links, in the same order."""
    shapes = []
    for code in ("th", "en"):
        text = (templates.folder("pages") / f"{name}.{code}.md").read_text("utf-8")
        marks = [re.findall(p, text, flags=re.MULTILINE) for p in (r"^(#+) ", r"^(```\w*)$", r"^(\|)", r"^(-) ")]
        shapes.append(([len(m) for m in marks], re.findall(r"\]\(([^)]+)\)", text)))
    assert shapes[0] == shapes[1]
