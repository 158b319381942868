"""Every case of the museum says exactly what its `problems.txt` says, and every kind of problem has a case.

`pytest tests/test_cases.py --update-cases` writes the reports anew; read the difference like code before you commit it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import problems
from tests.museum import CASES, REPORTS, lay_out, problems_of

BAD = sorted(path for path in (CASES / "bad").iterdir() if path.is_dir())
GOOD = sorted(path for path in (CASES / "good").iterdir() if path.is_dir())

TOLD_BY_HOSTS = {"broken-link", "moved-link", "unsure-link"}  # no file shows them; tests/test_links_asked.py does


@pytest.fixture(autouse=True)
def _day_of_the_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 2026-11-22


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_a_bad_case_is_reported_word_for_word(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    found = problems_of(lay_out(case, tmp_path / "catalog"))
    assert case.name.split(".")[0] in {p.code for p in found}
    for language, name in REPORTS.items():
        report = f"{problems.report_text(found, language)}\n"
        if request.config.getoption("--update-cases"):
            (case / name).write_text(report, encoding="utf-8")
        assert report == (case / name).read_text("utf-8")


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.name)
def test_a_good_case_has_no_problems(case: Path) -> None:
    assert problems.report_text(problems_of(case), "en") == ""


def test_every_kind_of_problem_has_a_case() -> None:
    assert set(problems.codes()) - {case.name.split(".")[0] for case in BAD} == TOLD_BY_HOSTS


def test_every_case_is_named_after_a_kind_of_problem() -> None:
    assert {case.name.split(".")[0] for case in BAD} <= set(problems.codes())


@pytest.mark.parametrize("code", problems.codes().values(), ids=lambda code: code.name)
def test_a_problem_is_told_in_both_languages_with_an_example(code: problems.Code) -> None:
    assert code.level in problems.LEVELS
    for texts in (code.message, code.cure, code.about):
        assert sorted(texts) == ["en", "th"] and all(text.strip() for text in texts.values())
    for sentence in (code.message["en"], code.cure["en"]):  # a full stop in Thai belongs to an abbreviation
        assert not sentence.endswith("."), "a message and its cure make one line"
    assert sorted(code.example) == ["right", "wrong"]
