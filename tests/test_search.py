"""Search, the half that runs when a site is built: texts become words, records become an index of small files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalog import load_catalog
from generator.model import Catalog
from generator.pages import Summary
from generator.search import index
from generator.search.postings import PLACES, written
from generator.search.records import FACETS, KINDS, records
from generator.search.synonyms import Synonyms
from generator.search.text import Vocabulary, Word, folded, words
from generator.search.vocabulary import vocabulary_of
from tests.search.wanted import titles
from tests.search.wanted import written as written_queries
from tests.test_portal import built, digest
from tests.tiny import tiny_catalog

ROOT = Path(__file__).parents[1]
CASES: Mapping[str, Any] = json.loads((ROOT / "tests/search/words.json").read_text("utf-8"))


def shown(word: Word) -> str:
    """As the cases write it: `term+part+part=joined/span`."""
    joined = f"={word.joined}/{word.span}" if word.joined else ""
    return "+".join((word.term, *sorted(word.parts))) + joined


def sorted_parts(word: str) -> str:
    terms, link, joined = word.partition("=")
    first, *parts = terms.split("+")
    return "+".join((first, *sorted(parts))) + link + joined


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["why"])
def test_a_text_is_cut_as_the_cases_say(case: Mapping[str, Any]) -> None:
    found = [shown(word) for word in words(case["text"], Vocabulary(CASES["vocabulary"]))]
    assert found == [sorted_parts(word) for word in case["words"]]


@given(st.text(alphabet="กขคงจเแโาำิีุู่้๊๋์ํๅฤฯๆ๐๙aB-_.'é 😀\u200b", max_size=40))
def test_folding_a_text_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(alphabet="กขนเแามั่้์ท", max_size=30))
def test_cutting_loses_no_letter(run: str) -> None:
    vocabulary = Vocabulary(("กา", "นา", "มา", "ทาน", "เกา"))
    assert "".join(vocabulary.cut(run)) == run


def test_the_halves_of_a_word_are_words_where_both_are() -> None:
    """Whoever looks for a house finds villages, though no text has the word alone."""
    found = vocabulary_of(["กองทุนหมู่บ้าน"]).words
    assert {"หมู่บ้าน", "หมู่", "บ้าน"} <= found
    assert not any(len(word) < 2 for word in found)


def test_words_that_mean_the_same_stand_beside_each_other() -> None:
    vocabulary = Vocabulary(("อินเทอร์เน็ต", "เน็ต"))
    synonyms = Synonyms([("อินเทอร์เน็ต", "internet"), ("high-speed rail", "HSR")], vocabulary)
    assert set(synonyms.beside(words("ผู้ใช้อินเทอร์เน็ต", vocabulary))) == {"internet"}
    assert set(synonyms.beside(words("a high-speed rail line", vocabulary))) == {"hsr"}
    assert set(synonyms.beside(words("a rail line at high speed", vocabulary))) == set()
    assert set(synonyms.beside(words("the HSR", vocabulary))) == {"high", "highspeed", "speed", "rail"}


@given(st.lists(st.integers(0, 1 << 40)))
def test_numbers_are_written_as_they_are_read(numbers: list[int]) -> None:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    read, value, weight = [], 0, 1
    for digit in map(alphabet.index, b"".join(map(written, numbers)).decode()):
        value, weight = value + (digit & 31) * weight, weight * 32
        if digit < 32:
            read.append(value)
            value, weight = 0, 1
    assert read == numbers


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    found, _ = load_catalog(ROOT)
    assert found is not None
    return found


def bare(catalog: Catalog) -> dict[str, Summary]:
    """Summaries of data files that nobody has read."""
    return {dataset.name: Summary(dataset=dataset.name) for dataset in catalog.datasets}


def test_everything_is_a_record_once(catalog: Catalog) -> None:
    found = records(catalog, bare(catalog))
    names = {(record.kind, record.name) for record in found}
    assert len(names) == len(found)
    assert {kind for kind, _ in names} == set(KINDS)
    assert all(set(record.facets) <= set(FACETS) for record in found)
    assert len({record.path for record in found}) == len(found)


def test_a_title_weighs_more_than_a_keyword_than_a_description_than_a_field() -> None:
    ordered = [PLACES.index(name) for name in ("field", "description", "keyword", "title")]
    assert ordered == sorted(ordered)


def test_records_stand_newest_first(catalog: Catalog) -> None:
    found = [record.modified for record in records(catalog, bare(catalog)) if record.modified]
    assert found == sorted(found, reverse=True)


def test_the_index_is_the_same_each_time(catalog: Catalog) -> None:
    once, again = ({o.path: o.content for o in index.files(catalog, bare(catalog)) if o} for _ in range(2))
    assert once == again


def test_a_shard_is_small_and_holds_the_words_that_the_manifest_says(catalog: Catalog) -> None:
    files = {o.path: o.content or b"" for o in index.files(catalog, bare(catalog)) if o}
    manifest = json.loads(files["search/index/manifest.json"])
    starts = manifest["shards"]
    assert starts == sorted(starts, key=lambda word: word.encode("utf-16-be"))
    seen: set[str] = set()
    for number, start in enumerate(starts):
        shard = json.loads(files[f"search/index/{manifest['folder']}/words/{number}.json"])
        assert next(iter(shard)) == start and not seen & shard.keys()
        seen |= shard.keys()
    assert {"สถิติ", "digital", "2568"} <= seen
    assert all(len(files[p]) < 20_000 for p in files if "/words/" in p)


def test_a_record_shows_no_markdown_and_no_more_than_a_few_lines(catalog: Catalog) -> None:
    long = replace(
        catalog.datasets[0].description, by_language={"th": "**ก** " * 500, "en": "*a* [b](https://b.example) " * 500}
    )
    one = replace(catalog, datasets=(replace(catalog.datasets[0], description=long), *catalog.datasets[1:]))
    files = {o.path: o.content or b"" for o in index.files(one, bare(one)) if o}
    texts = [record[4] for path, content in files.items() if "/records/" in path for record in json.loads(content)]
    assert max(map(len, texts)) <= index.SHOWN
    assert not any("**" in text or "](" in text for text in texts)


def test_what_must_be_found_is_in_the_catalog(catalog: Catalog) -> None:
    """No line of queries.tsv asks for what is not there."""
    known = {wanted for title in titles(catalog) for wanted in title.found}
    known |= {
        f"field:{d.name}/{f.name}" for d in catalog.datasets for r in d.resources if r.schema for f in r.schema.fields
    }
    queries = written_queries()
    assert len(queries) >= 120 and len({q.query for q in queries}) == len(queries)
    assert [q.query for q in queries if not q.found <= known] == []


def test_a_build_that_changes_nothing_indexes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """… and one that changes a word of a descriptor, or of the synonyms, gives another index."""
    root = tiny_catalog(tmp_path / "catalog")
    first = built(root)
    before = {path: content for path, content in digest(first).items() if path.startswith("search/index/")}
    monkeypatch.setattr("generator.search.index._indexed", lambda *_: pytest.fail("indexed again"))
    assert digest(built(root)).items() >= before.items()
    monkeypatch.undo()
    (root / "datasets/synonyms.yml").write_text("road: {words: {th: [ถนน, ทางหลวง], en: [road]}}\n", "utf-8")
    assert not digest(built(root)).items() >= before.items()


def test_pages_do_not_change_with_the_synonyms(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path / "catalog")
    before = digest(built(root))
    (root / "datasets/synonyms.yml").write_text("road: {words: {th: [ถนน, ทางหลวง], en: [road]}}\n", "utf-8")
    after = digest(built(root))
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed - {"sha256sums.txt"}
    assert all(path.startswith("search/index/") for path in changed - {"sha256sums.txt"})
