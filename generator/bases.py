"""The older catalog that a change is held against: in comes a folder, or the name of a state of the Git repository, out
goes a folder that holds it.

What is committed is copied into a temporary folder; the repository is only read, and nothing is fetched. It must not
know what is compared.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from generator.catalog import FOLDER
from generator.problems import WrongUse

ENVIRONMENT: Final = {
    "GIT_LFS_SKIP_SMUDGE": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


@contextmanager
def base_folder(root: Path, base: str) -> Iterator[Path]:
    """The folder with the `datasets/` of the base. Raises `WrongUse` where it is neither a folder nor a state."""
    if (Path(base) / FOLDER).is_dir():
        yield Path(base).resolve()
        return
    commit = _git(root, base, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}").strip()
    with TemporaryDirectory(prefix="banchi-") as name:
        folder = Path(name)
        (folder / FOLDER).mkdir()
        _unpack(root, commit.decode("ascii"), folder)
        yield folder


def _unpack(root: Path, commit: str, folder: Path) -> None:
    listed = _git(root, commit, "ls-tree", "--name-only", commit, "--", FOLDER)
    if not listed:  # a state from before there was a catalog
        return
    archive = folder / "base.tar"
    _git(root, commit, "archive", "--format=tar", f"--output={archive}", commit, "--", FOLDER)
    with tarfile.open(archive) as packed:
        for member in packed:
            content = packed.extractfile(member) if member.isreg() else None  # links could lead out of the folder
            if content is not None:
                file = folder / member.name
                file.parent.mkdir(parents=True, exist_ok=True)
                with file.open("wb") as target:
                    shutil.copyfileobj(content, target)
    archive.unlink()


def _git(root: Path, base: str, *arguments: str) -> bytes:
    try:
        command = ["git", "-C", str(root), *arguments]
        done = subprocess.run(command, env={**os.environ, **ENVIRONMENT}, capture_output=True, check=False)
    except OSError as error:
        raise WrongUse("no-git", base=base) from error
    if done.returncode:
        raise WrongUse("no-such-base", base=base, folder=FOLDER)
    return done.stdout
