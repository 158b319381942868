"""Descriptors of the 167 tables. In come an indicator of the corpus and its kept table, out goes what `dataset.yml`
holds, one dataset an indicator: each has its own sources, definition and table. It must not know the other datasets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from tests.canada.corpus import LANGUAGES, REMARKS, Corpus, SdgIndicator, Texts
from tests.canada.figures import figures
from tests.canada.places import slug
from tests.canada.tables import PLACE, Kept
from tests.canada.texts import line, markdown
from tests.canada.units import unit_name

TAKEN: Final = date(2026, 3, 10)  # the day of the corpus's commit
REPOSITORY: Final = "https://github.com/sdg-data-canada-odd-donnees/sdg-data-donnees-odd"
PUBLISHER: Final = "statistics-canada"
FREQUENCIES: Final = {
    "Annual": ("year", 1),
    "Monthly": ("month", 1),
    "Quarterly": ("quarter", 1),
    "Occasional Quarterly": ("quarter", 1),
    "One Time": ("never", None),
}
NO_VALUE: Final = {"9-b-1": ["", "Inf"]}  # Nunavut in 2023: a share of nothing came out as infinite
DISAGGREGATIONS: Final = (
    ("sex", r"\b(sex|gender)$"),
    ("age", r"\bage\b"),
    ("marital-status", r"marital"),
    ("education", r"education"),
    ("occupation", r"occupation"),
    ("industry", r"industry|economic activity"),
    ("income", r"income"),
    ("geography", r"geocode|\barea$|population centres"),
)


def descriptor(corpus: Corpus, indicator: SdgIndicator, kept: Kept, organization: str) -> dict[str, Any]:
    """The whole `dataset.yml`; keys without a value are left out."""
    name = f"indicator-{indicator.name}"
    described = {
        "title": dataset_title(corpus, indicator),
        "description": _description(corpus, indicator),
        "organization": organization,
        "themes": [f"goal-{indicator.goal}"],
        "keywords": _keywords(corpus, indicator, kept),
        "license": "mit",
        "contact": {"name": _publisher_name(corpus), "url": f"{REPOSITORY}/issues"},
        "sources": _sources(corpus, indicator),
        "data_type": "statistics",
        "objectives": ["international-indicator"],
        "update_frequency": _frequency(indicator),
        "geo_coverage": "province" if PLACE in kept.table.header else "country",
        "storage_formats": ["csv"],
        "governance_category": "public",
        "temporal_coverage": _coverage(kept),
        "created": TAKEN,
        "modified": TAKEN,
        "languages": list(LANGUAGES),
        "disaggregation": _disaggregation(kept),
        "method": _joined(corpus, indicator, "DATA_COMP"),
        "notes": _joined(corpus, indicator, "REC_USE_LIM"),
        "resources": [_resource(corpus, indicator, kept, name)],
        "indicators": list(figures(corpus, indicator, kept, name).entries.values()),
    }
    return {key: value for key, value in described.items() if value not in (None, {}, [])}


def dataset_title(corpus: Corpus, indicator: SdgIndicator) -> Texts:
    """The number and the title of an indicator; three pairs of indicators share their words."""
    texts = corpus.texts(indicator.config.get("indicator_name"))
    return {code: f"{indicator.number} {line(text)}" for code, text in texts.items()}


def organization_of(corpus: Corpus, indicator: SdgIndicator) -> Texts:
    """Who made the figures: the organization of the first source, else Statistics Canada, which publishes them all."""
    return _maker(corpus, indicator, 1) or _publisher_name(corpus)


def _maker(corpus: Corpus, indicator: SdgIndicator, number: int) -> Texts:
    """Who made a source; where its French name is missing, as another indicator has it."""
    found = corpus.of_meta(indicator, f"source_organisation_{number}")
    names = {code: line(text) for code, text in found.items()}
    return {**corpus.makers.get(names.get("en", ""), {}), **names}


def _publisher_name(corpus: Corpus) -> Texts:
    return corpus.word("Statistics Canada")


def _description(corpus: Corpus, indicator: SdgIndicator) -> Texts:
    parts = [corpus.of_meta(indicator, "STAT_CONC_DEF"), corpus.texts(indicator.config.get("page_content"))]
    return _paragraphs(parts)


def _joined(corpus: Corpus, indicator: SdgIndicator, key: str) -> Texts:
    return _paragraphs([corpus.of_meta(indicator, key)])


def _paragraphs(parts: list[Texts]) -> Texts:
    texts = {code: "\n\n".join(markdown(part[code]) for part in parts if part.get(code)) for code in LANGUAGES}
    return {code: text for code, text in texts.items() if text}


def _keywords(corpus: Corpus, indicator: SdgIndicator, kept: Kept) -> dict[str, list[str]]:
    columns = [corpus.word(column) for column in kept.table.header if column not in ("Year", "Value", PLACE, *REMARKS)]
    own = {"en": ["SDG", f"SDG {indicator.number}"], "fr": ["ODD", f"ODD {indicator.number}"]}
    goal = corpus.texts(f"global_goals.{indicator.goal}-short")
    found = {code: [*own[code], goal.get(code, ""), *(c.get(code, "") for c in columns)] for code in LANGUAGES}
    return {code: list(dict.fromkeys(word for word in words if word))[:8] for code, words in found.items()}


def _sources(corpus: Corpus, indicator: SdgIndicator) -> list[dict[str, Any]]:
    found = [source for number in range(1, 10) if (source := _source(corpus, indicator, number))]
    own = {"en": "Canada’s SDG data repository", "fr": "Dépôt des données du Canada sur les ODD"}
    table = f"{REPOSITORY}/blob/master/data/indicator_{indicator.name}.csv"
    return [*found, {"title": own, "path": table, "publisher": _publisher_name(corpus), "accessed": TAKEN}]


def _source(corpus: Corpus, indicator: SdgIndicator, number: int) -> dict[str, Any] | None:
    address = corpus.of_meta(indicator, f"source_url_{number}").get("en", "")
    title = {code: line(text) for code, text in corpus.of_meta(indicator, f"source_url_text_{number}").items()}
    publisher = _maker(corpus, indicator, number)
    if not address.startswith("http") or not title:
        return None
    source = {"title": title, "path": address.replace(" ", "%20"), "accessed": TAKEN}
    return {**source, "publisher": publisher} if publisher else source


def _frequency(indicator: SdgIndicator) -> dict[str, Any]:
    written = line(str(indicator.meta["en"].get("source_periodicity_1") or ""))
    unit, interval = FREQUENCIES.get(written, ("unknown" if not written else "other", None))
    return {"unit": unit, "interval": interval} if interval else {"unit": unit}


def _coverage(kept: Kept) -> dict[str, int] | None:
    years = [int(year) for row in kept.table.rows for year in re.findall(r"\b(?:19|20)\d\d\b", row["Year"])]
    return {"start": min(years), "end": max(years)} if years else None


def _disaggregation(kept: Kept) -> list[str]:
    columns = [column.lower() for column in kept.table.header]
    return [code for code, words in DISAGGREGATIONS if any(re.search(words, column) for column in columns)]


def _resource(corpus: Corpus, indicator: SdgIndicator, kept: Kept, name: str) -> dict[str, Any]:
    fields = list(_fields(corpus, indicator, kept))
    return {
        "name": name,
        "path": f"{name}.csv",
        "title": dataset_title(corpus, indicator),
        "schema": {"fields": fields, "uniqueKeys": [_key(kept)], "missingValues": [""]},
    }


def _key(kept: Kept) -> list[str]:
    return [c for c in kept.table.header if c not in ("Value", "Progress", *REMARKS)]


def _fields(corpus: Corpus, indicator: SdgIndicator, kept: Kept) -> Iterator[dict[str, Any]]:
    years = all(re.fullmatch(r"\d{4}", row["Year"]) for row in kept.table.rows)
    special: Mapping[str, dict[str, Any]] = {
        "Year": {"type": "year" if years else "string", "constraints": {"required": True}},
        "Value": {"type": "number", "unit": _unit(indicator, kept), "missingValues": NO_VALUE.get(indicator.name)},
        "Progress": {"type": "number"},
        PLACE: {"type": "string", "codes": "areas", "constraints": {"required": True}},
        **{column: {"type": "string"} for column in REMARKS},
    }
    for column in kept.table.header:
        facts = special.get(column) or {"type": "string", "categories": _categories(corpus, kept, column)}
        entry = {"name": column, "title": corpus.word(column), **facts}
        yield {key: value for key, value in entry.items() if value not in (None, [])}


def _categories(corpus: Corpus, kept: Kept, column: str) -> list[dict[str, Any]]:
    return [{"value": value, "label": corpus.word(value)} for value in kept.table.values(column)]


def _unit(indicator: SdgIndicator, kept: Kept) -> str | None:
    """The unit of the table, if it has one only."""
    units = kept.table.values("Units") or [str(indicator.config.get("computation_units") or "")]
    return unit_name(units[0]) if len(units) == 1 else None


def organization_name(titles: Texts) -> str:
    return slug(re.sub(r"\([^)]*\)", "", titles["en"]))
