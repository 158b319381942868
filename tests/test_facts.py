"""Every figure of the catalog is one that a source published: `datasets/` against the oracle in `tests/facts/`.

Nothing of the product is imported: files are read with `csv` and `yaml` alone.
"""

import csv
import json
from collections import Counter
from functools import cache
from pathlib import Path
from posixpath import normpath

import pytest
import yaml

FACTS = Path(__file__).parent / "facts"
DATASETS = Path(__file__).parent.parent / "datasets"


def read_yaml(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # every scalar stays the text it is


@cache
def read_rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@cache
def descriptor(dataset):
    [path] = DATASETS.glob(f"**/{dataset}/dataset.yml")
    return read_yaml(path)


@cache
def resource(dataset, name):
    [found] = [one for one in descriptor(dataset)["resources"] if one["name"] == name]
    return found


def resource_rows(entry):
    dataset, name = entry["dataset"], entry["resource"]
    [path] = DATASETS.glob(f"**/{dataset}/{resource(dataset, name)['path']}")
    return read_rows(path)


def selected(entry):
    """The rows of the resource that an entry speaks of: in a wide table, those with a figure in its column."""
    wanted = (entry.get("fixed") or entry.get("find") or {}).items()
    rows = [row for row in resource_rows(entry) if all(row[column] == value for column, value in wanted)]
    return [row for row in rows if row[figure_column(entry)]]


def figure_column(entry):
    """The column of the resource in which the figure stands; of a fact without a figure, its quotation."""
    if "fact" in entry:
        return entry.get("value_column") or entry["quote_column"]
    return next(entry["columns"][name] for name in ("value", "target_value", "population") if name in entry["columns"])


ENTRIES = [entry for path in sorted((FACTS / "where").glob("*.yml")) for entry in read_yaml(path)]
SERIES = [entry for entry in ENTRIES if "facts" in entry]
SEEDS = [entry for entry in ENTRIES if "fact" in entry]
SOURCES = {normpath(f"series/{one['file']}"): one for one in read_yaml(FACTS / "series/SOURCES.yml")["files"]}
TOLD = ("quote_th", "translation_en", "source_url", "date", "date_end", "as_of")  # of a fact, word for word
SEED_FACTS = {fact["id"]: fact for fact in read_yaml(FACTS / "seed_facts.yml")["facts"]}
RESOURCES = sorted({(entry["dataset"], entry["resource"]) for entry in ENTRIES})

each_series = pytest.mark.parametrize("entry", SERIES, ids=lambda entry: entry["facts"])
each_seed_fact = pytest.mark.parametrize("entry", SEEDS, ids=lambda entry: entry["fact"])


def test_every_facts_file_has_a_source():
    """SOURCES.yml lists each file of figures once, and nothing that is not there."""
    files = [*FACTS.glob("series/*.csv"), FACTS / "provinces.csv"]
    assert sorted(SOURCES) == sorted(path.relative_to(FACTS).as_posix() for path in files)


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_the_oracle_is_whole(name):
    """A file of figures has as many rows as its source entry says, and its columns."""
    rows = read_rows(FACTS / name)
    assert len(rows) == int(SOURCES[name]["coverage"]["rows"])
    assert list(rows[0]) == SOURCES[name]["columns"]


def test_every_facts_file_is_mapped_exactly_once():
    """Each series has one place in the catalog: none forgotten, none shown twice."""
    assert Counter(entry["facts"] for entry in SERIES) == Counter(SOURCES.keys())


def test_every_seed_fact_is_mapped_exactly_once():
    """Each fact of the two government releases has one place in the catalog."""
    assert Counter(entry["fact"] for entry in SEEDS) == Counter(SEED_FACTS.keys())


@each_series
def test_every_row_stands_in_the_resource_character_by_character(entry):
    """The figures, notes and addresses of a series are those of its resource: no row more, no row less."""
    columns = entry["columns"]
    facts = Counter(tuple(row[name] for name in columns) for row in read_rows(FACTS / entry["facts"]))
    published = Counter(tuple(row[name] for name in columns.values()) for row in selected(entry))
    assert published == facts


@each_series
def test_a_column_is_left_out_only_where_the_catalog_has_its_words(entry):
    """A series loses a column only if it is the name of a code, which the registry of areas or the categories carry."""
    for name in SOURCES[entry["facts"]]["columns"]:
        if name == "country":
            assert area_names(entry) == country_names(entry)
        elif name not in entry["columns"] and any(row[name] for row in read_rows(FACTS / entry["facts"])):
            assert coded_values(entry, name) <= labelled_values(entry, name), name


def country_names(entry):
    return {row["country_code"]: row["country"] for row in read_rows(FACTS / entry["facts"])}


def area_names(entry):
    areas = read_yaml(DATASETS / "areas.yml")
    return {code: areas[code]["title"]["en"] for code in country_names(entry)}


def code_column(entry, name):
    """The column of the facts whose codes `name` puts into words: `sector` for `sector_th`."""
    return name.removesuffix("_en").removesuffix("_th")


def coded_values(entry, name):
    return {row[code_column(entry, name)] for row in read_rows(FACTS / entry["facts"])}


def labelled_values(entry, name):
    wanted = entry["columns"][code_column(entry, name)]
    fields = resource(entry["dataset"], entry["resource"])["schema"]["fields"]
    [categories] = [field["categories"] for field in fields if field["name"] == wanted]
    return {one["value"] for one in categories if one["label"][name[-2:]].strip()}


@each_series
def test_the_dataset_names_the_source_and_the_day_it_was_read(entry):
    """A reader finds the address at which the series was read, in the dataset or in its own row, and when."""
    source = SOURCES[entry["facts"]]
    named = {one["path"]: one["accessed"] for one in descriptor(entry["dataset"])["sources"]}
    assert source["source_address"] in named or "source_url" in entry["columns"]
    assert set(named.values()) == {source["retrieved"]}


@each_seed_fact
def test_a_seed_fact_stands_in_its_row_character_by_character(entry):
    """The row of a fact holds its figure, its Thai quotation, the translation, its dates and its address."""
    fact = SEED_FACTS[entry["fact"]]
    [row] = selected(entry)
    if "value" in fact:
        assert row[entry["value_column"]] == fact["value"]
    else:
        assert row[entry["quote_column"]] == fact["quote_th"]
    told = {fact[key] for key in TOLD if key in fact}
    assert told - set(row.values()) == set()


@each_seed_fact
def test_the_organizations_of_a_seed_fact_are_named(entry):
    """Whoever the release names beside a fact is named in its row, in Thai."""
    [row] = selected(entry)
    told = [name.split(" / ")[0] for name in SEED_FACTS[entry["fact"]].get("organisations", [])]
    assert [name for name in told if not any(name in cell for cell in row.values())] == []


@pytest.mark.parametrize("place", RESOURCES, ids="/".join)
def test_no_cell_without_a_fact(place):
    """Every cell of a mapped resource comes from a series or a fact, and a figure from no more than one."""
    entries = [entry for entry in ENTRIES if (entry["dataset"], entry["resource"]) == place]
    figures = Counter((id(row), figure_column(entry)) for entry in entries for row in selected(entry))
    assert max(figures.values()) == 1
    claimed = {(id(row), name) for entry in entries for row in selected(entry) for name in claimed_columns(entry, row)}
    rows = enumerate(resource_rows(entries[0]), start=2)
    cells = {(number, name): (id(row), name) for number, row in rows for name, cell in row.items() if cell}
    assert [where for where, cell in cells.items() if cell not in claimed] == []


def claimed_columns(entry, row):
    """A series speaks for the columns it is mapped to, a fact of a release for its whole row; in `ours` the keepers of
    the catalog say what they make of a figure."""
    return row if "fact" in entry else {*entry["columns"].values(), *entry.get("fixed", {}), *entry.get("ours", ())}


@each_series
def test_what_the_keepers_add_is_words_in_both_languages_and_no_figure(entry):
    fields = {field["name"]: field for field in resource(entry["dataset"], entry["resource"])["schema"]["fields"]}
    for name in entry.get("ours", ()):
        known = {one["value"] for one in fields[name]["categories"] if one["label"]["th"] and one["label"]["en"]}
        assert {row[name] for row in selected(entry) if row[name]} <= known


def test_every_zero_that_most_likely_stands_for_no_data_is_marked():
    """The share of government spending is 0 where the share of GDP is not."""
    rows = read_rows(DATASETS / "government-education-expenditure/expenditure.csv")
    doubtful = [r for r in rows if r["percent_of_government_expenditure"] == "0" and float(r["percent_of_gdp"] or 0)]
    assert len(doubtful) == 7
    assert [r for r in rows if r["doubt"]] == doubtful


def test_every_resource_of_the_catalog_is_mapped():
    """No table of the catalog stands outside the oracle."""
    published = {
        (path.parent.name, one["name"])
        for path in DATASETS.glob("**/dataset.yml")
        for one in read_yaml(path).get("resources", [])
        if not one["path"].endswith(".geojson")  # shapes, no figures
    }
    assert published - set(RESOURCES) == set()


def test_the_boundaries_are_those_of_the_provinces():
    """The map draws each province of the oracle once, and none besides."""
    text = (DATASETS / "thailand-province-boundaries/boundaries.geojson").read_text(encoding="utf-8")
    drawn = [feature["properties"]["area"] for feature in json.loads(text)["features"]]
    assert sorted(drawn) == sorted(row["iso_3166_2"] for row in read_rows(FACTS / "provinces.csv"))
