"""Hostile text in every key of the key table and in every cell changes no page: whole sites are built and compared.

The catalog of `tests.every_key` is built twice, once with its placeholders as they are and once with other words in
their place. Both sites are parsed, and each page is walked beside its twin: the same elements, the same attributes,
scripts and drawings of the same shape, and in each text and value exactly the words where the placeholder stood.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from generator import portal
from generator.catalog import load_catalog
from generator.keys import LEVELS, REGISTRIES
from generator.problems import report_text
from generator.running import Running
from generator.theme import Theme
from tests import every_key, keyed
from tests.hostile import EPOCH, FRAGMENTS, MARKDOWN, NOT_SHOWN, PRINTABLE, Twins, Words, build, loaded, paths_of
from tests.tiny import banchi

ANY = st.characters(exclude_categories=("Cs",), exclude_characters="\0")


def pieces(letters: st.SearchStrategy[str], fragments: tuple[str, ...], between: str = "") -> st.SearchStrategy[str]:
    piece = st.sampled_from(fragments) | st.text(letters, min_size=1, max_size=20)
    return st.lists(piece, min_size=1, max_size=4).map(between.join)


LINES = pieces(PRINTABLE, FRAGMENTS)
CELLS = pieces(ANY, (*FRAGMENTS, "\x1b[31m", "\r\n\n\r", '"",\n"'))
PROSES = LINES.map(lambda text: " ".join(text.split()))
MARKDOWNS = pieces(
    st.sampled_from(list("<>[]()!`*_#-+|:\\&;\"'/~= \n\tjavascripthttp:data1.")), (*MARKDOWN, *FRAGMENTS), "\n\n"
)
# Each example is a site: a failing one is told as it was found.
SETTINGS = settings(max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("plain"), {})


@pytest.fixture(scope="module")
def theme(plain: Path) -> Theme:
    return Theme(plain.parent / "mkdocs.yml", loaded(plain.parent))


@SETTINGS
@example(line="".join(FRAGMENTS), cell="".join(FRAGMENTS), prose=" ".join("".join(FRAGMENTS).split()))
@example(line="a", cell="\u2028\u2029\x85\xa0" + "w" * 1000 + "' onmouseover='x()", prose="a")  # blanks, then cut
@given(line=LINES, cell=CELLS, prose=PROSES)
def test_no_text_changes_a_page(plain: Path, theme: Theme, line: str, cell: str, prose: str) -> None:
    """Hostile text in every key and cell: the same elements, attributes and scripts, and the text itself verbatim."""
    words = Words(line=line, cell=cell, prose=prose)
    with tempfile.TemporaryDirectory() as folder:
        Twins(words).pages(plain, build(Path(folder), words.source, theme))


@settings(SETTINGS, max_examples=15)
@example(line="plain", markdown="\n\n".join(MARKDOWN[:-1]))
@example(line="plain", markdown=MARKDOWN[-1])
@given(line=LINES, markdown=MARKDOWNS)
def test_markdown_adds_only_what_it_may_where_it_stands(plain: Path, theme: Theme, line: str, markdown: str) -> None:
    """Any Markdown gives allowed elements in its own place, links to the web and nothing else; all around it stays."""
    words = Words(line=line, cell=line, prose="", markdown=markdown)
    with tempfile.TemporaryDirectory() as folder:
        Twins(words).pages(plain, build(Path(folder), words.source, theme))


def test_the_whole_site_by_its_own_door(tmp_path: Path) -> None:
    """The same of a site that `banchi build` makes: with pages written by hand, the references and the 404 page."""
    text = "".join(FRAGMENTS)
    words = Words(line=text, cell=text, prose=" ".join(text.split()))
    for name, replaced in (("plain", {}), ("hostile", words.source)):
        every_key.write(tmp_path / name, every_key.trees(), replaced)
        done = banchi(tmp_path / name, "build", SOURCE_DATE_EPOCH=EPOCH)
        assert done.exit_code == 0, done.stderr
    sites = tmp_path / "plain" / "site", tmp_path / "hostile" / "site"
    assert {"404.html", "about/index.html", "en/problems/index.html"} <= set(paths_of(sites[0]))
    Twins(words).pages(*sites)


def test_every_text_of_the_key_table_is_shown(plain: Path) -> None:
    """Each text key stands on some page, so that the comparison sees it; the few that no page shows are named."""
    seen = " ".join(plain.joinpath(path).read_text("utf-8") for path in paths_of(plain)).lower()
    shown: dict[str, bool] = {}
    for text in (text for tree in every_key.trees().values() for text in strings(tree)):
        found = re.match(rf"((?:.*\.)?(\w+\.\w+))( th| en)? ({keyed.LINE}|{keyed.PROSE})", text)
        if found:
            shown[found[2]] = shown.get(found[2], False) or found[1].lower() in seen
    assert {name for name, is_shown in shown.items() if not is_shown} <= NOT_SHOWN
    assert len(shown) > 40


def strings(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict | list):
        for inner in tree.values() if isinstance(tree, dict) else tree:
            yield from strings(inner)


TEXTS = ("text", "markdown", "keywords", "string", "strings", "names", "any", "path", "map", "maps")
OTHERS = {(level, key.name): key.kind for level, keys in LEVELS.items() for key in keys if key.kind not in TEXTS}


def refused(folder: Path, instead: Mapping[tuple[str, str], object]) -> set[tuple[str, str]]:
    """The keys, with their level, whose values are told to be wrong."""
    every_key.write(folder, every_key.trees(instead), {})
    return {key_of(p.path, p.subject) for p in load_catalog(folder)[1] if p.level == "error" and p.subject}


def key_of(path: str, subject: str) -> tuple[str, str]:
    """The level and the name of the key that a problem speaks of."""
    file, steps = Path(path).stem, re.sub(r"\[\d+\]", "", subject).split(".")
    level = REGISTRIES.get(file, "indicator_set" if "indicator-sets" in path else file)
    for step in steps[file in REGISTRIES : -1]:
        level = next(key.of for key in LEVELS[level] if key.name == step)
    return level, steps[-1]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)"])
def test_what_is_no_text_takes_none(text: str, tmp_path: Path) -> None:
    """Hostile text in a name, number, date, code, address or reference is told as a problem of that very key."""
    many = {"codes", "references"}
    instead = {own: [text] if kind in many else text for own, kind in OTHERS.items()}
    assert set(OTHERS) - refused(tmp_path, instead) == set()


@pytest.mark.parametrize(
    "address",
    [
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:alert(1)",
        "file:///etc/passwd",
        "//evil.example/",
        "https:///nowhere",
        "https://[evil/",
        'https://a.example/"onmouseover=alert(1)',
        "https://a.example/ onmouseover=alert(1)",
        "https://a.example/<script>alert(1)</script>",
        "https://a.example/{{7*7}}",
        "https://a.example/\u202egnp.exe",
        "https://user:secret@a.example/",
        "https://a.example\\@evil.example/",
    ],
)
def test_an_address_that_is_none_is_refused(address: str, tmp_path: Path) -> None:
    """Every key that takes a web address refuses what would run, leave its link, hide a host or tell a password."""
    addresses = {own for own, kind in OTHERS.items() if kind == "url"}
    assert addresses - refused(tmp_path, dict.fromkeys(addresses, address)) == set()


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example?cc=c@d.example",
        "a@b.example?body=x",
        "a?cc=c%40d@b.example",
        "a@b.example#x",
        '"x"@b.example',
        "a@b",
    ],
)
def test_an_e_mail_address_holds_one_address_and_no_message(address: str, tmp_path: Path) -> None:
    """What would add readers or a text to a `mailto:` link is refused."""
    addresses = {own for own, kind in OTHERS.items() if kind == "email"}
    assert addresses - refused(tmp_path, dict.fromkeys(addresses, address)) == set()


def test_a_report_commands_no_terminal(tmp_path: Path) -> None:
    """Names of files and values that hold control characters or turn the direction of text are shown as escapes."""
    hostile = "\x1b]0;owned\x07\u202e"
    every_key.write(tmp_path, every_key.trees(), {})
    folder = tmp_path / "datasets" / "figures"
    folder.joinpath(f"{hostile}.csv").write_text("a\n", "utf-8")
    folder.joinpath("figures.csv").write_text(f"year,value,unit\n{hostile},1,x\n2025,2,{hostile}\n", "utf-8")
    catalog, found = load_catalog(tmp_path)
    assert catalog is not None
    found += portal.check(tmp_path, catalog, catalog.datasets, Running())
    assert {"unused-file", "type-error"} <= {p.code for p in found}
    for language in ("th", "en"):
        report = report_text(found, language)
        assert "\\x1b]0;owned\\x07\\u202e" in report
        assert report.replace("\n", "").isprintable()
