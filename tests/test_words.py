"""The words of the interface: complete in both languages, each of them used, none missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from generator import codelists, keys, problems, templates, words
from generator.search.records import FACETS, KINDS

ROOT = Path(__file__).parent.parent
LANGUAGES = ("th", "en")
BY_CODE = {  # sections whose keys come from elsewhere
    "type": {entry.id for entry in codelists.code_lists().get("field_type", ())},
    "level": set(keys.LEVELS),
    "search": {
        *(f"kind_{kind}" for kind in (*KINDS, "field")),
        *(f"facet_{name}" for name in FACETS),
        *(f"sort_{order}" for order in ("relevance", "newest", "title")),
    },
    "key_kind": {key.kind for level in keys.LEVELS.values() for key in level},
}
CALLED_BY_NAME = frozenset(  # sections that code enters with a name that comes from elsewhere
    {"kind", "kind_note", "omitted", "mark", "fresh", "load", "related", "core", "license", "fact", "rule", "profile"}
    | {"type", "level", "key_kind", "chrome", "live", "whole", "search", "criterion", "gaining", "dimension"}
)


def texts() -> str:
    files = [*(ROOT / "generator").rglob("*.py"), *templates.folder("views").glob("*.html")]
    files += templates.folder("theme").rglob("*.html")
    files += templates.folder("assets").rglob("*.js")
    return "\n".join(f.read_text("utf-8") for f in files)


def test_every_word_exists_in_every_language() -> None:
    for key, entry in words.words().items():
        assert set(entry) == set(LANGUAGES), key


def test_placeholders_are_the_same_in_every_language() -> None:
    def holes(text: object) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", str(list(text.values()) if isinstance(text, dict) else text)))

    for key, entry in words.words().items():
        assert holes(entry["th"]) == holes(entry["en"]), key


def test_every_word_is_used() -> None:
    found = texts()
    for key in words.words():
        section, _, name = key.partition(".")
        if section in CALLED_BY_NAME:
            assert re.search(rf"\b{re.escape(section)}\.|section\(.{section}", found), key
            known = BY_CODE.get(section, set()) | {"codes_areas", "calendar_buddhist"}
            assert re.search(rf"\b{re.escape(name)}\b", found) or name in known, key
        else:
            by_name = re.search(rf"[\"']{re.escape(section)}\.(heading-)?(by-)?\{{", found)
            assert key in found or by_name, key


def test_every_word_that_is_asked_for_exists() -> None:
    asked = re.findall(r"(?:word|counted)\(\s*[\"']([a-z_]+\.[a-z_0-9-]+)[\"']", texts())
    assert asked
    for key in asked:
        assert words.knows(key), key


@pytest.mark.parametrize("section", sorted(k for k, v in BY_CODE.items() if v))
def test_every_code_has_its_word(section: str) -> None:
    for code in BY_CODE[section] or ():
        assert words.knows(f"{section}.{code}"), f"{section}.{code}"


def test_words_follow_the_number() -> None:
    assert words.word("count.datasets", "en", count="1") == "1 dataset"
    assert words.word("count.datasets", "en", count="1,001") == "1,001 datasets"
    assert words.word("count.datasets", "fr", count="1\u00a0001") == "1\u00a0001 datasets"
    assert words.word("count.datasets", "th", count="1") == "1 ชุดข้อมูล"
    assert words.word("amount.points", "en", count="1.0", number="1.0") == "1.0 points"


def test_every_refusal_is_told_in_both_languages_with_what_to_do() -> None:
    source = "\n".join(f.read_text("utf-8") for f in (ROOT / "generator").rglob("*.py"))
    reasons = set(re.findall(r"WrongUse\(\"([a-z-]+)\"", source))
    assert len(re.findall(r"raise WrongUse\(\"[a-z-]+\"", source)) == source.count("raise WrongUse(")
    told = yaml.safe_load((ROOT / "generator/problem_texts/_report.yml").read_text("utf-8"))
    for reason in reasons:
        assert set(told[reason]) == set(LANGUAGES), reason
        th, en = (re.findall(r"(?<!\{)\{(\w+)\}", told[reason][code]) for code in LANGUAGES)
        assert set(th) == set(en) and all("; " in text or ": " in text for text in told[reason].values()), reason


def test_a_refusal_is_english_where_nobody_is_known_to_read_it() -> None:
    refused = problems.WrongUse("no-site", folder="public")
    assert str(refused) == "there is no site in public; build it first: banchi build"
    assert refused.message("th").startswith("ยังไม่มีเว็บไซต์ใน public")


def test_another_language_gets_the_english_words() -> None:
    assert words.word("chrome.home", "lo") == "Home"
    assert words.section("chrome", "lo")["home"] == "Home"
