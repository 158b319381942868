"""The command line: what each command prints, where, in which language, and with which exit code."""

from __future__ import annotations

import json
import os
import pty
import re
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from generator.cli import main
from tests.tiny import FILES, banchi, banchi_process, tiny_catalog

ROOT = Path(__file__).parents[1]
BAD_NUMBER = "year,length\n2024,ten\n2025,12\n"
UNKNOWN_THEME = FILES["datasets/roads/dataset.yml"].replace("themes: [roads]", "themes: [rods]")
ONE_LANGUAGE = FILES["datasets/roads/dataset.yml"].replace(
    "description: {th: ความยาวของถนนแต่ละปี, en: How long the roads were in each year.}", "description: {th: ความยาว}"
)


def test_a_good_catalog_is_checked_in_silence(tmp_path: Path) -> None:
    done = banchi(tiny_catalog(tmp_path), "check")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")


def test_python_m_generator_is_banchi(tmp_path: Path) -> None:
    done = banchi_process(tmp_path, "check", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: there is no catalog here")
    assert done.stderr.count("\n") == 1


def test_a_mistake_is_one_line_on_standard_output_and_exit_code_1(tmp_path: Path) -> None:
    done = banchi(tiny_catalog(tmp_path, length=BAD_NUMBER), "check")
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout.startswith("datasets/roads/length.csv:2: error[")
    assert done.stdout.count("\n") == 1
    assert "'ten'" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "thai"),
    [
        (["--lang", "th"], {}, True),
        ([], {"LANG": "th_TH.UTF-8"}, True),
        ([], {"LC_ALL": "C.UTF-8", "LANG": "th_TH.UTF-8"}, False),
        ([], {"BANCHI_LANG": "th", "LC_ALL": "en_US.UTF-8"}, True),
        (["--lang", "en"], {"LANG": "th_TH.UTF-8"}, False),
        ([], {"LANG": "de_DE.UTF-8"}, False),
        ([], {}, False),
    ],
)
def test_problems_are_told_in_the_readers_language(
    tmp_path: Path, arguments: list[str], environment: dict[str, str], *, thai: bool
) -> None:
    text = banchi(tiny_catalog(tmp_path, length=BAD_NUMBER), "check", *arguments, **environment).stdout
    assert any("\u0e00" <= letter <= "\u0e7f" for letter in text) is thai, text


def test_json_is_a_list_of_every_problem_and_an_empty_one_when_all_is_well(tmp_path: Path) -> None:
    good = banchi(tiny_catalog(tmp_path / "good"), "check", "--format", "json")
    assert (good.exit_code, json.loads(good.stdout)) == (0, [])
    bad = banchi(tiny_catalog(tmp_path / "bad", length=BAD_NUMBER), "check", "--format", "json")
    (problem,) = json.loads(bad.stdout)
    assert bad.exit_code == 1
    assert (problem["path"], problem["line"], problem["level"]) == ("datasets/roads/length.csv", 2, "error")


def test_problems_of_descriptors_and_of_data_are_told_at_once(tmp_path: Path) -> None:
    done = banchi(tiny_catalog(tmp_path, length=BAD_NUMBER, dataset=UNKNOWN_THEME), "check")
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        "datasets/roads/dataset.yml",
        "datasets/roads/length.csv",
    ]


def test_a_path_narrows_the_check(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path, length=BAD_NUMBER)
    other = FILES["datasets/roads/dataset.yml"].replace("ความยาวถนน", "อื่น").replace("Length of roads", "Others")
    root.joinpath("datasets/others").mkdir()
    root.joinpath("datasets/others/dataset.yml").write_text(other, "utf-8")
    root.joinpath("datasets/others/length.csv").write_text(FILES["datasets/roads/length.csv"])
    assert banchi(root, "check", "datasets/others").exit_code == 0
    assert banchi(root / "datasets/others", "check", ".").exit_code == 0
    assert banchi(root, "check", "datasets/roads/length.csv").exit_code == 1
    assert banchi(root, "check", "datasets/others", "datasets/roads").exit_code == 1


def test_a_broken_catalog_file_is_told_whatever_was_asked_for(tmp_path: Path) -> None:
    done = banchi(tiny_catalog(tmp_path, catalog="title: [\n"), "check", "datasets/roads")
    assert done.exit_code == 1
    assert done.stdout.startswith("datasets/catalog.yml:")


def test_warnings_fail_only_in_strict_mode(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path, dataset=ONE_LANGUAGE)
    relaxed = banchi(root, "check")
    assert relaxed.exit_code == 0
    assert "warning[" in relaxed.stdout
    assert banchi(root, "check", "--strict").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [["chekc"], ["check", "nowhere"], ["check", "--lang", "xx"], ["build", "--no-such"], ["serve", "--port", "abc"]],
)
def test_wrong_use_is_exit_code_2_and_no_traceback(tmp_path: Path, arguments: list[str]) -> None:
    done = banchi(tiny_catalog(tmp_path), *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["check", "build", "serve"])
def test_outside_of_any_catalog_every_command_says_so(tmp_path: Path, command: str) -> None:
    done = banchi(tmp_path, command)
    assert done.exit_code == 2
    assert done.stderr.startswith("Error: there is no catalog here")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["check", "build", "serve"])
