"""The museum of cases: what one holds, how it is laid out for a test, and what the checks say of it.

`cases/good/<name>/` is a whole small catalog without problems. `cases/bad/<code>/` (or `<code>.<variant>/`) is what
makes the catalog `good/smallest` wrong in one way: files that are laid over it, and where needed `absent.txt` (paths
to take away, one a line) and `padded.txt` (a path and a size in bytes, filled with a comment). `problems.txt` and
`problems.th.txt` hold the exact report in English and Thai.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.catalog import load_catalog
from generator.problems import Problem, in_order
from generator.readings import read_dataset

CASES = Path(__file__).parent / "cases"
SMALLEST = CASES / "good" / "smallest"
REPORTS = {"en": "problems.txt", "th": "problems.th.txt"}
NOT_OF_THE_CATALOG = (*REPORTS.values(), "absent.txt", "padded.txt")


def lay_out(case: Path, root: Path) -> Path:
    """The catalog of a bad case in the new folder `root`."""
    shutil.copytree(SMALLEST, root, symlinks=True)
    for path in _lines(case / "absent.txt"):
        shutil.rmtree(root / path) if (root / path).is_dir() else (root / path).unlink()
    for link in (path.relative_to(case) for path in case.rglob("*") if path.is_symlink()):
        (root / link).unlink(missing_ok=True)
    shutil.copytree(case, root, symlinks=True, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*NOT_OF_THE_CATALOG))
    for line in _lines(case / "padded.txt"):
        path, size = line.split()
        content = (root / path).read_bytes()
        (root / path).write_bytes(content + b"#" * (int(size) - len(content) - 1) + b"\n")
    return root


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines() if file.exists() else []


def problems_of(root: Path) -> tuple[Problem, ...]:
    """What `banchi check` finds: the catalog's problems and those of every dataset's files."""
    catalog, problems = load_catalog(root)
    found = list(problems)
    for dataset in catalog.datasets if catalog is not None else ():
        found.extend(read_dataset(root, catalog, dataset, None)[1])
    return in_order(found)
