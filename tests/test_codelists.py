"""Code lists: labels in both languages, ids that YAML reads as text."""

from __future__ import annotations

import pytest

from generator.codelists import code_entry, code_list, code_lists
from generator.yamlfile import meaning


@pytest.mark.parametrize("name", code_lists())
def test_every_value_has_a_label_in_both_languages(name: str) -> None:
    for entry in code_list(name):
        assert sorted(entry.label.by_language) == ["en", "th"], entry
        assert all(entry.label.by_language.values()), entry


@pytest.mark.parametrize("name", code_lists())
def test_ids_are_unique_and_need_no_quotes(name: str) -> None:
    ids = [entry.id for entry in code_list(name)]
    assert len(set(ids)) == len(ids)
    assert all(meaning(code) == code for code in ids)


def test_addresses_of_a_value_stand_beside_its_label() -> None:
    year = code_entry("frequency_unit", "year")
    assert year.label.text("th") == "ปี"
    assert year.more["iso8601"] == "P1Y"


def test_an_unknown_list_or_value_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        code_list("colours")
    with pytest.raises(KeyError):
        code_entry("calendar", "julian")
