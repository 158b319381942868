"""The rules of the house: sizes, names that somebody uses, dependencies that are declared and used, one clock.

An exception from a rule stands here by name, with its reason.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from generator.keys import LEVELS

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "generator").rglob("*.py"))
TREES = {module: ast.parse(module.read_text("utf-8")) for module in MODULES}

MODULE_LINES = 300
FUNCTION_LINES = 40
LONG_MODULES = {
    "generator/urls.py": (330, "one function of a line or two a sort of page or file"),
    "generator/kinds.py": (380, "one function of a few lines a kind of value, and the table of them"),
    "generator/schemas.py": (310, "the rules of Table Schema, which refer to each other"),
}
LONG_FUNCTIONS = {
    "frame_of": (45, "one call that fills each attribute of a frame, with nothing to decide"),
    "dataset_view": (60, "one call that fills each attribute of a view, with nothing to decide"),
}
CALLED_BY_OTHERS = {
    "connect": "the standard library's client calls it",
    "exit_code": "click reads it",
    "_write_sheet_data": "XlsxWriter calls it",
    "disable_nagle_algorithm": "the standard library's server reads it",
    "log_message": "the standard library's server calls it",
    "protocol_version": "the standard library's server reads it",
    "wbufsize": "the standard library's server reads it",
}
NOT_IMPORTED = {
    "mkdocs-material": "MkDocs finds it by its name in mkdocs.yml",
}


def name_of(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_modules_and_functions_are_short(module: Path) -> None:
    """A module has at most 300 lines and a function at most 40."""
    lines = module.read_text("utf-8").count("\n")
    assert lines <= LONG_MODULES.get(name_of(module), (MODULE_LINES, ""))[0]
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            size = node.end_lineno - node.lineno + 1
            assert size <= LONG_FUNCTIONS.get(node.name, (FUNCTION_LINES, ""))[0], node.name


def test_an_exception_that_is_no_longer_needed_is_gone() -> None:
    by_name = {name_of(m): m.read_text("utf-8").count("\n") for m in MODULES}
    assert [m for m in LONG_MODULES if by_name.get(m, 0) <= MODULE_LINES] == []
    sizes = {
        node.name: (node.end_lineno or 0) - node.lineno + 1
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }
    assert [f for f in LONG_FUNCTIONS if sizes.get(f, 0) <= FUNCTION_LINES] == []


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_opens_with_what_it_is(module: Path) -> None:
    assert ast.get_docstring(TREES[module])


def declared_names(tree: ast.Module) -> Iterator[str]:
    """Names of functions, classes and constants of a module, and of the functions of its classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
    for statement in (*tree.body, *(s for c in tree.body if isinstance(c, ast.ClassDef) for s in c.body)):
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        targets = [statement.target] if isinstance(statement, ast.AnnAssign) else targets
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_every_name_is_used() -> None:
    """Whatever is declared is named a second time: in the package, its templates or its entry points, not in tests.

    What stands in the key table belongs to catalogs, be it read already or not.
    """
    files = [*MODULES, *(ROOT / "site_templates").rglob("*.html"), ROOT / "pyproject.toml"]
    words = re.findall(r"\w+", "\n".join(file.read_text("utf-8") for file in files))
    counted = {word: words.count(word) for word in {n for tree in TREES.values() for n in declared_names(tree)}}
    hooks = re.compile(r"__\w+__|on_[a-z_]+")  # Python's own and MkDocs'
    keys = {key.name for level in LEVELS.values() for key in level}
    unused = {n for n, count in counted.items() if count < 2 and not hooks.fullmatch(n)} - keys
    assert sorted(unused) == sorted(CALLED_BY_OTHERS)


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_every_dependency_is_imported_and_every_import_declared() -> None:
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["project"]
    declared = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    foreign = {n for tree in TREES.values() for n in imported(tree)} - {*sys.stdlib_module_names, "generator"}
    homes = packages_distributions()
    assert {canonicalize_name(homes[name][0]) for name in foreign} == declared - set(NOT_IMPORTED)


def test_nothing_but_the_clock_asks_for_the_day() -> None:
    """Else the same sources would give other bytes tomorrow."""
    asks = re.compile(r"\b(today|now|utcnow|localtime|gmtime)\(")
    assert [name_of(m) for m in MODULES if asks.search(m.read_text("utf-8"))] == ["generator/clock.py"]


def test_no_exception_is_swallowed_whole() -> None:
    """No handler takes every exception: bugs go to their traceback."""
    passed_on = [
        "generator/beside.py",  # the work is done again by the parent process, where it is raised
        "generator/pool.py",  # to the parent process, which raises it again
        "generator/preview.py",  # to the log, traceback and all: a preview goes on, as MkDocs' own does
    ]
    broad = re.compile(r"except(\s+(Base)?Exception\b.*)?:|suppress\((Base)?Exception\)")
    assert [name_of(m) for m in MODULES if broad.search(m.read_text("utf-8"))] == passed_on
