"""Strict YAML: what is read, what stays as written, what is refused, and on which line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problems import report_text
from generator.yamlfile import parse_yaml, read_yaml


def value(source: str) -> object:
    file, problems = parse_yaml(source.encode(), "x.yml")
    assert file is not None, report_text(problems, "en")
    assert problems == ()
    return file.value


# Norway, octal, sexagesimal, hexadecimal, separators, signs, exponents, dates, capitals
AS_WRITTEN = """
NO no Yes on Off y True TRUE Null 0123 0o17 0x1F 12:30 190:20:30 1_000 +5 -0 .5 5. 1e5 1.5e3 .inf .nan 2026-11-21
2026-11-21T10:00:00Z 00.5 1.2.3 ๒๕๖๘ 12345678901234567890 0.12345678901234567890 = <<
"""


@pytest.mark.parametrize(
    "text",
    AS_WRITTEN.split(),
)
def test_a_scalar_that_people_read_as_text_stays_as_written(text: str) -> None:
    assert value(f"a: {text}") == {"a": text}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *[("0", 0), ("7", 7), ("-7", -7), ("2568", 2568), ("1.5", 1.5), ("-0.25", -0.25), ("0.0", 0.0)],
        *[
            ("true", True),
            ("false", False),
            ("null", None),
            ("~", None),
            ("", None),
            ("999999999999999", 999999999999999),
        ],
    ],
)
def test_plain_numbers_and_constants_are_read(text: str, meant: object) -> None:
    read = value(f"a: {text}")
    assert read == {"a": meant} and type(read["a"]) is type(meant)  # type: ignore[index]


def test_quotes_make_text_of_anything() -> None:
    assert value("""{a: "7", b: 'true', c: ""}""") == {"a": "7", "b": "true", "c": ""}


def test_keys_are_text_as_written() -> None:
    assert value("{2568: a, NO: b, true: c, null: d}") == {"2568": "a", "NO": "b", "true": "c", "null": "d"}


def test_a_byte_order_mark_and_windows_line_ends_are_no_problem() -> None:
    file, problems = parse_yaml(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "x.yml")
    assert file is not None and problems == () and file.value == {"a": 1, "b": 2}
    assert file.line_of(("b",)) == 2


def test_aliases_are_followed() -> None:
    assert value("a: &x {b: [1]}\nc: *x") == {"a": {"b": [1]}, "c": {"b": [1]}}


def test_line_of_names_the_key_or_its_nearest_ancestor() -> None:
    file, _ = parse_yaml(b"a: 1\nb:\n- c: 2\n  d:\n    e: 3\n-\n  f: 4\n", "x.yml")
    assert file is not None
    assert [file.line_of(steps) for steps in [(), ("a",), ("b",), ("b", 0, "d"), ("b", 0, "d", "e")]] == [1, 1, 2, 4, 5]
    assert [file.line_of(steps) for steps in [("b", 1, "f"), ("b", 1, "g"), ("b", 9), ("z",)]] == [7, 7, 2, 1]


def test_every_repeated_key_is_told_with_both_lines_and_the_first_one_holds() -> None:
    file, problems = parse_yaml(b"a: 1\nb: 2\na: 3\nb: 4\n", "x.yml")
    assert [(p.code, p.line, p.values["first_line"]) for p in problems] == [
        ("duplicate-key", 3, "1"),
        ("duplicate-key", 4, "2"),
    ]
    assert file is not None and file.value == {"a": 1, "b": 2}


def test_a_billion_laughs_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    began = time.process_time()
    file, problems = parse_yaml("\n".join(lines).encode(), "x.yml")
    assert file is None and [p.code for p in problems] == ["yaml-too-many"]
    assert time.process_time() - began < 1


def test_an_alias_inside_its_own_anchor_is_refused() -> None:
    file, problems = parse_yaml(b"a: &a [*a]", "x.yml")
    assert file is None and [p.code for p in problems] == ["yaml-unknown-alias"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_depth_is_bounded(opening: str) -> None:
    file, problems = parse_yaml((opening * 50_000).encode(), "x.yml")
    assert file is None and problems[-1].code in ("yaml-too-deep", "yaml-syntax", "yaml-indent", "yaml-bracket")


def test_a_link_that_leads_out_of_the_catalog_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("a: 1")
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog" / "x.yml").symlink_to("../secret.yml")
    file, problems = read_yaml(tmp_path / "catalog", "x.yml")
    assert file is None and [p.code for p in problems] == ["yaml-outside"]


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_no_bytes_give_a_traceback(source: bytes) -> None:
    file, problems = parse_yaml(source, "x.yml")
    assert file is not None or problems
    assert report_text(problems, "th") or file is not None


@given(st.text(alphabet="ab:-?[]{},&*!|>'\"%@`#\\ \t\n<~0\u0e01\u2028", max_size=60))
@settings(deadline=None)
def test_no_text_gives_a_traceback(source: str) -> None:
    file, problems = parse_yaml(source.encode(), "x.yml")
    assert file is not None or problems
    report_text(problems, "en")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from("abcd"), JSON, min_size=1))
@settings(deadline=None)
def test_what_another_writer_writes_is_read_back(document: dict[str, object]) -> None:
    assert value(yaml.safe_dump(document, allow_unicode=True)) == document
