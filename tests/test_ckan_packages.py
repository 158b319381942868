"""What a package of CKAN says of a dataset and of its files, key by key, held against what the dataset declares."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.formats.ckan.packages import package
from generator.model import Dataset, DatasetReading, Resource, Text, Withdrawal
from tests import pages_made as made

CATALOG = made.catalog()
CREATED, MODIFIED = date(2025, 3, 4), date(2026, 1, 3)


def reading_of(dataset: Dataset) -> DatasetReading:
    """Its files, of which the originals know that they are."""
    known = made.readings().get(dataset.name) or DatasetReading(dataset=dataset.name)
    return replace(
        known,
        resources=tuple(
            replace(one, downloads=tuple(replace(d, is_original=d.kind == "original") for d in one.downloads))
            for one in known.resources
        ),
    )


def told(dataset: Dataset, **license_: Any) -> dict[str, Any]:
    catalog = replace(CATALOG, licenses={"terms": replace(CATALOG.licenses["terms"], **license_)})
    return package(catalog, dataset, reading_of(dataset))


def extras(shown: dict[str, Any]) -> dict[str, str]:
    return {extra["key"]: extra["value"] for extra in shown["extras"]}


def test_moments_and_the_version_are_those_of_the_dataset() -> None:
    shown = told(replace(made.FULL, created=CREATED, modified=MODIFIED))
    assert shown["version"] == "2026-01-03"
    assert shown["metadata_created"] == "2025-03-04T00:00:00.000000"
    assert shown["metadata_modified"] == "2026-01-03T00:00:00.000000"


@pytest.mark.parametrize("is_open", [True, False])
def test_the_license_is_told_with_its_title_address_and_openness(*, is_open: bool) -> None:
    shown = told(made.FULL, open=is_open, title=Text({"th": "เงื่อนไข", "en": "Terms"}), url="https://a.example/terms")
    assert (shown["isopen"], shown["license_title"]) == (is_open, "เงื่อนไข")
    assert shown["license_url"] == "https://a.example/terms"
    assert told(made.FULL, url=None)["license_url"] == ""


@pytest.mark.parametrize(("category", "allowed"), [("public", "True"), ("personal", "False")])
def test_only_data_that_are_public_may_be_harvested(category: str, allowed: str) -> None:
    shown = told(replace(made.CLOSED, governance_category=category))
    assert shown["allow_harvest"] == allowed and shown["private"] is False


def test_a_package_names_its_owner_its_groups_its_tags_and_itself() -> None:
    shown = told(made.FULL)
    assert shown["owner_org"] == shown["organization"]["id"] and shown["organization"]["name"] == "office"
    assert [group["name"] for group in shown["groups"]] == ["roads"]
    assert shown["num_tags"] == len(shown["tags"]) == 2
    assert all(tag["display_name"] == tag["name"] for tag in shown["tags"])
    base = CATALOG.base_uri.rstrip("/")
    assert extras(shown)["uri"] == f"{base}/datasets/full/#dataset"
    assert extras(shown)["landing_page"] == f"{CATALOG.site_uri.rstrip('/')}/datasets/full/"


def test_each_file_is_told_by_its_kind_format_and_type_and_its_words_once() -> None:
    shown = told(made.FULL)["resources"]
    assert [(r["resource"], r["kind"], r["format"], r["mimetype"]) for r in shown] == [
        ("table", "original", "CSV", "text/csv"),
        ("table", "csv", "CSV", "text/csv"),
        ("table", "xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("paper", "original", "PDF", "application/pdf"),
    ]
    assert ["description_translated" in r for r in shown] == [True, False, False, True]
    assert [r["resource_unit_of_measure"] is not None for r in shown if "resource_unit_of_measure" in r] == [True, True]


def test_a_file_has_days_of_its_own_where_it_states_them() -> None:
    (first, *_) = made.FULL.resources
    stated = replace(first, created=CREATED, modified=MODIFIED)
    one = replace(made.FULL, created=date(2024, 1, 1), modified=date(2026, 2, 2), resources=(stated,))
    for dataset, modified in (
        (one, "2026-01-03"),
        (replace(one, resources=(replace(stated, modified=None),)), "2026-02-02"),
    ):
        shown = told(dataset)["resources"][0]
        assert (shown["created"], shown["last_modified"]) == (
            "2025-03-04T00:00:00.000000",
            f"{modified}T00:00:00.000000",
        )
        assert shown["resource_last_updated_date"] == modified


def test_a_file_elsewhere_is_told_as_it_was_declared() -> None:
    (far,) = told(made.ELSEWHERE)["resources"]
    declared: Resource = made.ELSEWHERE.resources[0]
    assert (far["url"], far["size"], far["hash"]) == (declared.url, 12_345, declared.hash)
    assert (far["kind"], far["format"], far["mimetype"]) == ("remote", "CSV", "text/csv")


def test_a_package_that_is_withdrawn_is_deleted_and_says_when_why_and_what_to_use() -> None:
    gone = Withdrawal(date=date(2026, 5, 6), reason=Text({"th": "นับซ้ำ", "en": "Counted twice"}), successor="elsewhere")
    shown = told(replace(made.CLOSED, withdrawn=gone))
    assert (shown["state"], told(made.CLOSED)["state"]) == ("deleted", "active")
    found = extras(shown)
    assert (found["withdrawn_date"], found["withdrawn_reason"]) == ("2026-05-06", "นับซ้ำ")
    assert found["successor"] == f"{CATALOG.base_uri.rstrip('/')}/datasets/elsewhere/#dataset"
    assert "successor" not in extras(told(replace(made.CLOSED, withdrawn=replace(gone, successor=None))))
