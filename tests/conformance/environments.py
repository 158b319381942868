"""Environments of the checks: a lock in, the Python of an environment with just these packages out.

They stand below the tests' own environment and are made again only where a lock has changed.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
OWN = ""  # the environment that the tests run in


def node_modules(name: str) -> Path:
    """The packages of Node that a folder beside these modules locks, installed below the tests' own environment.

    Their registry is npm's own setting. Raises FileNotFoundError where there is no npm.
    """
    locked = HERE / name / "package-lock.json"
    folder = Path(sys.prefix) / "conformance" / name
    stamp, digest = folder / "lock", hashlib.sha256(locked.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != digest:
        sys.stderr.write(f"Setting up {name} …\n")
        folder.mkdir(parents=True, exist_ok=True)
        for file in ("package.json", "package-lock.json"):
            shutil.copyfile(HERE / name / file, folder / file)
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(["npm", "ci", *quiet], cwd=folder, check=True)
        stamp.write_text(digest)
    return folder / "node_modules"


def python_of(name: str) -> str:
    """The interpreter of an environment, which is set up first where need be."""
    if name == OWN:
        return sys.executable
    lock = HERE / f"requirements-{name}.txt"
    folder = Path(sys.prefix) / "conformance" / name
    stamp, digest = folder / "lock", hashlib.sha256(lock.read_bytes()).hexdigest()
    python = folder / "bin" / "python"
    if not stamp.is_file() or stamp.read_text() != digest:
        sys.stderr.write(f"Setting up {name} …\n")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        install = ["-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--no-deps", "--require-hashes"]
        subprocess.run([str(python), *install, "-r", str(lock)], check=True)
        stamp.write_text(digest)
    return str(python)
