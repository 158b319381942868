"""Periods: every spelling of a time is read once, ordered truly and said in the words of each language."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import periods

YEARS = st.integers(1860, 2150)  # those of which the era is plain to see
CANONICAL = st.one_of(
    YEARS.map(str),
    st.builds("{}-Q{}".format, YEARS, st.integers(1, 4)),
    st.builds("{}-H{}".format, YEARS, st.integers(1, 2)),
    st.builds("{}-{:02d}".format, YEARS, st.integers(1, 12)),
    st.dates(date(1860, 1, 1), date(2150, 12, 31)).map(date.isoformat),
    YEARS.map(lambda year: f"{year}/{year + 1}"),
    st.builds(lambda year, more: f"{year}/{year + more}", YEARS, st.integers(2, 10)),
    YEARS.map(lambda year: f"WDCR {year}"),
)


def canonical(text: str, calendar: str = "gregorian") -> str | None:
    period = periods.read(text, calendar)
    return None if period is None else period.text


@given(CANONICAL)
def test_what_is_written_is_read_as_itself(text: str) -> None:
    assert canonical(text) == text


@given(st.text(max_size=30) | st.from_regex(r"[A-Zก-ฮ.Q ]{0,6}[0-9]{4}[-/ QHMto]{0,3}[0-9]{0,4}", fullmatch=True))
def test_whatever_is_read_is_written_so_that_it_is_read_again(text: str) -> None:
    for calendar in ("gregorian", "buddhist"):
        found = periods.read(text, calendar)
        assert found is None or periods.read(found.text) == found


@given(CANONICAL, CANONICAL)
def test_the_order_is_that_of_beginnings(one: str, other: str) -> None:
    first, second = periods.read(one), periods.read(other)
    assert first is not None and second is not None
    if first.start < second.start:
        assert periods.order(one) < periods.order(other)
    assert (periods.order(one) == periods.order(other)) is (one == other)


def test_the_order_holds_across_kinds() -> None:
    ordered = [
        *("2018-12-31", "2019", "WDCR 2019", "2019-H1", "2019-Q1", "2019-01", "2019-01-01", "2019-Q2"),
        *("2019/2020", "2019-H2", "2019-Q3", "2020/2022", "2020", "2020-02", "no time at all"),
    ]
    by_text = sorted(ordered)
    assert sorted(by_text, key=periods.order) == ordered


@given(CANONICAL)
def test_a_year_of_either_era_gives_the_same_period(text: str) -> None:
    found = periods.read(text)
    assert found is not None
    if found.kind == periods.EDITION:
        assert periods.read(text.replace(str(found.year), str(found.year + 543))).start == found.start  # type: ignore[union-attr]
        return
    day = text[4:] if found.kind == periods.DAY else ""
    buddhist = f"{found.year + 543}{day}" if day else "/".join(str(int(y[:4]) + 543) + y[4:] for y in text.split("/"))
    assert periods.read(buddhist, "buddhist") == found
    assert periods.read(f"พ.ศ. {buddhist}") == found
    assert periods.read(buddhist.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")), "buddhist") == found
    meant = periods.read(buddhist)
    if meant is not None:  # 2567-02-29 is a day of that year in the one calendar and not in the other
        assert periods.is_buddhist(meant) and periods.common_era(meant) == text


@pytest.mark.parametrize(
    ("written", "calendar", "expected"),
    [
        ("2024", "gregorian", "2024"),
        (" ๒๕๖๗ ", "buddhist", "2024"),
        ("ปี 2567", "buddhist", "2024"),
        ("พ.ศ. 2567", "gregorian", "2024"),
        ("ค.ศ. 2024", "buddhist", "2024"),
        ("2567 B.E.", "gregorian", "2024"),
        ("2024 Q1", "gregorian", "2024-Q1"),
        ("2567/Q3", "buddhist", "2024-Q3"),
        ("Q1 2024", "gregorian", "2024-Q1"),
        ("2024-Q1", "gregorian", "2024-Q1"),
        ("2024Q4", "gregorian", "2024-Q4"),
        ("1Q2024", "gregorian", "2024-Q1"),
        ("ไตรมาส 1/2567", "buddhist", "2024-Q1"),
        ("ไตรมาสที่ ๔ ปี ๒๕๖๗", "buddhist", "2024-Q4"),
        ("2567 ไตรมาส 2", "buddhist", "2024-Q2"),
        ("2024-S2", "gregorian", "2024-H2"),
        ("H1 2024", "gregorian", "2024-H1"),
        ("มี.ค. 2567", "buddhist", "2024-03"),
        ("มีนาคม พ.ศ. 2567", "gregorian", "2024-03"),
        ("Mar 2024", "gregorian", "2024-03"),
        ("September 2024", "gregorian", "2024-09"),
        ("2024M7", "gregorian", "2024-07"),
        ("7/2024", "gregorian", "2024-07"),
        ("2567-02-29", "buddhist", "2024-02-29"),
        ("2562/63", "buddhist", "2019/2020"),
        ("2017/18", "gregorian", "2017/2018"),
        ("2020/2021", "gregorian", "2020/2021"),
        ("2011/12", "gregorian", "2011/2012"),
        ("1999/00", "gregorian", "1999/2000"),
        ("2018-2023", "gregorian", "2018/2023"),
        ("2011 to 2015", "gregorian", "2011/2015"),
        ("2016/18", "gregorian", "2016/2018"),
        ("2017–2018", "gregorian", "2017/2018"),
        ("WDCR 2025", "buddhist", "WDCR 2025"),
        ("ปีงบประมาณ 2567", "gregorian", "ปีงบประมาณ 2567"),
        ("FY2024/25", "gregorian", "FY2024/25"),
    ],
)
def test_other_writings_are_read(written: str, calendar: str, expected: str) -> None:
    assert canonical(written, calendar) == expected


@pytest.mark.parametrize(
    "written",
    [
        *("", "n/a", "24", "-2000", "0000", "12345", "2024-13", "2017-18", "2024-02-30", "2024 Q5", "Q 5/2024"),
        *("2003/05", "2009/11", "2024/2023", "2024/2024", "2000/2060", "31 Dec 2025", "21/11/2569", "2024.5"),
        *("1,000 in 2024", "WDCR 3025", "<b>2025</b>", "x2025", "2024-01-01T10:00:00", "WDCR 2025" * 9, "300", "1e4"),
    ],
)
def test_what_names_no_time_is_not_read(written: str) -> None:
    assert periods.read(written) is None


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((("year", "2024"), ("quarter", "Q2")), "2024-Q2"),
        ((("year", "2024"), ("quarter", "2")), "2024-Q2"),
        ((("year", "2024"), ("half", "1")), "2024-H1"),
        ((("year", "2024"), ("month", "12")), "2024-12"),
        ((("year", "2024"), ("month", "มีนาคม")), "2024-03"),
        ((("quarter", "ไตรมาสที่ 3"), ("year", "2024")), "2024-Q3"),
        ((("year", "2024"),), "2024"),
    ],
)
def test_fields_that_part_a_year_tell_the_time_together(parts: tuple[tuple[str, str], ...], expected: str) -> None:
    assert canonical(periods.joined(parts)) == expected


@pytest.mark.parametrize(
    ("text", "thai", "english", "thai_short", "english_short"),
    [
        ("2025", "พ.ศ.\u00a02568", "2025", "2568", "2025"),
        ("2024-Q1", "ไตรมาส 1 ปี 2567", "first quarter of 2024", "Q1/2567", "Q1 2024"),
        ("2024-H2", "ครึ่งหลังของปี 2567", "second half of 2024", "H2/2567", "H2 2024"),
        ("2024-03", "มีนาคม 2567", "March 2024", "มี.ค.\u00a02567", "Mar\u00a02024"),
        (
            "2018-12-20",
            "20\u00a0ธันวาคม 2561",
            "20\u00a0December 2018",
            "20\u00a0ธ.ค.\u00a02561",
            "20\u00a0Dec\u00a02018",
        ),
        ("2019/2020", "พ.ศ.\u00a02562/63", "2019/20", "2562/63", "2019/20"),
        ("2018/2023", "พ.ศ.\u00a02561–2566", "2018–2023", "2561–2566", "2018–2023"),
        ("WDCR 2025", "WDCR 2025", "WDCR 2025", "WDCR 2025", "WDCR 2025"),
    ],
)
def test_a_period_is_said_in_each_language(
    text: str, thai: str, english: str, thai_short: str, english_short: str
) -> None:
    assert (periods.words(text, "th"), periods.words(text, "en")) == (thai, english)
    assert (periods.short(text, "th"), periods.short(text, "en")) == (thai_short, english_short)


@given(CANONICAL)
def test_no_two_periods_are_said_alike(text: str) -> None:
    found = periods.read(text)
    assert found is not None
    later = text.replace(str(found.year), str(found.year + 1), 1)
    for language in ("th", "en", "fr"):
        assert periods.words(text, language) != periods.words(later, language)
        assert periods.short(text, language) != periods.short(later, language)
