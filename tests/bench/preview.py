"""How soon a change is on its page in `banchi serve`. In come numbers of datasets and rounds, out goes a table.

The clock runs from the writing of a file to the answer that holds what was written; the page is asked for again as soon
as the preview says that it is new, as a browser's live reload does. It must not know how the preview works.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from tests.bench import synthetic
from tests.bench.report import table
from tests.bench.scenarios import ENVIRONMENT, REAL

PATIENCE = 60  # seconds after which a change is given up
EPOCH = re.compile(r"livereload\((\d+), (\d+)\)")


def measured(folder: Path, datasets: int, rounds: int, say: Callable[[str], None]) -> str:
    """Seconds from a change to its page: of a cell, of a title, of an error and of its mending."""
    say(f"writing {datasets} datasets")
    synthetic.write_catalog(REAL, folder, datasets)
    tables = sorted((folder / "datasets").glob(f"*/{synthetic.TABLE}.csv"))
    place = tables[len(tables) // 2].parent
    times: dict[str, list[float]] = {}
    with _preview(folder, say) as address:
        page = f"{address}/en/datasets/{place.name}/"
        for number in range(1, rounds + 1):
            for kind, change in CHANGES.items():
                times.setdefault(kind, []).append(_seconds(page, lambda: change(place, number)))  # noqa: B023
                say(f"{kind}: {times[kind][-1]:.2f} s")
    rows = [(kind, str(len(s)), f"{median(s):.2f}", f"{min(s):.2f}–{max(s):.2f}") for kind, s in times.items()]
    return table((f"preview of {datasets} datasets", "changes", "s to the page", "from–to"), rows)


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
    return _rewritten(place, "no-such-", "", f"<h1>Renamed {number}")


CHANGES: dict[str, Callable[[Path, int], str]] = {
    "a cell": _cell,
    "a title": _title,
    "an error, told on the page": _error,
    "the error mended": _mended,
}


def _rewritten(place: Path, pattern: str, new: str, shown: str) -> str:
    file = place / "dataset.yml"
    text, count = re.subn(pattern, new, file.read_text("utf-8"))
    assert count == 1
    file.write_text(text, "utf-8")
    return shown


def _seconds(page: str, change: Callable[[], str]) -> float:
    shown = _text(page)
    begun = EPOCH.search(shown)
    assert begun is not None
    start = time.monotonic()
    wanted = change()
    question = f"{'/'.join(page.split('/')[:3])}/livereload/{begun[1]}/{begun[2]}"
    while time.monotonic() - start < PATIENCE:
        if int(_text(question)) > int(begun[1]) and wanted in _text(page):
            return time.monotonic() - start
    raise TimeoutError(f"{wanted!r} is not on {page}")


def _text(address: str) -> str:
    with urlopen(address, timeout=PATIENCE) as answer:
        return str(answer.read().decode())


@contextmanager
def _preview(folder: Path, say: Callable[[str], None]) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port)]
    environment = {**os.environ, **ENVIRONMENT, "PYTHONUNBUFFERED": "1"}
    say("first build")
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    try:
        said = []
        for line in process.stderr:
            said.append(line)
            if b"Serving on" in line:
                break
        assert process.poll() is None, b"".join(said).decode()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
