"""What the benchmark stands on: a synthetic catalog without a fault, and a baseline that says what our pages say."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from generator.catalog import load_catalog
from generator.portal import check
from generator.running import Running
from tests.bench.markdown_of import markdown_of
from tests.bench.measurement import CommandFailed, run
from tests.bench.synthetic import change_one_cell, write_catalog

REAL = Path(__file__).parents[1]
PAGE = """<nav><p>Menu</p></nav><article><h2 id="a">A &amp; b</h2><p>Read <a href="../x/"><em>this</em> *now*</a></p>
<svg><text>drawn</text></svg><dl><dt>Term</dt><dd>Meaning</dd></dl>
<table><thead><tr><th>One<br><code>one</code></th></tr></thead><tbody><tr><td>1|2</td></tr></tbody></table>
<pre><code>a = [
  1]</code></pre></article><p>Foot</p>"""
MARKDOWN = """## A & b

Read [*this* \\*now\\*](https://a.example/x/)

- Term
    - Meaning

| One `one` |
| --- |
| 1\\|2 |

```
a = [
  1]
```
"""


WORKERS = """import multiprocessing, time

def work():
    while time.process_time() < 0.4:
        pass

if __name__ == "__main__":
    process = multiprocessing.get_context("forkserver").Process(target=work)
    process.start()
    process.join()
"""


def files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_synthetic_catalog_is_without_problems_and_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_catalog(REAL, tmp_path / name, 12)
    catalog, problems = load_catalog(tmp_path / "one")
    assert catalog is not None and len(catalog.datasets) == 12
    assert (*problems, *check(tmp_path / "one", catalog, catalog.datasets, Running())) == ()
    assert files(tmp_path / "one") == files(tmp_path / "other")


def test_one_changed_cell_changes_one_file_and_no_rule(tmp_path: Path) -> None:
    write_catalog(REAL, tmp_path, 3)
    before = files(tmp_path)
    change_one_cell(tmp_path, 7)
    after = files(tmp_path)
    (changed,) = (path for path in before if before[path] != after[path])
    assert changed.endswith(".csv")
    catalog, _ = load_catalog(tmp_path)
    assert catalog is not None and check(tmp_path, catalog, catalog.datasets, Running()) == ()


def test_markdown_of_a_page_keeps_words_tables_and_code() -> None:
    page = markdown_of(PAGE, "https://a.example/y/")
    assert "\n".join(page.lines).split() == MARKDOWN.split()
    assert [line for line in page.lines if line] == [line for line in MARKDOWN.splitlines() if line]
    assert (page.tables, page.codes) == (1, 1)
    assert not {"Menu", "drawn", "Foot"} & set(page.words)


def test_measured_command_tells_its_own_summary(tmp_path: Path) -> None:
    summary = '{"stages": {"read": 1.5}, "validated": 3, "derived": 2, "rendered": 8}'
    told = f"import os, pathlib; pathlib.Path(os.environ['BANCHI_TIMINGS']).write_text({summary!r})"
    cost = run([sys.executable, "-c", told], tmp_path, {})
    assert cost.told.counts == {"validated": 3, "derived": 2, "rendered": 8}
    assert cost.told.stages == {"read": 1.5}
    assert cost.wall > 0 and cost.cpu > 0


@pytest.mark.skipif(sys.platform != "linux", reason="who else works for a command is known on Linux alone")
def test_the_seconds_of_processors_hold_those_of_a_server_of_workers(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(WORKERS, "utf-8")
    assert run([sys.executable, "work.py"], tmp_path, {}).cpu > 0.4


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="broken on purpose"):
        run([sys.executable, "-c", "raise SystemExit('broken on purpose')"], tmp_path, {})
