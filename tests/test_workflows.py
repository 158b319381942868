"""The workflows of code hosts: safe for changes that strangers propose, and made of commands that anyone can run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.problems import languages
from tests.committed import ALONE, AUTHOR, COMMITTER, Repo
from tests.proposal import propose, published
from tests.tiny import banchi

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
WORKFLOWS = {file.stem: file for file in sorted((ROOT / ".github/workflows").glob("*.yml"))}
FORMS = [f".github/ISSUE_TEMPLATE/{name}.yml" for name in ("correct-a-figure", "propose-a-dataset")]
SETTING_UP = re.compile(r"make (install|setup)|\.ci/|.*-m pytest|make weekly")  # the network, or all tests
HEAD = "0123456789abcdef0123456789abcdef01234567"


def read(name: str) -> dict[Any, Any]:
    found = yaml.safe_load(WORKFLOWS[name].read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in read(name)["jobs"].values() for step in job["steps"]]


def triggers(name: str) -> dict[str, Any]:
    return dict(read(name)[True])  # YAML 1.1 reads `on` so


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_by_commit_and_say_their_version(name: str) -> None:
    used = re.findall(r"uses: (.*)", WORKFLOWS[name].read_text("utf-8"))
    assert used and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in used), used


def test_an_action_is_pinned_at_one_commit_everywhere() -> None:
    text = "\n".join(file.read_text("utf-8") for file in WORKFLOWS.values())
    pins = dict(re.findall(r"uses: (\S+)@(.*)", text))
    assert all(
        f"{action}@{pin}" in text and text.count(f"{action}@") == text.count(f"{action}@{pin}")
        for action, pin in pins.items()
    )


@pytest.mark.parametrize("name", WORKFLOWS)
def test_nothing_is_allowed_that_is_not_named(name: str) -> None:
    workflow = read(name)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert "permissions" in job and "timeout-minutes" in job


def test_what_runs_a_strangers_code_may_only_read_and_knows_no_secret() -> None:
    proposed = [name for name in WORKFLOWS if "pull_request" in triggers(name)]
    assert sorted(proposed) == ["checks", "tests"]
    assert not any("pull_request_target" in triggers(name) for name in WORKFLOWS)
    for name in proposed:
        assert all(job["permissions"] == {"contents": "read"} for job in read(name)["jobs"].values())
        text = WORKFLOWS[name].read_text("utf-8")
        assert "secrets" not in text and "github.token" not in text and "actions/cache" not in text


def test_what_may_write_runs_only_what_is_on_the_default_branch() -> None:
    (job,) = read("comment")["jobs"].values()
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    checkout, download, post = job["steps"]
    assert set(checkout["with"]) == {"persist-credentials", "sparse-checkout"}, "no ref: the default branch"
    assert download["with"]["path"].startswith("${{ runner.temp }}"), "what was said never lies among what is run"
    assert post["run"] == '.ci/github comment "$RUNNER_TEMP/said/comment.md"'


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_command_is_put_together_from_what_a_stranger_wrote(name: str) -> None:
    assert not [step["run"] for step in steps(name) if "${{" in step.get("run", "")]
    for step in steps(name):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def step_with(name: str, said: str) -> dict[str, Any]:
    (found,) = (step for step in steps(name) if said in f"{step.get('run', '')} {step.get('uses', '')}")
    return found


def test_what_is_compared_with_history_has_all_of_it() -> None:
    """The state before a change for its comment, and all states for feeds."""
    for name in ("checks", "publish"):
        assert step_with(name, "actions/checkout@")["with"]["fetch-depth"] == 0
    assert yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))["variables"]["GIT_DEPTH"] == "0"


def test_the_comment_is_made_and_put_up_whatever_was_found_before() -> None:
    told = [step for step in steps("checks") if "if" in step]
    assert {step["if"] for step in told} == {"${{ !cancelled() }}"}
    (first, *_, last) = (at for at, step in enumerate(steps("checks")) if step in told)
    assert first == steps("checks").index(step_with("checks", "banchi check")) + 1
    assert steps("checks")[last]["with"]["name"] == "comment" and last - first + 1 == len(told)
    jobs = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
    script = jobs["checks"]["script"]
    asked = [line for line in script if line.startswith(".venv/bin/banchi") and "build" not in line]
    assert all("|| failed=1" in line for line in asked) and len(asked) == 4
    assert script.index('test -z "$failed"') == 1 + len(asked), "red before a site is built"
    assert jobs["checks"]["artifacts"]["when"] == jobs["weekly"]["artifacts"]["when"] == "always"


def test_what_one_job_puts_up_another_finds() -> None:
    ran = read("comment")
    assert triggers("comment")["workflow_run"] == {"workflows": [read("checks")["name"]], "types": ["completed"]}
    of = "github.event.workflow_run"
    assert ran["jobs"]["post"]["if"] == f"${{{{ {of}.event == 'pull_request' && {of}.conclusion != 'cancelled' }}}}"
    assert ran["concurrency"]["cancel-in-progress"] is False, "a comment that is half posted is posted to its end"
    for source, target, file in (("checks", "comment", "comment.md"), ("weekly", "weekly", "weekly.md")):
        (put,) = (
            step["with"]
            for step in steps(source)
            if "upload-artifact" in step.get("uses", "") and step["with"]["name"] == target
        )
        taken = step_with(target, "actions/download-artifact@")["with"]
        assert (put["path"], taken["name"], taken["path"]) == (file, target, "${{ runner.temp }}/said")
        assert step_with(target, ".ci/github")["run"].endswith(f'"$RUNNER_TEMP/said/{file}"')
    checkouts = (s["with"] for n in ("comment", "weekly") for s in steps(n) if "checkout@" in s.get("uses", ""))
    assert [with_.get("sparse-checkout") for with_ in checkouts] == [".ci", None, ".ci"], "where .ci/github lies"
    assert step_with("comment", "actions/download-artifact@")["with"]["run-id"] == f"${{{{ {of}.id }}}}"
    assert step_with("comment", ".ci/github")["env"]["HEAD_SHA"] == f"${{{{ {of}.head_sha }}}}"


def test_who_writes_waits_for_who_reads_and_may_do_nothing_else() -> None:
    weekly, publish = read("weekly")["jobs"], read("publish")["jobs"]
    assert (weekly["tell"]["needs"], publish["deploy"]["needs"]) == ("look", "build")
    assert weekly["look"]["permissions"] == publish["build"]["permissions"] == {"contents": "read"}
    assert weekly["tell"]["permissions"] == {"contents": "read", "issues": "write"}
    assert publish["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


@pytest.mark.parametrize("file", [*WORKFLOWS.values(), ROOT / ".gitlab-ci.yml"], ids=lambda file: file.stem)
def test_reports_are_asked_for_in_a_language_that_there_is(file: Path) -> None:
    """In another one they would be in that of the machine, without a word."""
    assert set(re.findall(r"BANCHI_LANG: (\w+)", file.read_text("utf-8"))) <= set(languages())


def test_only_what_was_merged_is_published_with_the_memory_of_the_build_before() -> None:
    assert triggers("publish")["push"] == {"branches": ["main"]} and "pull_request" not in triggers("publish")
    assert step_with("publish", "actions/cache@")["with"]["path"] == ".banchi"
    assert step_with("publish", "actions/upload-pages-artifact@")["with"]["path"] == "site"


def test_linters_of_workflows_find_nothing() -> None:
    files = [str(file) for file in WORKFLOWS.values()]
    for command in (
        ["zizmor", "--offline", "--no-progress", "--persona", "regular", *files],
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files],
        ["check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", *FORMS],
        ["check-jsonschema", "--builtin-schema", "vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"],
        ["check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", ".gitlab-ci.yml"],
    ):
        done = subprocess.run(
            [str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """A small catalog beside the project's commands, with a change merged as a code host merges it to try it."""
    if not (BIN.parent / ".site-stamp").exists():
        pytest.skip("make setup has not been run: its commands would install something")
    repo = published(tmp_path_factory.mktemp("host") / "repo")
    banchi(repo.root, "fmt")
    shutil.copytree(ROOT / ".ci", repo.folder / ".ci")
    for name in ("Makefile", "pyproject.toml", "requirements.txt", "tests/weights.py"):
        (repo.folder / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / name, repo.folder / name)
        os.utime(repo.folder / name, (0, 0))  # older than what is installed: nothing is installed again
    (repo.folder / ".venv").symlink_to(BIN.parent)
    repo.write("../.gitignore", "/site/\n/.banchi/\n/.venv\n/comment.md\n/summary\n/weekly.md\n")
    repo.commit("Settle")
    return repo


