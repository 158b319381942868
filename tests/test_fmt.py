"""`banchi fmt`: the order and the style of files change, never what they say nor a comment in them."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.canonical import canonical
from generator.forms import Form, form_of
from generator.keys import LEVELS
from generator.spans import UncutTextError, comments, spans
from generator.yamlfile import parse_yaml
from tests.museum import CASES
from tests.tiny import FILES, banchi, tiny_catalog

ROOT = Path(__file__).parent.parent
LANGUAGES = ("th", "en")
DATASET = Form(LANGUAGES, level="dataset")
DESCRIPTOR = "datasets/roads/dataset.yml"


def formatted(text: str, form: Form = DATASET) -> str:
    made = canonical(text.encode(), form)
    assert made is not None
    return made.decode()


def value_of(text: str) -> object:
    file, problems = parse_yaml(text.encode(), "x.yml")
    assert file is not None and not problems, (text, problems)
    return file.value


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("themes:   [ a,b ]\ntitle: {en: x,   th: y}\n", "title: {th: y, en: x}\nthemes: [a, b]\n"),
        ("# of themes\nthemes: [a]  # here\n# of title\ntitle: x\n",
         "# of title\ntitle: x\n# of themes\nthemes: [a]  # here\n"),
        ("# of the file\n\nthemes: [a]\ntitle: x\n", "# of the file\n\ntitle: x\nthemes: [a]\n"),
        ("title: 'x'\nhomepage: 'it''s'\n", "title: \"x\"\nhomepage: 'it''s'\n"),
        ("title: x   \r\n\r\n\r\n\r\nthemes:\r\n    - a\r\n", "title: x\n\nthemes:\n- a\n"),
        ("resources:\n  -   path: a\n      # kept\n      name: b\n", "resources:\n# kept\n- name: b\n  path: a\n"),
        ("notes:\n    en: |\n        - one\n          - two\n\n    th: >-\n        ก\n",
         "notes:\n  th: >-\n    ก\n  en: |\n    - one\n      - two\n"),
        ("related: [a]\nnotes:\n  en: |+\n    x\n\n\n  th: y\n",
         "notes:\n  th: y\n  en: |+\n    x\n\n\nrelated: [a]\n"),
        ("notes:\n      en: >-\n          x\n            \n      th: y\n",
         "notes:\n  th: y\n  en: >-\n    x\n      \n"),
        ("titel: x\ntitle: y\n", "title: y\ntitel: x\n"),
        ("themes: [a,\n  b]\n", "themes: [a, b]\n"),
        ("themes: [a,  # one\n  b]\n", "themes: [a,  # one\n  b]\n"),
        ("contact:\n  # of the contact\n  email: a@b\n  name: c\n  # at its end\ntitle: x\n",
         "title: x\ncontact:\n  name: c\n  # of the contact\n  email: a@b\n  # at its end\n"),
    ],
)  # fmt: skip
def test_a_file_is_put_in_order(before: str, after: str) -> None:
    assert formatted(before) == after


def test_what_does_not_fit_on_a_line_becomes_a_block() -> None:
    long = "ยาว" * 50
    text = f"title: {{en: x,\n  th: {long}}}\n"
    assert formatted(text) == f"title:\n  th: {long}\n  en: x\n"


@pytest.mark.parametrize(
    "text",
    ["title: &x y\nthemes: [*x]\n", "--- \ntitle: x\n", "? title\n: x\n", "themes:\n- |2\n    x\n", "[a, b]\n"],
)
def test_what_cannot_be_cut_into_lines_keeps_its_form(text: str) -> None:
    assert canonical(text.encode(), DATASET) == text.encode()


def test_what_cannot_be_read_is_left_to_the_check() -> None:
    assert canonical(b"title: [x\n", DATASET) is None
    assert canonical(b"title: x\ntitle: y\n", DATASET) is None


@pytest.mark.parametrize("case", sorted((CASES / "good").iterdir()), ids=lambda case: case.name)
def test_good_catalogs_keep_their_meaning(case: Path) -> None:
    for file in sorted((case / "datasets").rglob("*.yml")):
        form = form_of(file.relative_to(case).as_posix(), LANGUAGES)
        made = canonical(file.read_bytes(), form)
        assert made is not None
        assert value_of(made.decode()) == value_of(file.read_text("utf-8"))
        assert canonical(made, form) == made


def test_the_real_catalog_is_in_canonical_form() -> None:
    for file in sorted((ROOT / "datasets").rglob("*.yml")):
        source = file.read_bytes()
        assert canonical(source, form_of(file.relative_to(ROOT).as_posix(), LANGUAGES)) == source, file


PLAIN = ["x", "ก ข", "a#b", "a: b", "# no comment", "it's", 'say "x"', "1", "true", "", "- x", "{x}", "[", "@", "\\"]
TEXTS = st.sampled_from([*PLAIN, "x ", "a\nb", "ก\n\n ข\n"])
SCALARS = TEXTS | st.sampled_from([1, 2.5, True, 0])
WORDS = st.sampled_from(["# a comment", "# ก", "#", "# x: y", "# - z"])


@st.composite
def values(draw: st.DrawFn, level: str, depth: int = 0) -> dict[str, object]:
    """Something with keys of a level, in any order and with a stranger among them."""
    keys = draw(st.lists(st.sampled_from(LEVELS[level]), min_size=1, max_size=5, unique_by=lambda key: key.name))
    found: dict[str, object] = {}
    for key in draw(st.permutations(keys)):
        if key.kind in ("map", "maps") and depth < 3:
            below = draw(values(key.of, depth + 1))
            found[key.name] = below if key.kind == "map" else [below, draw(values(key.of, depth + 1))]
        elif key.kind in ("text", "markdown"):
            found[key.name] = draw(st.dictionaries(st.sampled_from(["en", "th", "fr"]), TEXTS, min_size=1))
        else:
            found[key.name] = draw(SCALARS | st.lists(SCALARS, min_size=1, max_size=3))
    if draw(st.booleans()):
        found["a stranger"] = draw(SCALARS)
    return found


class Hand:
    """Somebody who writes YAML in a style of their own, with comments wherever they may stand."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.comments: list[str] = []

    def some(self, *choices: str) -> str:
        return self.random.choice(choices)

    def above(self, pad: str) -> list[str]:
        """Lines above a key or an item."""
        return [
            f"{pad}{self.comment()}" if self.random.random() < 0.4 else ""
            for _ in range(self.random.choice((0, 0, 0, 1, 2)))
        ]

    def comment(self) -> str:
        self.comments.append(f"# {self.random.choice(('x', 'ก: ข', '- x'))} {len(self.comments)}")
        return self.comments[-1]

    def beside(self) -> str:
        return f"  {self.comment()}" if self.random.random() < 0.15 else self.some("", "", "  ")

    def scalar(self, value: object) -> str:
        written = json.dumps(value, ensure_ascii=False)
        if isinstance(value, str):
            if re.fullmatch(r"[a-zก-ฮ][a-zก-ฮ ']*[a-zก-ฮ']", value) and value not in ("true", "null"):
                return self.some(value, written)
            if "\n" not in value:
                return self.some(written, "'" + value.replace("'", "''") + "'")
        return written

    def flow(self, value: object) -> str:
        if isinstance(value, dict):
            blank = self.some(" ", "", "  ")
            return (
                "{"
                + blank
                + f",{self.some(' ', '  ')}".join(f"{k}: {self.flow(v)}" for k, v in value.items())
                + blank
                + "}"
            )
        if isinstance(value, list):
            return "[" + self.some(", ", " , ").join(self.flow(item) for item in value) + "]"
        return self.scalar(value)

    def mapping(self, value: dict[str, object], pad: str) -> list[str]:
        lines = []
        for key, below in value.items():
            lines += self.above(pad)
            if isinstance(below, dict | list) and self.random.random() < 0.6:
                deeper = pad + self.some("  ", "    ", *([""] if isinstance(below, list) else []))
                lines.append(f"{pad}{key}:{self.beside()}")
                lines += self.mapping(below, deeper) if isinstance(below, dict) else self.items(below, deeper)
                if len(deeper) > len(pad) and self.random.random() < 0.2:
                    lines.append(f"{deeper}{self.comment()}")
            elif (
                isinstance(below, str)
                and re.fullmatch(r"[^\s](.*[^\s])?(\n.*[^\s])?\n?", below)
                and not self.random.randrange(3)
            ):
                deeper = pad + self.some("  ", "     ")
                head = "|" if below.endswith("\n") else "|-"
                lines.append(f"{pad}{key}: {head}")
                lines += [deeper + line if line else "" for line in below.removesuffix("\n").split("\n")]
            else:
                lines.append(f"{pad}{key}:{self.some(' ', '   ')}{self.flow(below)}{self.beside()}")
        return lines

    def items(self, value: list[object], pad: str) -> list[str]:
        lines = []
        for item in value:
            lines += self.above(pad)
            if isinstance(item, dict) and self.random.random() < 0.7:
                blank = self.some(" ", "   ")
                first, *more = [*self.mapping(item, pad + " " + blank)]
                if first.strip() and not first.strip().startswith("#"):
                    lines += [f"{pad}-{blank}{first.lstrip()}", *more]
                else:
                    lines += [f"{pad}-", first, *more]
            else:
                lines.append(f"{pad}- {self.flow(item)}{self.beside()}")
        return lines


