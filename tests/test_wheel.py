"""The built wheel alone, in an empty environment, builds a catalog that lies elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.links import problems as broken_links
from tests.tiny import tiny_catalog

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path) -> str:
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_templates_and_texts_and_nothing_of_the_catalog(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {"generator/cli.py", "generator/keys.yml", "generator/problem_texts/_report.yml"} <= set(names)
    for folder in ("theme", "pages", "scenes", "views", "assets"):
        assert any(name.startswith(f"generator/site_templates/{folder}/") for name in names), folder
    assert not [name for name in names if name.startswith(("datasets/", "tests/", "site_templates/"))]


def test_an_installed_wheel_builds_a_catalog_elsewhere(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "empty", with_pip=True)
    python = tmp_path / "empty/bin/python"
    pip = (python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install")
    run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", ROOT / "requirements.txt", cwd=tmp_path)
    run(*pip, "--no-deps", wheel, cwd=tmp_path)
    root = tiny_catalog(tmp_path / "catalog")
    banchi = tmp_path / "empty/bin/banchi"
    where = run(python, "-c", "import generator; print(generator.__file__)", cwd=root).strip()
    assert Path(where).is_relative_to(tmp_path / "empty")
    assert run(banchi, "check", cwd=root) == ""
    run(banchi, "build", "--strict", cwd=root)
    assert root.joinpath("site/datasets/roads/downloads/length.xlsx").is_file()
    assert broken_links(root / "site") == []


def test_the_locks_hold_what_the_project_asks_for() -> None:
    """`make lock` was run after the last change of a dependency, and no machine's own registry stands in the locks."""
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    asked = {
        "requirements.txt": [*project["project"]["dependencies"], *groups["setup"]],
        "requirements-dev.txt": [*project["project"]["dependencies"], *groups["setup"], *groups["dev"]],
    }
    for name, wanted in asked.items():
        text = ROOT.joinpath(name).read_text("utf-8")
        assert "://" not in text
        assert "--index" not in text
        pins = dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", text, re.MULTILINE))
        for requirement in (Requirement(line) for line in wanted if isinstance(line, str)):
            assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), (name, str(requirement))
