"""The Thai catalog's fields: stored as its schema stores them, and nothing is lost on the way there and back."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import gdc
from generator.codelists import code_list
from generator.model import Contact, Dataset, Keywords, Source, TemporalCoverage, Text, UpdateFrequency
from tests import made, pages_made

CATALOG = pages_made.catalog()
REGISTRIES = gdc.Registries({e.gdc: e.name for e in CATALOG.licenses.values()}, {})
OF_ITS_SITE = {"former_names", "withdrawn", "release_at", "awaited"}  # where and when it is to be seen
NOT_OF_A_PACKAGE = {"name", "folder", "descriptor", "resources", "indicators", "digest", *OF_ITS_SITE}

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
TEXTS = st.dictionaries(st.sampled_from(["th", "en"]), WORDS, min_size=1).map(Text)
LISTS = st.lists(WORDS, min_size=1, max_size=4, unique=True).map(tuple)
KEYWORDS = st.dictionaries(st.sampled_from(["th", "en"]), LISTS, min_size=1).map(Keywords)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
PERIODS = st.sampled_from(["2017", "2020-03", "2024-02-29"])


def code(name: str) -> st.SearchStrategy[str]:
    return st.sampled_from([entry.id for entry in code_list(name)])


def codes(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(code(name), unique=True, max_size=3).map(tuple)


CONTACTS = st.builds(
    Contact, name=TEXTS, email=st.none() | st.just("a@b.example"), url=st.none() | st.just("https://a.example/")
)
SOURCES = st.builds(
    Source, title=TEXTS, path=st.just("https://a.example/x"), accessed=DAYS, publisher=st.none() | TEXTS, note=st.none()
)
DATASETS = st.builds(
    Dataset,
    name=st.just("any"),
    folder=st.just("datasets/any"),
    descriptor=st.just("datasets/any/dataset.yml"),
    title=TEXTS,
    description=TEXTS,
    organization=st.just("office"),
    themes=st.just(("roads",)) | st.just(()),
    keywords=KEYWORDS,
    license=st.just("terms"),
    license_note=st.none() | TEXTS,
    contact=CONTACTS,
    sources=st.lists(SOURCES, min_size=1, max_size=2).map(tuple),
    data_type=code("data_type"),
    data_type_note=st.none() | TEXTS,
    objectives=codes("objective"),
    update_frequency=st.builds(UpdateFrequency, unit=code("frequency_unit"), interval=st.none() | st.integers(1, 99)),
    geo_coverage=code("geo_coverage"),
    storage_formats=codes("storage_format"),
    governance_category=code("governance_category"),
    classification=st.none() | code("classification"),
    access_condition=st.none() | TEXTS,
    planned=st.booleans(),
    release_date=st.none() | DAYS,
    temporal_coverage=st.none() | st.builds(TemporalCoverage, start=PERIODS, end=PERIODS),
    created=DAYS,
    modified=DAYS,
    languages=codes("data_language"),
    homepage=st.none() | st.just("https://a.example/home"),
    unit=st.none() | st.just("percent"),
    multiplier=st.none() | code("multiplier"),
    disaggregation=codes("disaggregation"),
    collection_unit=st.none() | code("collection_unit"),
    support=st.none() | code("support"),
    method=st.none() | TEXTS,
    standard=st.none() | TEXTS,
    official_statistics=st.booleans(),
    high_value=st.booleans(),
    reference_data=st.booleans(),
    notes=st.none() | TEXTS,
    related=st.just(("elsewhere",)) | st.just(()),
)


def written(value: Any) -> Any:
    """A value of the model as a descriptor writes it."""
    if isinstance(value, Text | Keywords):
        return {key: written(words) for key, words in value.by_language.items()}
    if isinstance(value, tuple):
        return [written(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: written(getattr(value, f.name)) for f in fields(value) if getattr(value, f.name) is not None}
    return value


def expected(dataset: Dataset) -> dict[str, Any]:
    """Each key that says anything."""
    said = {}
    for field in fields(dataset):
        value = getattr(dataset, field.name)
        empty = field.default is not MISSING and value == field.default
        if field.name not in NOT_OF_A_PACKAGE and not empty and value != ():
            said[field.name] = written(value)
    return said


@given(DATASETS)
def test_nothing_is_lost_on_the_way_there_and_back(dataset: Dataset) -> None:
    found = gdc.descriptor_of(gdc.stored(CATALOG, dataset), REGISTRIES)
    if dataset.classification is None:  # where the category allows one alone, the Thai catalog is told that
        found.pop("classification", None)
    assert found == expected(dataset)


@pytest.mark.parametrize("data_type", ["statistics", "record", "other"])
def test_a_text_that_reads_false_is_no_flag(data_type: str) -> None:
    """Whether its type of dataset has a field for it or not."""
    dataset = made.dataset(data_type=data_type, license="terms", notes=Text({"th": "False"}))
    found = gdc.descriptor_of(gdc.stored(CATALOG, dataset), REGISTRIES)
    assert found["notes"] == {"th": "False"}


def test_every_key_of_a_dataset_has_its_field() -> None:
    kept = {field.ours.partition(".")[0] for field in gdc.FIELDS}
    assert kept == {field.name for field in fields(Dataset)} - NOT_OF_A_PACKAGE


@given(DATASETS)
def test_a_field_stands_at_the_top_only_where_the_schema_has_it(dataset: Dataset) -> None:
    letter = {"record": "R", "statistics": "S", "geospatial": "G", "mixed": "M", "other": "O"}[dataset.data_type]
    found = gdc.stored(CATALOG, dataset)
    for field in gdc.FIELDS:
        assert (field.ckan in found) == (letter in field.types)


def test_what_is_stored_is_what_the_thai_catalog_stores() -> None:
    found = gdc.stored(CATALOG, pages_made.FULL)
    assert found["data_type"] == "ข้อมูลสถิติ"
    assert found["objective"] == ["ดัชนี/ตัวชี้วัดระดับนานาชาติ"]
    assert (found["update_frequency_unit"], found["update_frequency_interval"]) == ("ปี", "1")
    assert (found["first_year_of_data"], found["last_year_of_data"]) == ("2557", "2568")
    assert found["official_statistics"] == "True"
    assert (found["data_category"], found["data_classification"]) == ("ข้อมูลสาธารณะ", "เปิดเผย")
    assert found["data_language"] == ["ไทย", "อังกฤษ"]
    assert found["geo_coverage"] == "ประเทศ"
    assert found["unit_of_multiplier"] == "หน่วย"
    assert "high_value_dataset" not in found
    assert {"key": "high_value_dataset", "value": "True"} in found["extras"]


@pytest.mark.parametrize(
    ("category", "classification"),
    [
        ("public", "เปิดเผย"),
        ("internal", "ชั้นเผยแพร่ภายในองค์กร"),
        ("personal", ""),
        ("security", ""),
        ("official-secret", ""),
    ],
)
def test_a_category_that_allows_one_classification_tells_it(category: str, classification: str) -> None:
    dataset = replace(pages_made.CLOSED, governance_category=category, classification=None)
    assert gdc.stored(CATALOG, dataset)["data_classification"] == classification


@given(WORDS)
def test_a_tag_is_one_that_ckan_takes(word: str) -> None:
    name = gdc.tag(word)
    assert name == "" or 2 <= len(name) <= 100
    assert all(sign.isalnum() or "\u0e00" <= sign <= "\u0e7f" or sign in " -_." for sign in name)


def test_a_package_of_another_catalog_is_read() -> None:
    """As the Thai catalog's API gives it: Thai alone, no translations, no extras."""
    package = {
        "title": "ประชากร",
        "data_type": "ข้อมูลสถิติ",
        "license_id": "§อื่นๆ",
        "tags": [{"name": "ประชากร", "id": "…"}],
        "first_year_of_data": "2560",
        "last_year_of_data": "",
        "official_statistics": "False",
        "data_source": "สำมะโน",
        "organization": {"name": "nso", "title": "สสช."},
    }
    assert gdc.descriptor_of(package, REGISTRIES) == {
        "title": {"th": "ประชากร"},
        "data_type": "statistics",
        "license": "terms",
        "keywords": {"th": ["ประชากร"]},
        "temporal_coverage": {"start": "2017"},
        "sources": [{"title": {"th": "สำมะโน"}}],
        "organization": "nso",
    }
