"""The real catalog after what happens to catalogs: names change, data are withdrawn or still to come, tables break.

In come the catalog's root and a folder, out comes the address of the preview of a changed copy. It must not know who
looks at it.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

PAGES = {
    "former": "datasets/egdi/",
    "withdrawn": "datasets/wef-networked-readiness-index/",
    "withdrawn-indicator": "indicators/wef-nri-rank/",
    "awaited": "datasets/imd-wdcr/",
    "awaited-whole": "datasets/game-industry-2023/",
    "awaited-calendar": "calendar/",
}
FAULTY = {
    "faulty": "datasets/gdp-per-capita/",
    "faulty-indicator": "indicators/gdp-per-capita-usd/",
    "faulty-notice": "about/",
}
CHANGES = {  # dataset -> what stands before what is added, and that
    "un-egdi": ("resources:\n", "former_names: [egdi]\n"),
    "wef-networked-readiness-index": (
        "resources:\n",
        "withdrawn:\n"
        "  date: 2026-11-20\n"
        "  reason: {th: WEF เลิกเผยแพร่ดัชนีนี้ใน พ.ศ. 2559, en: WEF stopped publishing this index in 2016.}\n"
        "  successor: network-readiness-index\n",
    ),
    "imd-wdcr": ("  path: scores.csv\n", "  release_at: {day}T09:00+07:00\n"),
    "game-industry-2023": ("resources:\n", "release_at: {day}T09:00+07:00\n"),
}


@contextmanager
def preview(root: Path, folder: Path) -> Iterator[str]:
    """A copy of the catalog in that folder, changed, and where its preview is."""
    for part in ("datasets", "site_templates"):
        shutil.copytree(root / part, folder / part)
    shutil.copy(root / "mkdocs.yml", folder)
    day = (date.today() + timedelta(days=90)).isoformat()
    for name, (place, added) in CHANGES.items():
        descriptor = folder / "datasets" / name / "dataset.yml"
        text = descriptor.read_text("utf-8")
        assert place in text, name
        descriptor.write_text(text.replace(place, added.replace("{day}", day) + place, 1), "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port)]
    told = {**os.environ, "PYTHONPATH": str(root), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, cwd=folder, env=told, stderr=subprocess.PIPE)
    assert process.stderr
    lines = []
    for line in process.stderr:
        lines.append(line.decode())
        if "Serving on" in lines[-1]:
            break
    assert process.poll() is None, "".join(lines)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def broken(folder: Path) -> None:
    """In one table, a word where a number belongs, a year twice and an area that nobody knows."""
    table = folder / "datasets" / "gdp-per-capita" / "gdp-per-capita.csv"
    lines = table.read_text("utf-8").splitlines()
    table.write_text("\n".join([*lines, "THA,2024x,abc,1", "XYZ,2024,1,1", lines[-1], ""]), "utf-8")
