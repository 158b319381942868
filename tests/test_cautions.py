"""What a careful reviewer sees in a cell: each rule finds what it is for, and leaves alone what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model import Field, Text
from generator.personal import card_number, email_address, identity_number, phone_number
from generator.tables.cautions import cautions, may_hold_persons, personal

TEXTS = Field(name="seen", type="string", title=Text({"en": "Seen"}))


def codes(cell: str, field: Field = TEXTS) -> list[str]:
    told = [*cautions(cell), *(personal(cell) if may_hold_persons(field) else ())]
    return [finding.code for finding in told]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1234567890121", "personal-id"), ("1-2345-67890-12-1", "personal-id"), ("๑๒๓๔๕๖๗๘๙๐๑๒๑", "personal-id"),
        ("เลขที่ 1 2345 67890 12 1 ครับ", "personal-id"),
        ("4111111111111111", "personal-card"), ("5555-5555-5555-4444", "personal-card"),
        ("378282246310005", "personal-card"),
        ("0812345678", "personal-phone"), ("081-234-5678", "personal-phone"), ("+66 81 234 5678", "personal-phone"),
        ("02-123-4567", "personal-phone"), ("053-123-456", "personal-phone"), ("๐๘๑-๒๓๔-๕๖๗๘", "personal-phone"),
        ("a.b@agency.go.th", "personal-email"),
        ("ประเทศไทย".encode("cp874").decode("latin-1"), "garbled-text"),
        ("ประเทศไทย".encode().decode("latin-1"), "garbled-text"),
        ("".join(chr(b) if b < 0xA0 else bytes((b,)).decode("cp874") for b in "ประเทศ".encode()), "garbled-text"),
        ("CafÃ©", "garbled-text"), ("donâ€™t", "garbled-text"), ("ท\ufffdย", "garbled-text"),
        ("น\u0e4d\u0e32", "sara-am-apart"), ("๑2", "mixed-digits"), ("2567-๐๑", "mixed-digits"),
        ("a\u200bb", "hidden-character"), ("\ufeffa", "hidden-character"),
        ("a ", "outer-blanks"), ("\u00a0a", "outer-blanks"),
    ],
)  # fmt: skip
def test_a_rule_finds_what_it_is_for(cell: str, expected: str) -> None:
    assert codes(cell) == [expected]


@pytest.mark.parametrize(
    "cell",
    [
        "1234567890122",  # another check digit
        "0105536000315",  # a company's number
        "9786160012345",  # a book
        "11234567890121",  # one digit more
        "4111111111111112",  # against Luhn's rule
        "2024-01-02", "2567-12-31", "02123456", "10200", "12,345,678,901", "0.8123456789", "100.123456789012",
        "https://example.org/@office", "12@34", "a@b",
        "café", "Türkiye", "Côte d'Ivoire", "São Tomé", "Å", "ÀÉ", "½ ±2 °C", "naïve façade",
        "เธอ", "เนย", "เน็ต", "เธียร", "น้ำ", "ประเทศไทย", "หมู่ ๒ เลขที่ 2", "๒๕๖๗", "Lao PDR", "พ.ศ. ๒๕๖๗ (2024)",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_left_alone(cell: str) -> None:
    assert codes(cell) == []


def test_a_reason_that_is_declared_lets_personal_data_be() -> None:
    declared = replace(TEXTS, personal_data=Text({"en": "Numbers of offices"}))
    assert codes("081-234-5678 a@agency.example", declared) == []
    assert codes("081-234-5678 a@agency.example") == ["personal-phone", "personal-email"]


def test_quantities_and_codes_are_no_numbers_of_people() -> None:
    assert codes("1234567890121", replace(TEXTS, type="integer")) == ["personal-id"]
    assert codes("1234567890121", replace(TEXTS, type="integer", unit="baht")) == []
    assert codes("1234567890121", replace(TEXTS, codes="areas")) == []


def test_a_report_does_not_spread_what_it_warns_of() -> None:
    assert identity_number("1-2345-67890-12-1") == "12•••••••••••"
    assert card_number("4111 1111 1111 1111") == "41••••••••••••••"
    assert phone_number("081-234-5678") == "08••••••••"
    assert email_address("somchai.j@agency.example") == "s•••@agency.example"
