"""How a number is rounded to be read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.amounts import first_digits


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("1.2345678", "1.23457"),
        ("0.00012345678", "0.000123457"),
        ("-123456.75", "-123457"),
        ("1234567", "1234567"),
        ("9" * 2_000 + ".5", "1" + "0" * 2_000),
    ],
)
def test_a_number_is_told_by_its_first_digits(value: str, told: str) -> None:
    assert f"{first_digits(Decimal(value), 6):f}" == told
