"""A command of Banchi on a real terminal, and a person who answers what it asks: out goes what stood on the screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.museum import CASES
from tests.tiny import MKDOCS

NEW = CASES / "new"
DAY = {"SOURCE_DATE_EPOCH": "1795305600"}  # 2026-11-22


def catalog(folder: Path) -> Path:
    """The catalog on which `banchi new` is tried, ready to be built."""
    root = Path(shutil.copytree(NEW / "_catalog", folder))
    root.joinpath("mkdocs.yml").write_text(MKDOCS, "utf-8")
    return root


def typed(root: Path, answers: list[str], *arguments: str, language: str = "th") -> tuple[int, str]:
    """The exit code and all that stood on the screen. A question is answered once it ends."""
    import pty  # only here: some systems have none

    ours, theirs = pty.openpty()
    environment = {**os.environ, **DAY, "PYTHONUTF8": "1", "BANCHI_LANG": language}
    command = [sys.executable, "-m", "generator", *arguments]
    process = subprocess.Popen(command, cwd=root, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    screen, left = b"", list(answers)
    while True:
        try:
            read = os.read(ours, 4096)
        except OSError:  # so Linux says that the other side is closed
            break
        if not read:
            break
        screen += read
        if screen.endswith(b": "):
            if not left:
                process.kill()
                break
            os.write(ours, f"{left.pop(0)}\n".encode())
    os.close(ours)
    assert not left, f"never asked for: {left}\n{screen.decode()}"
    return process.wait(), screen.decode("utf-8", "replace")
