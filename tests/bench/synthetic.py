"""A catalog of any size that looks like the real one. In come the real catalog's folder, a number and a seed; out goes
a folder with that many datasets: their metadata in the shape of real descriptors, each with one table of about 50 rows
and 5 fields. The same arguments give the same bytes. It must not know how a catalog is read.
"""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.bench.wording import Vocabulary, is_bilingual, texts_in

SEED = 20261121
REGISTRIES = ("organizations.yml", "themes.yml", "licenses.yml", "units.yml", "areas.yml", "synonyms.yml")
MKDOCS = "site_name: Benchmark\ntheme: {name: material}\nplugins: [banchi]\n"
YEARS = range(2020, 2025)
INDICATOR_AREAS = ("THA", "BRN", "KHM", "IDN", "LAO", "MYS", "MMR", "PHL", "SGP", "VNM")
INDICATOR_YEARS = range(2000, 2025)
UNBOUNDED = "percent"  # a unit that any value may stand in
LABELS = 2  # of the closed list
OWN = ("name", "keywords", "resources", "indicators")  # what a synthetic dataset has of its own
TABLE = "table"


@dataclass(frozen=True)
class Donors:
    """What the real catalog lends: descriptors of statistics, its words and keywords, and the ids of its registries."""

    descriptors: tuple[dict[str, Any], ...]
    vocabulary: Vocabulary
    keywords: dict[str, list[str]]
    field_titles: tuple[dict[str, str], ...]
    labels: tuple[dict[str, str], ...]
    units: tuple[str, ...]
    areas: tuple[str, ...]
    languages: tuple[str, ...]


def write_catalog(real: Path, folder: Path, count: int, seed: int = SEED, *, indicators: bool = False) -> None:
    """Write `count` datasets and the registries under `folder/datasets`, and a `mkdocs.yml`, into an empty folder.

    With `indicators` each has one, over INDICATOR_AREAS areas and INDICATOR_YEARS years.
    """
    donors = _donors(real / "datasets")
    target = folder / "datasets"
    target.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    for name in REGISTRIES:
        shutil.copyfile(real / "datasets" / name, target / name)
    random = Random(seed)
    drawn = [random.choice(donors.descriptors) for _ in range(count)]
    names = [f"{donor['name'][:60]}-{number:05d}" for number, donor in enumerate(drawn)]
    catalog = read(real / "datasets" / "catalog.yml")
    for key in ("boundaries", "featured_indicators", "featured_sets"):
        catalog.pop(key, None)
    dump(target / "catalog.yml", {**catalog, "featured": names[: len(catalog.get("featured", ()))]})
    for number, (name, donor) in enumerate(zip(names, drawn, strict=True)):
        # A generator of its own: a dataset is the same whatever stands before it.
        own = Random(f"{seed}-{number}")
        (target / name).mkdir()
        descriptor = _descriptor(donors, donor, names, number, own)
        if indicators:
            descriptor["indicators"] = [_indicator(descriptor, number)]
            descriptor["resources"][0]["schema"]["fields"][2:3] = []
            descriptor["resources"][0]["schema"]["primaryKey"] = ["area", "year"]
            descriptor["resources"][0]["schema"]["fields"][2]["unit"] = UNBOUNDED
            _write_series(target / name / f"{TABLE}.csv", own)
        else:
            _write_table(target / name / f"{TABLE}.csv", donors, own)
        dump(target / name / "dataset.yml", descriptor)


