"""Examples of the developers' page, copied from the built page and run as they stand, where the interpreter exists."""

from __future__ import annotations

import csv
import functools
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.museum import CASES
from tests.tiny import MKDOCS, banchi

INDICATOR = "users-yearly"  # the first that the catalog features
INTERPRETERS: dict[str, tuple[str, Sequence[str]]] = {  # how an example begins -> program, arguments before its text
    "curl": ("sh", ("-c",)),
    "import json": (sys.executable, ("-c",)),
    "const answer": ("node", ("--input-type=module", "--eval")),
    "values <-": ("Rscript", ("--vanilla", "-e")),
}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@dataclass(frozen=True)
class Served:
    site: Path
    address: str

    def example(self, page: str, start: str) -> str:
        html = BeautifulSoup(self.site.joinpath(page).read_text("utf-8"), "html.parser")
        (found,) = (code.get_text() for code in html.select("pre code") if code.get_text().startswith(start))
        return found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("snippets")
    shutil.copytree(CASES / "good" / "indicators" / "datasets", root / "datasets")
    (root / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=root / "site"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    done = banchi(root, "build", "--jobs", "1", "--no-cache", "--base-uri", address)
    assert done.exit_code == 0, done.stderr
    yield Served(root / "site", address)
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("page", ["developers/index.html", "en/developers/index.html"])
@pytest.mark.parametrize("start", INTERPRETERS)
def test_the_example_runs_as_it_stands(served: Served, tmp_path: Path, page: str, start: str) -> None:
    program, arguments = INTERPRETERS[start]
    text = served.example(page, start)
    if shutil.which(program) is None or (start == "curl" and shutil.which("curl") is None):
        pytest.skip(f"no {program} here")
    done = subprocess.run([program, *arguments, text], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    with served.site.joinpath(f"api/indicators/{INDICATOR}.csv").open(encoding="utf-8", newline="") as stream:
        last = list(csv.reader(stream))[-1]
    if start == "curl":
        assert (tmp_path / f"{INDICATOR}.csv").read_bytes() == (
            served.site / f"api/indicators/{INDICATOR}.csv"
        ).read_bytes()
    else:
        assert all(cell in done.stdout for cell in last)


@pytest.mark.parametrize("page", ["developers/index.html", "en/developers/index.html"])
def test_the_query_for_excel_names_keys_that_there_are(served: Served, page: str) -> None:
    query = served.example(page, "let")
    address = query.split('"')[1]
    assert address.startswith(served.address)
    told = json.loads(served.site.joinpath(address.removeprefix(served.address)).read_text("utf-8"))
    assert {"observations", "columns"} <= told.keys() and "Source[observations], Source[columns]" in query
    assert all(len(row) == len(told["columns"]) for row in told["observations"])


def test_no_hole_of_a_guide_stays_empty(served: Served) -> None:
    for page in served.site.rglob("index.html"):
        assert "{{ banchi." not in page.read_text("utf-8"), page