def run_all(repo: Repo, name: str) -> dict[str, int]:
    """The exit codes of the workflow's commands, by command, without those that set up."""
    own = {**os.environ, **AUTHOR, **COMMITTER, **ALONE, "GITHUB_STEP_SUMMARY": str(repo.folder / "summary")}
    codes = {}
    for command in [step["run"] for step in steps(name) if "run" in step and not SETTING_UP.match(step["run"])]:
        done = subprocess.run(["bash", "-eo", "pipefail", "-c", command], cwd=repo.folder, env=own, capture_output=True)
        codes[command.partition("  #")[0]] = done.returncode
    return codes


def test_the_commands_of_the_checks_pass_a_good_change_and_stop_a_bad_one(checkout: Repo) -> None:
    checkout.replace("courses/learners.csv", "2023,310,", "2023,311,")
    checkout.commit("Revise a figure")
    good = run_all(checkout, "checks")
    assert set(good.values()) == {0} and len(good) == 6, good
    assert "2023,311" not in (checkout.folder / "comment.md").read_text("utf-8")
    assert "`310` → `311`" in (checkout.folder / "comment.md").read_text("utf-8")
    assert "| `/datasets/*/` | 4 |" in (checkout.folder / "summary").read_text("utf-8")
    propose(checkout)
    checkout.git("switch", "--quiet", "main")
    checkout.git("merge", "--quiet", "--no-ff", "--message", "Try it", "proposal")
    bad = run_all(checkout, "checks")
    assert [command for command, code in bad.items() if code] == [
        ".venv/bin/banchi check --format github",
        ".venv/bin/banchi owners --check",
        ".venv/bin/banchi review HEAD^1 --links --output comment.md",
        ".venv/bin/banchi build --strict",
    ]
    assert "🛑" in (checkout.folder / "comment.md").read_text("utf-8")
    checkout.git("reset", "--quiet", "--hard", "HEAD^1")