def in_order(value: object, form: Form | None) -> object:
    """The value as lists of keys with values, in the order in which they must stand."""
    if isinstance(value, dict):
        names = list(value)
        places = form.order(names) if form else range(len(names))
        return [(names[i], in_order(value[names[i]], form.below(names[i]) if form else None)) for i in places]
    return [in_order(item, form) for item in value] if isinstance(value, list) else value


def as_it_stands(value: object) -> object:
    return in_order(value, None)


@given(values("dataset"), st.integers(0, 2**32))
def test_any_hand_is_put_in_order_without_loss(value: dict[str, object], seed: int) -> None:
    hand = Hand(seed)
    text = "\n".join(hand.mapping(value, "")) + "\n"
    assert value_of(text) == value, text
    made = formatted(text)
    assert as_it_stands(value_of(made)) == in_order(value, DATASET), (text, made)
    assert sorted(comments(made, spans(made))) == sorted(hand.comments), (text, made)
    assert formatted(made) == made, (text, made)
    assert not re.search(r"\n\n\n\Z|\A\n|\t", made)


@given(values("dataset"), st.integers(0, 2**32))
def test_the_order_of_keys_makes_no_difference(value: dict[str, object], seed: int) -> None:
    shuffled = dict(random.Random(seed).sample(sorted(value.items()), len(value)))
    texts = ["\n".join(f"{key}: {Hand(1).flow(below)}" for key, below in v.items()) + "\n" for v in (value, shuffled)]
    assert formatted(texts[0]) == formatted(texts[1])


