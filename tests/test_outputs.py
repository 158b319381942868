"""What is published: either bytes or a file, and JSON that browsers read."""

from pathlib import Path

import pytest

from generator.outputs import Output, json_output


def test_json_is_utf_8_as_it_reads_and_ends_in_a_line_end() -> None:
    assert json_output("a.json", {"ชื่อ": [1, None]}).content == '{"ชื่อ":[1,null]}\n'.encode()


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_browsers_refuse_is_not_written(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_output("a.json", {"a": number})


def test_an_output_is_bytes_or_a_file() -> None:
    for both in ({}, {"content": b"", "source": Path("a")}):
        with pytest.raises(AssertionError):
            Output(path="a", **both)  # type: ignore[arg-type]