def test_the_commands_of_publishing_make_the_site(checkout: Repo) -> None:
    assert run_all(checkout, "publish") == {"make build": 0}
    assert (checkout.folder / "site/index.html").is_file()


def test_the_weekly_run_tells_what_is_overdue_and_broken_and_is_silent_when_nothing_is(checkout: Repo) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Shop) as shop:
        threading.Thread(target=shop.serve_forever).start()
        here = f"http://127.0.0.1:{shop.server_port}"
        files = [
            checkout.folder / "datasets" / name for name in ("roads/dataset.yml", "courses/dataset.yml", "licenses.yml")
        ]
        before = {file: file.read_text("utf-8") for file in files}
        for file, text in before.items():
            file.write_text(re.sub(r"https://[a-z.]+\.(?:example|org)", here, text), "utf-8")
        fine = weekly(checkout, "1780000000")  # 2026-05-28
        files[0].write_text(files[0].read_text("utf-8").replace("/book", "/gone"), "utf-8")
        bad = weekly(checkout, "1880000000")  # 2029-07-29
        for file, text in before.items():
            file.write_text(text, "utf-8")
        shop.shutdown()
    assert fine == ""
    assert bad.count("🕒 `datasets/") == 2 and bad.count("⚠️ `datasets/roads/dataset.yml`") == 1
    assert "/gone" in bad


