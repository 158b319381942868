"""A catalog in a Git repository of its own, made commit by commit with fixed moments. For tests of history."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.tiny import FILES, tiny_catalog

MOMENT = 1_780_000_000  # 2026-05-28T20:26:40Z
DAY = 86_400
AUTHOR = {"GIT_AUTHOR_NAME": "Somebody", "GIT_AUTHOR_EMAIL": "some@body.example"}
COMMITTER = {"GIT_COMMITTER_NAME": "Somebody", "GIT_COMMITTER_EMAIL": "some@body.example"}
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}  # nobody's own settings


class Repo:
    """`folder` is the repository, `root` the catalog in it. Each commit comes a day after the one before."""

    def __init__(self, folder: Path, below: str = "", **changed: str) -> None:
        self.folder = folder
        self.root = folder / below
        self._commits = 0
        folder.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")
        tiny_catalog(self.root, **changed)

    def git(self, *arguments: str, zone: str = "+0000", **environment: str) -> str:
        moment = f"{MOMENT + self._commits * DAY} {zone}"
        dates = {"GIT_AUTHOR_DATE": "1500000000 +0000", "GIT_COMMITTER_DATE": moment}
        own = {**os.environ, **AUTHOR, **COMMITTER, **ALONE, **dates, **environment}
        command = ["git", "-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always", *arguments]
        done = subprocess.run(command, cwd=self.folder, env=own, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def write(self, path: str, text: str) -> None:
        file = self.root / "datasets" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.root / "datasets" / path).read_text("utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def commit(self, message: str = "Change something", **settings: str) -> str:
        """The name of the commit of all that differs."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message, **settings)
        self._commits += 1
        return self.git("rev-parse", "HEAD")

    def add_dataset(self, name: str, **replaced: str) -> None:
        """Another one like roads, with its title changed."""
        text = FILES["datasets/roads/dataset.yml"].replace("Length of roads", f"Length of {name}")
        for old, new in replaced.items():
            text = text.replace(old, new)
        self.write(f"{name}/dataset.yml", text)
        self.write(f"{name}/length.csv", f"year,length\n2024,{len(name)}\n2025,12\n")