def test_a_comment_is_what_stands_outside_of_values() -> None:
    text = "a: 'x # y'  # one\nb: |  # two\n  # three\n\n# four\nc: [x, # five\n 'y#']\nd: http://x/#y\n"
    assert comments(text, spans(text)) == ["# one", "# two", "# four", "# five"]
    with pytest.raises(UncutTextError):
        spans("a: &x 1\n")


def test_the_command_changes_files_and_says_which(tmp_path: Path) -> None:
    untidy = FILES[DESCRIPTOR].replace("title:", "title:   ", 1)
    root = tiny_catalog(tmp_path, dataset=untidy)
    checked = banchi(root, "fmt", "--check")
    assert (checked.exit_code, DESCRIPTOR in checked.stdout.split()) == (1, True)
    assert (root / DESCRIPTOR).read_text("utf-8") == untidy
    assert banchi(root, "fmt").exit_code == 0
    assert value_of((root / DESCRIPTOR).read_text("utf-8")) == value_of(untidy)
    again = banchi(root, "fmt", "--check")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "")


def test_the_command_leaves_alone_what_is_not_asked_for_or_not_its_own(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path)
    (root / "datasets/roads/other.yml").write_text("b:   1\n", "utf-8")
    before = {path: (root / path).read_bytes() for path in ("datasets/themes.yml", "datasets/roads/other.yml")}
    banchi(root, "fmt", "datasets/roads")
    assert {path: (root / path).read_bytes() for path in before} == before


def test_a_file_that_cannot_be_read_is_told_and_left(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path, dataset="title: [x\n")
    done = banchi(root, "fmt", "--lang", "en")
    assert (done.exit_code, "yaml-bracket" in done.stderr) == (1, True)
    assert (root / DESCRIPTOR).read_text("utf-8") == "title: [x\n"