def test_the_help_of_each_command_shows_an_example(tmp_path: Path, command: str) -> None:
    done = banchi(tmp_path, command, "--help")
    assert done.exit_code == 0
    assert "Examples:" in done.stdout
    assert f"  banchi {command}" in done.stdout.partition("Examples:")[2]


def test_the_help_documents_the_exit_codes(tmp_path: Path) -> None:
    text = banchi(tmp_path, "--help").stdout
    assert all(line in text for line in ("0  fine", "1  problems in the catalog", "2  wrong use of the command"))


def test_a_terminal_is_told_how_far_long_work_is_and_how_it_ended(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "generator", "check", "--lang", "en"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        said = b""
        with suppress(OSError):  # Linux's way to say that the other end of a terminal is closed
            while piece := os.read(ours, 4096):
                said += piece
        assert process.stdout is not None
        assert process.stdout.read() == b"", "a report goes to standard output, and there is nothing to report"
    os.close(ours)
    assert b"roads" in said, "the dataset that is being read"
    assert said.decode().strip().splitlines()[-1].endswith("datasets checked: 1, no problems")


def test_a_build_is_silent_when_nobody_watches(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path)
    done = banchi(root, "build")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert root.joinpath("site/datasets/roads/index.html").is_file()
    assert sorted(entry.name for entry in root.iterdir()) == [".banchi", "datasets", "mkdocs.yml", "site"]


@pytest.mark.parametrize("changed", [{"length": BAD_NUMBER}, {"dataset": UNKNOWN_THEME}, {"catalog": "title: [\n"}])
def test_a_build_with_errors_tells_them_and_leaves_the_old_site(tmp_path: Path, changed: dict[str, str]) -> None:
    root = tiny_catalog(tmp_path, **changed)
    root.joinpath("site").mkdir()
    root.joinpath("site/index.html").write_text("old")
    done = banchi(root, "build")
    assert done.exit_code == 1
    assert "error[" in done.stderr
    assert "Traceback" not in done.stderr
    assert [file.read_text() for file in root.joinpath("site").iterdir()] == ["old"]
    assert sorted(entry.name for entry in root.iterdir()) == [".banchi", "datasets", "mkdocs.yml", "site"]


def test_a_strict_build_does_not_publish_a_site_with_warnings(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path, dataset=ONE_LANGUAGE)
    strict = banchi(root, "build", "--strict")
    assert strict.exit_code == 1
    assert "warning[missing-translation]" in strict.stderr
    assert not root.joinpath("site").exists()
    assert banchi(root, "build").exit_code == 0
    assert root.joinpath("site/index.html").is_file()


def test_the_site_goes_where_it_is_told(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path / "catalog")
    done = banchi(root, "build", "--site-dir", "../public", "--base-uri", "https://preview.example/7/")
    assert done.exit_code == 0
    page = tmp_path.joinpath("public/index.html").read_text("utf-8")
    assert 'rel="canonical" href="https://preview.example/7/"' in page


def test_a_folder_that_is_no_site_is_wrong_use(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path)
    done = banchi(root, "build", "--site-dir", "datasets")
    assert done.exit_code == 2
    assert "holds something that is no built site" in done.stderr
    assert root.joinpath("datasets/roads/dataset.yml").is_file()


def test_mkdocs_yml_without_the_plugin_is_told(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path, mkdocs="site_name: Tiny\ntheme: {name: material}\nplugins: []\n")
    done = banchi(root, "build")
    assert done.exit_code == 2
    assert "plugins: [banchi]" in done.stderr
    root.joinpath("mkdocs.yml").unlink()
    assert "mkdocs.yml" in banchi(root, "build").stderr


def test_a_taken_port_is_told_before_anything_is_built(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = banchi(root, "serve", "--port", port)
    assert done.exit_code == 2
    assert f"port {port} cannot be used" in done.stderr


@pytest.mark.parametrize(("name", "path"), [("index.md", "index.html"), ("robots.txt", "robots.txt")])
def test_a_keepers_file_where_a_generated_one_goes_is_told(tmp_path: Path, name: str, path: str) -> None:
    """A page or file of the keeper's own at an address that the site needs is wrong use, and nothing is published."""
    catalog = tiny_catalog(tmp_path)
    (catalog / "docs").mkdir()
    (catalog / "docs" / name).write_text("# Mine\n", "utf-8")
    done = banchi(catalog, "build")
    assert done.exit_code == 2
    assert f"'{path}'" in done.stderr
    assert not (catalog / "site").exists()


def test_the_readme_lists_every_command_with_options_that_it_has() -> None:
    """And every form in which it reports, in the order of its help."""
    readme = (ROOT / "README.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `banchi (\S+)(.*?)` \|", readme, flags=re.MULTILINE))
    assert rows.keys() == main.commands.keys()
    for name, usage in rows.items():
        options = {option: one for one in main.commands[name].params for option in one.opts}
        for option, told in re.findall(r"(--[a-z-]+)(?: ((?:[a-z]+\\\|)+[a-z]+))?", usage):
            assert option in options, f"banchi {name} {option}"
            choices = getattr(options[option].type, "choices", ())
            assert list(choices) == told.split("\\|") or not told, f"banchi {name} {option}"
