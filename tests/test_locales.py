"""How languages order words and write numbers, sizes, dates and years."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import locales


def test_thai_words_stand_in_dictionary_order() -> None:
    """A leading vowel sorts behind its consonant, a tone mark only breaks a tie, Thai comes before Latin."""
    ordered = ["กา", "ก่า", "กำ", "เกา", "แก", "ไก่", "ขา", "เข็ม", "apple", "Zoo"]
    assert sorted(sorted(ordered), key=lambda t: locales.collation_key(t, "th")) == ordered


def test_english_pages_put_digits_first_then_latin_without_regard_to_case_and_accents() -> None:
    ordered = ["2 x", "apple", "élan", "Zoo", "ไก่"]
    assert sorted(sorted(ordered), key=lambda t: locales.collation_key(t, "en")) == ordered


@pytest.mark.parametrize(
    ("text", "letter"),
    [("เกาะ", "ก"), ("ไทย", "ท"), ("ฤดู", "ฤ"), ("«Élan»", "E"), ("๒๕๖๘", "0"), ("3G", "0"), ("“ขยะ”", "ข"), ("…", "")],
)
def test_a_dictionary_has_a_text_under_one_letter(text: str, letter: str) -> None:
    assert locales.initial(text) == letter


def test_sara_am_written_as_two_characters_sorts_with_the_one() -> None:
    two, one = "น\u0e4d\u0e32", "น\u0e33"
    assert locales.collation_key(two, "th")[:2] == locales.collation_key(one, "th")[:2]


@given(st.lists(st.text(max_size=8), max_size=8))
def test_every_text_has_a_place(texts: list[str]) -> None:
    for language in ("th", "en", "xx"):
        assert sorted(sorted(texts, key=lambda t: locales.collation_key(t, language))) == sorted(texts)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1234567.50", "1,234,567.50"),
        ("0.0000001", "0.0000001"),
        ("-12", "-12"),
        (6477, "6,477"),
        ("1E+3", "1,000"),
        ("many", "many"),
        ("NaN", "NaN"),
        ("1E+999999", "1E+999999"),
    ],
)
def test_numbers_keep_their_digits(value: str | int, shown: str) -> None:
    assert locales.number(value, "th") == shown


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_a_number_shown_is_the_number_given(value: Decimal) -> None:
    assert Decimal(locales.number(f"{value:f}", "en").replace(",", "")) == value


def test_sizes_and_shares() -> None:
    assert [locales.size(n, "en") for n in (0, 999, 1_000, 123_456, 5_200_000)] == [
        "0 B", "999 B", "1.0 kB", "123 kB", "5.2 MB"
    ]  # fmt: skip
    assert [locales.percent(1, 3, "en"), locales.percent(1, 2, "en"), locales.percent(0, 0, "en")] == [
        "33.3%", "50%", "0%"
    ]  # fmt: skip


def test_years_and_days_stand_in_the_era_of_the_language() -> None:
    day = date(2026, 11, 21)
    assert (locales.date_text(day, "th"), locales.date_text(day, "en")) == (
        "21\u00a0พฤศจิกายน 2569",
        "21\u00a0November 2026",
    )
    assert (locales.date_short(day, "th"), locales.date_short(day, "en")) == (
        "21\u00a0พ.ย.\u00a02569",
        "21\u00a0Nov\u00a02026",
    )
    assert (locales.year(2025, "th"), locales.year(2025, "en")) == ("พ.ศ.\u00a02568", "2025")
    assert (locales.other_year(2025, "th"), locales.other_year(2025, "en")) == ("ค.ศ.\u00a02025", "B.E. 2568")


def test_periods_name_their_era_once() -> None:
    assert locales.period_range("2017", "2025", "th") == "พ.ศ.\u00a02560–2568"
    assert locales.period_range("2017", "2025", "en") == "2017–2025"
    assert locales.period_range("2017-01", "2025-02-01", "en") == "January 2017 – 1\u00a0February 2025"
    assert locales.period_range("2025", "2025", "th") == "พ.ศ.\u00a02568"
    assert locales.period("2017/18", "th") == "2017/18"
    assert locales.period("2017-13", "th") == "2017-13"
    assert locales.period("2017-02-30", "th") == "2017-02-30"


def test_thai_stands_apart_from_what_is_no_thai() -> None:
    joined = "ในพ.ศ.\u00a02568ไทยอยู่ที่-3.5จากG20(ร้อยละ5)ดีขึ้น 1,000บาท"
    assert locales.spaced(joined, "th") == "ใน พ.ศ.\u00a02568 ไทยอยู่ที่ -3.5 จาก G20(ร้อยละ 5) ดีขึ้น 1,000 บาท"
    assert locales.spaced(joined, "en") == joined


@pytest.mark.parametrize(
    ("name", "within", "owner"),
    [
        ("Thailand", "Thailand", "Thailand's"),
        ("Philippines", "the Philippines", "the Philippines'"),
        ("United States", "the United States", "the United States'"),
        ("Republic of Korea", "the Republic of Korea", "the Republic of Korea's"),
        ("Czech Republic", "the Czech Republic", "the Czech Republic's"),
        ("Lao PDR", "Lao PDR", "Lao PDR's"),
    ],
)
def test_names_take_an_article_and_an_owners_ending_in_english_alone(name: str, within: str, owner: str) -> None:
    assert (locales.in_a_sentence(name, "en"), locales.owner(name, "en")) == (within, owner)
    assert (locales.in_a_sentence(name, "th"), locales.owner(name, "th")) == (name, name)


def test_ordinals_and_singulars_follow_the_language() -> None:
    assert [locales.ordinal_form(n, "en") for n in (1, 2, 3, 4, 11, 21, 112)] == [
        "one", "two", "few", "other", "other", "one", "other"
    ]  # fmt: skip
    assert locales.ordinal_form(1, "th") == "other"
    assert (locales.has_singular("en"), locales.has_singular("th")) == (True, False)


def test_lists_read_as_sentences() -> None:
    assert locales.joined(["a", "b", "c"], "en") == "a, b, and c"
    assert locales.joined(["ก", "ข"], "th") == "กและข"
    assert locales.joined([], "th") == ""