def weekly(repo: Repo, epoch: str) -> str:
    own = {**os.environ, **ALONE, "SOURCE_DATE_EPOCH": epoch, "BANCHI_LANG": "en"}
    options = "LINKS=--allow-private --pause 0"
    done = subprocess.run(["make", "weekly", options], cwd=repo.folder, env=own, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return (repo.folder / "weekly.md").read_text("utf-8")


class Shop(BaseHTTPRequestHandler):
    """A host that has every page but one."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self.send_response(404 if self.path in ("/gone", "/robots.txt") else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 - names of the base


class Host(BaseHTTPRequestHandler):
    """As much of GitHub's REST API as is asked of it."""

    server: Board

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _answer(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(size)) if size else None
        path = self.path.removeprefix("/repos/o/r/").partition("?")[0]
        found = self.server.act(self.command, path, body, page="page=2" in self.path)
        sent = json.dumps(found).encode()
        self.send_response(200 if self.headers["Authorization"] == "Bearer token" else 401)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    do_GET = do_POST = do_PATCH = _answer  # noqa: N815 - names of the base


class Board(ThreadingHTTPServer):
    """Pull requests 7 (of another head) and 8, their comments, and issues."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Host)
        person = {"id": 1, "user": {"type": "User"}, "body": "<!-- banchi review -->\n\nmine", "number": 8}
        self.comments: list[dict[str, Any]] = [person]
        self.issues: list[dict[str, Any]] = []

    def act(self, method: str, path: str, body: Any, *, page: bool) -> Any:
        if method == "GET" and page:
            return []
        if path == "pulls":
            return [{"number": 7, "head": {"sha": "f" * 40}}, {"number": 8, "head": {"sha": HEAD}}]
        held = self.comments if "comments" in path else self.issues
        if method == "GET":
            return [one for one in held if one.get("state", "open") == "open"]
        if method == "POST":
            number = int(path.split("/")[1]) if "comments" in path else len(held) + 1
            held.append({"id": len(held) + 1, "number": number, "user": {"type": "Bot"}, **body})
            return held[-1]
        (changed,) = [one for one in held if str(one["id"]) == path.rpartition("/")[2]]
        changed.update(body)
        return changed


@pytest.fixture
def host() -> Iterator[Board]:
    with Board() as board:
        thread = threading.Thread(target=board.serve_forever)
        thread.start()
        yield board
        board.shutdown()
        thread.join()


def post(host: Board, *arguments: str, head: str = HEAD) -> subprocess.CompletedProcess[str]:
    api = f"http://127.0.0.1:{host.server_port}"
    own = {"GITHUB_API_URL": api, "GITHUB_REPOSITORY": "o/r", "GITHUB_TOKEN": "token", "HEAD_SHA": head}
    command = [sys.executable, str(ROOT / ".ci/github"), *arguments]
    return subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, check=False)


def test_one_comment_is_posted_and_kept_up_to_date(host: Board, tmp_path: Path) -> None:
    for text in ("<!-- banchi review -->\n\nfirst", "<!-- banchi review -->\n\nsecond " + "x" * 70_000):
        (tmp_path / "comment.md").write_text(text, "utf-8")
        assert post(host, "comment", str(tmp_path / "comment.md")).returncode == 0
    mine, ours = host.comments
    assert mine["body"].endswith("mine"), "what a person quotes is theirs"
    assert ours["number"] == 8 and ours["body"].startswith("<!-- banchi review -->\n\nsecond x")
    assert len(ours["body"]) <= 65_536


def test_no_other_pull_request_can_be_meant_and_no_secret_file_is_posted(host: Board, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / "secret")
    assert post(host, "comment", str(tmp_path / "link.md")).returncode == 1
    assert post(host, "comment", str(tmp_path / "secret"), head="0" * 40).returncode == 0
    assert post(host, "comment", str(tmp_path / "secret"), head="main?x=").returncode == 1
    assert len(host.comments) == 1


def test_one_issue_is_opened_mended_and_closed(host: Board, tmp_path: Path) -> None:
    for text in ("", "one", "two", "", "three"):
        (tmp_path / "weekly.md").write_text(text, "utf-8")
        assert post(host, "issue", str(tmp_path / "weekly.md")).returncode == 0
    first, second = host.issues
    assert (first["state"], first["body"].endswith("two")) == ("closed", True)
    assert "state" not in second and second["body"].endswith("three")
