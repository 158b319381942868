"""How soon a change is on its page in `banchi serve`, and how soon Ctrl-C ends it. In come numbers of datasets and
rounds, out goes a table.

The clock runs from the writing of a file to the answer that holds what was written; the page is asked for again as soon
as the preview says that it is new, as a browser's live reload does. It must not know how the preview works.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.bench import synthetic
from tests.bench.report import table
from tests.bench.scenarios import ENVIRONMENT, REAL

PATIENCE = 180  # seconds after which a change, or an end, is given up
EPOCH = re.compile(r"livereload\((\d+), (\d+)\)")
NEW = "newly-made"

Say = Callable[[str], None]


def measured(folder: Path, datasets: int, rounds: int, say: Say) -> str:
    """Seconds from each kind of change to its page, while nothing else is done and right after the change of a title,
    when lists are still being made; and from Ctrl-C to the end."""
    say(f"writing {datasets} datasets")
    synthetic.write_catalog(REAL, folder, datasets)
    tables = sorted((folder / "datasets").glob(f"*/{synthetic.TABLE}.csv"))
    found = _Measured(tables[len(tables) // 2].parent, say)
    with _preview(folder, say) as (address, _):
        for number in range(1, rounds + 1):
            found.round(address, number)
    for number in range(1, rounds + 1):
        with _preview(folder, say) as (_, process):
            found.add("Ctrl-C while nothing is done", _ended(process))
        with _preview(folder, say) as (address, process):
            found.change(address, "a title", 1000 + number)
            found.add("Ctrl-C while lists are made", _ended(process))
        begun = _begun(folder)
        time.sleep(1 + number)
        found.add("Ctrl-C in the first build", _ended(begun))
    rows = [(kind, str(len(s)), f"{median(s):.2f}", f"{min(s):.2f}–{max(s):.2f}") for kind, s in found.times.items()]
    return table((f"preview of {datasets} datasets", "times", "s", "from–to"), rows)


@dataclass
class _Measured:
    """`place` is the folder of the dataset that is changed."""

    place: Path
    say: Say
    times: dict[str, list[float]] = field(default_factory=dict)

    def round(self, address: str, number: int) -> None:
        """Every change twice. A list is answered once all of the change before is done."""
        for kind in CHANGES:
            _text(f"{address}/en/datasets/")
            self.add(kind, self.change(address, kind, number))
        for kind in CHANGES:
            _text(f"{address}/en/datasets/")
            if kind not in AFTER_EACH_OTHER:
                self.change(address, "a title", 100 * number + len(self.times))
            self.add(f"{kind}, in the midst", self.change(address, kind, 10 * number))
        _text(f"{address}/en/datasets/")

    def add(self, kind: str, seconds: float) -> None:
        self.times.setdefault(kind, []).append(seconds)
        self.say(f"{kind}: {seconds:.2f} s")

    def change(self, address: str, kind: str, number: int) -> float:
        """Seconds until the page has what is to be seen."""
        change, name = CHANGES[kind]
        begun = EPOCH.search(_text(f"{address}/en/datasets/{self.place.name}/"))
        assert begun is not None
        start = time.monotonic()
        wanted = change(self.place, number)
        page, question = (
            f"{address}/en/datasets/{name or self.place.name}/",
            f"{address}/livereload/{begun[1]}/{begun[2]}",
        )
        while time.monotonic() - start < PATIENCE:
            if int(_text(question)) > int(begun[1]) and wanted in _text(page):
                return time.monotonic() - start
        raise TimeoutError(f"{wanted!r} is not on {page}")


def _cell(place: Path, number: int) -> str:
    file = place / f"{synthetic.TABLE}.csv"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    cells = lines[1].split(",")
    cells[3] = f"{70_000 + number}.5"
    lines[1] = ",".join(cells)
    file.write_text("".join(lines), "utf-8")
    return f"{70_000 + number:,}.5"


def _title(place: Path, number: int) -> str:
    return _rewritten(
        place, r"(?m)^(title:\n(?:  .*\n)*?  en: ).*$", rf"\g<1>Renamed {number}", f"<h1>Renamed {number}"
    )


def _error(place: Path, number: int) -> str:
    return _rewritten(place, "(?m)^license: ", "license: no-such-", "unknown-reference")


def _mended(place: Path, number: int) -> str:
    return _rewritten(place, "no-such-", "", "<h1>Renamed ")


def _new(place: Path, number: int) -> str:
    shutil.copytree(place, place.with_name(NEW))
    return "<h1>Renamed "


def _gone(place: Path, number: int) -> str:
    shutil.rmtree(place.with_name(NEW))
    return NOT_FOUND


NOT_FOUND = "HTTP 404"
CHANGES: dict[str, tuple[Callable[[Path, int], str], str]] = {  # with the dataset to look at, if it is another one
    "a cell": (_cell, ""),
    "a title": (_title, ""),
    "an error, told on the page": (_error, ""),
    "the error mended": (_mended, ""),
    "a new dataset": (_new, NEW),
    "the dataset removed": (_gone, NEW),
}
AFTER_EACH_OTHER = ("the error mended", "the dataset removed")  # in the midst of what the change before them began


def _rewritten(place: Path, pattern: str, new: str, shown: str) -> str:
    file = place / "dataset.yml"
    text, count = re.subn(pattern, new, file.read_text("utf-8"))
    assert count == 1
    file.write_text(text, "utf-8")
    return shown


def _text(address: str) -> str:
    try:
        with urlopen(address, timeout=PATIENCE) as answer:
            return str(answer.read().decode())
    except HTTPError as error:
        return f"HTTP {error.code}"


@contextmanager
def _preview(folder: Path, say: Say) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    say("first build")
    process = _begun(folder)
    assert process.stderr is not None
    try:
        said = []
        for line in process.stderr:
            said.append(line)
            if b"Serving on" in line:
                break
        assert process.poll() is None, b"".join(said).decode()
        yield f"http://127.0.0.1:{process.args[-1]}", process  # type: ignore[index]
    finally:
        _ended(process)


def _begun(folder: Path) -> subprocess.Popen[bytes]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port)]
    environment = {**os.environ, **ENVIRONMENT, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _ended(process: subprocess.Popen[bytes]) -> float:
    """Seconds from Ctrl-C to the end of the process."""
    start = time.monotonic()
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
    return time.monotonic() - start