def change_one_cell(folder: Path, value: int) -> None:
    """Give the first number of the table in the middle of the catalog another value."""
    tables = sorted((folder / "datasets").glob(f"*/{TABLE}.csv"))
    table = tables[len(tables) // 2]
    lines = table.read_text("utf-8").splitlines(keepends=True)
    cells = lines[1].split(",")
    cells[3] = f"{value}.5"
    lines[1] = ",".join(cells)
    table.write_text("".join(lines), "utf-8")


def _donors(datasets: Path) -> Donors:
    descriptors = {path.parent.name: read(path) for path in sorted(datasets.glob("**/dataset.yml"))}
    languages = tuple(read(datasets / "catalog.yml")["languages"])
    fields = [
        field
        for descriptor in descriptors.values()
        for resource in descriptor["resources"]
        for field in resource.get("schema", {}).get("fields", ())
    ]
    return Donors(
        descriptors=tuple({"name": n, **d} for n, d in descriptors.items() if d["data_type"] == "statistics"),
        vocabulary=Vocabulary(texts_in(list(descriptors.values()), languages)),
        keywords={code: [w for d in descriptors.values() for w in d["keywords"][code]] for code in languages},
        field_titles=tuple(field["title"] for field in fields),
        labels=tuple(entry["label"] for field in fields for entry in field.get("categories", ()) if "label" in entry),
        units=tuple(read(datasets / "units.yml")),
        areas=tuple(read(datasets / "areas.yml")),
        languages=languages,
    )


def _descriptor(donors: Donors, donor: dict[str, Any], names: list[str], number: int, random: Random) -> dict[str, Any]:
    """The donor's descriptor with other words, keywords, sources and relatives, and a table of its own."""
    given = {k: _reworded(v, donors, random) for k, v in donor.items() if k not in OWN}
    for source in given["sources"]:
        source["path"] += f"#{number}"  # in the real catalog, too, few datasets share a source
    given["title"] = {code: f"{title} {number}" for code, title in given["title"].items()}  # no two alike
    others = [name for name in random.sample(names, min(4, len(names))) if name != names[number]]
    given["keywords"] = _keywords(donors, donor, random)
    given["temporal_coverage"] = {"start": YEARS[0], "end": YEARS[-1]}
    given["resources"] = [_resource(donors, random)]
    given.pop("related", None)
    return {**given, "related": others[:3]} if others else given


def _reworded(value: Any, donors: Donors, random: Random) -> Any:  # a descriptor's value, whatever its kind
    if is_bilingual(value, donors.languages) and all(isinstance(text, str) for text in value.values()):
        return donors.vocabulary.reworded(value, random)
    if isinstance(value, dict):
        return {key: _reworded(below, donors, random) for key, below in value.items()}
    if isinstance(value, list):
        return [_reworded(below, donors, random) for below in value]
    return value


def _keywords(donors: Donors, donor: dict[str, Any], random: Random) -> dict[str, list[str]]:
    """As many as the donor has; half of them made up, or the catalog's few would be in every dataset."""
    return {
        code: list(
            dict.fromkeys(
                random.choice(donors.keywords[code]) if place % 2 else donors.vocabulary.phrase(code, 2, random)
                for place in range(len(words))
            )
        )
        for code, words in donor["keywords"].items()
    }


def _resource(donors: Donors, random: Random) -> dict[str, Any]:
    titles = random.sample(donors.field_titles, 5)
    labels = random.sample(donors.labels, LABELS)
    required = {"required": True}
    return {
        "name": TABLE,
        "path": f"{TABLE}.csv",
        "title": donors.vocabulary.reworded(titles[0], random),
        "schema": {
            "fields": [
                {"name": "area", "type": "string", "codes": "areas", "title": titles[0], "constraints": required},
                {"name": "year", "type": "year", "title": titles[1], "constraints": required},
                {
                    "name": "kind",
                    "type": "string",
                    "title": titles[2],
                    "categories": [{"value": f"kind_{n}", "label": label} for n, label in enumerate(labels)],
                    "constraints": required,
                },
                {
                    "name": "value",
                    "type": "number",
                    "title": titles[3],
                    "unit": random.choice(donors.units),
                    "constraints": {"minimum": 0},
                },
                {"name": "note", "type": "string", "title": titles[4]},
            ],
            "primaryKey": ["area", "year", "kind"],
            "missingValues": [""],
        },
    }


def _indicator(descriptor: dict[str, Any], number: int) -> dict[str, Any]:
    return {
        "name": f"indicator-{number:05d}",
        "title": descriptor["title"],
        "definition": descriptor["description"],
        "kind": "amount",
        "direction": "higher-is-better",
        "resource": TABLE,
        "value": "value",
        "time": "year",
        "area": "area",
        "peers": ["ASEAN"],
        "notes": "note",
    }


def _write_series(path: Path, random: Random) -> None:
    """Ten areas over twenty-five years: each goes its own way from where it begins."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["area", "year", "value", "note"])
        for area in INDICATOR_AREAS:
            value = random.lognormvariate(2, 0.5)
            for year in INDICATOR_YEARS:
                value = abs(value + random.gauss(0.1, 0.4))
                writer.writerow([area, year, f"{value:.2f}", ""])


def _write_table(path: Path, donors: Donors, random: Random) -> None:
    """Four to six areas by five years by two kinds: 40 to 60 rows, Thailand's first so that there is a figure."""
    areas = ["THA", *random.sample([code for code in donors.areas if code != "THA"], random.randint(3, 5))]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["area", "year", "kind", "value", "note"])
        for area in areas:
            for year in YEARS:
                for kind in range(LABELS):
                    value = "" if random.random() < 0.05 else round(random.lognormvariate(4, 1.5), 2)
                    language = random.choice(donors.languages)
                    note = donors.vocabulary.phrase(language, 4, random) if random.random() < 0.3 else ""
                    writer.writerow([area, year, f"kind_{kind}", value, note])


def read(path: Path) -> Any:
    """YAML whose dates stay as they are written."""
    return yaml.load(path.read_text("utf-8"), Loader=_Plain)


class _Plain(yaml.SafeLoader):
    """Without the implicit dates of YAML 1.1."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as PyYAML has it
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def dump(path: Path, value: object) -> None:
    """Write YAML as `read` reads it."""
    path.write_text(yaml.dump(value, Dumper=_Quoting, allow_unicode=True, sort_keys=False, width=120), "utf-8")


class _Quoting(yaml.SafeDumper):
    """Writes dates unquoted, lines as lines, and a value that stands twice twice (no aliases)."""

    yaml_implicit_resolvers = _Plain.yaml_implicit_resolvers

    def ignore_aliases(self, data: object) -> bool:
        return True

    def represent_text(self, text: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Quoting.add_representer(str, _Quoting.represent_text)
