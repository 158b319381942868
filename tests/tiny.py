"""The smallest catalog that builds: one organization, one dataset, one table. For tests of the doors."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli import main

ROOT = Path(__file__).parent.parent  # the real catalog, which goes on changing
DAY = "1795651200"  # 2026-11-26, on which none of the catalogs made for tests is overdue
MKDOCS = "site_name: Tiny\ntheme: {name: material}\nplugins: [banchi]\n"

FILES = {
    "mkdocs.yml": MKDOCS,
    "datasets/catalog.yml": """\
title: {th: บัญชีเล็ก, en: Tiny catalog}
description: {th: ตัวอย่าง, en: An example}
publisher: office
languages: [th, en]
base_uri: https://tiny.example/
contact: {name: {th: สำนักงาน, en: Office}, email: office@tiny.example}
""",
    "datasets/organizations.yml": "office: {title: {th: สำนักงาน, en: Office}}\n",
    "datasets/themes.yml": "roads: {title: {th: ถนน, en: Roads}, description: {th: ถนน, en: Ways}}\n",
    "datasets/licenses.yml": """\
cc0-1.0:
  title: {th: ซีซีศูนย์, en: CC0 1.0}
  description: {th: ใช้ได้ทุกอย่าง, en: Do as you like.}
  url: https://creativecommons.org/publicdomain/zero/1.0/
  gdc: Open Data Common
  open: true
  attribution: false
  commercial: true
  derivatives: true
""",
    "datasets/units.yml": "km: {title: {th: กิโลเมตร, en: kilometres}}\n",
    "datasets/areas.yml": "THA: {title: {th: ไทย, en: Thailand}, kind: country}\n",
    "datasets/roads/dataset.yml": """\
title: {th: ความยาวถนน, en: Length of roads}
description: {th: ความยาวของถนนแต่ละปี, en: How long the roads were in each year.}
organization: office
themes: [roads]
keywords: {th: [ถนน], en: [roads]}
license: cc0-1.0
contact: {name: {th: สำนักงาน, en: Office}, email: office@tiny.example}
sources: [{title: {th: สมุดถนน, en: Road book}, path: https://roads.example/book, accessed: 2026-01-02}]
data_type: statistics
objectives: [international-indicator]
update_frequency: {unit: year, interval: 1}
geo_coverage: country
storage_formats: [csv]
governance_category: public
created: 2026-01-02
modified: 2026-01-02
resources:
- name: length
  path: length.csv
  title: {th: ความยาว, en: Length}
  schema:
    fields:
    - {name: year, type: year, title: {th: ปี, en: Year}, constraints: {required: true}}
    - {name: length, type: integer, title: {th: ความยาว, en: Length}, unit: km}
    primaryKey: [year]
""",
    "datasets/roads/length.csv": "year,length\n2024,10\n2025,12\n",
}


def tiny_catalog(folder: Path, **changed: str) -> Path:
    """Write the catalog; `changed` replaces whole files by the last part of their name (`catalog=…`, `length=…`)."""
    for path, text in FILES.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(changed.get(file.stem, text), "utf-8")
    return folder


def banchi(folder: Path, *arguments: str, typed: str = "", **environment: str) -> Result:
    """Run a command in that folder, as a script would: no terminal, the locale of nobody. Bugs are raised.

    `typed` is what somebody types where the command asks.
    """
    nobody = {name: None for name in os.environ if name.startswith(("LC_", "LANG", "BANCHI_"))}
    day = {} if folder == ROOT else {"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", DAY)}
    with chdir(folder):
        done = CliRunner().invoke(
            main, arguments, input=typed or None, env={**nobody, "BANCHI_LANG": None, **day, **environment}
        )
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def banchi_process(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own: another hash seed, another start."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
