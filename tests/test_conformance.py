"""The table of `make conformance`: what makes a row fail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conformance.__main__ import CHECKS, table
from tests.conformance.environments import HERE, OWN
from tests.conformance.rows import Row, told

SOUND = Row("DCAT", "shapes", 55, 55, (), "no title")


@pytest.mark.parametrize(
    "wrong",
    [{"documents": 54}, {"violations": ("roads: no title",)}, {"control": ""}],
    ids=["a document too few", "a violation", "a control that finds nothing"],
)
def test_a_row_holds_only_where_all_is_well(wrong: dict[str, object]) -> None:
    assert SOUND.holds
    assert not replace(SOUND, **wrong).holds  # type: ignore[arg-type]


def test_rows_are_the_last_line_of_what_a_check_says() -> None:
    said = (
        'noise\n[{"format": "A", "validator": "B", "documents": 1, "expected": 2, "violations": ["c"], "control": "d"}]'
    )
    assert list(told(said)) == [Row("A", "B", 1, 2, ("c",), "d")]


def test_the_table_shows_what_is_missing() -> None:
    assert "54 of 55" in table([replace(SOUND, documents=54)])
    assert "DOES NOT FAIL" in table([replace(SOUND, control="")])


def test_every_check_has_its_module_and_its_lock() -> None:
    for module, environment in CHECKS.items():
        assert (HERE / f"{module}.py").is_file()
        assert environment == OWN or (HERE / f"requirements-{environment}.txt").is_file()
