"""A catalog in a Git repository, and a change to it as a pull request may hold: three figures revised, a row dropped, a
field renamed that an indicator reads, a citizen's number added, and the address of a source broken."""

from __future__ import annotations

from pathlib import Path

from tests.committed import Repo
from tests.tiny import FILES

ID = "1234567890121"  # made up: its last digit is the right one for the others

INDICATOR = """\
indicators:
- name: {name}
  title: {{th: {th}, en: {en}}}
  definition: {{th: ตัวเลขตัวอย่าง, en: Made-up figures.}}
  kind: count
  direction: higher-is-better
  resource: {resource}
  value: {value}
  time: year
"""

ROADS = FILES["datasets/roads/dataset.yml"] + INDICATOR.format(
    name="road-length", th="ความยาวถนน", en="Length of all roads", resource="length", value="length"
)
LENGTHS = {year: 1000 + 13 * (year - 2010) for year in range(2010, 2026)}

COURSES = (
    FILES["datasets/roads/dataset.yml"]
    .replace("ความยาวถนน", "ผู้เรียนหลักสูตร")
    .replace("Length of roads", "Learners of courses")
    .replace("https://roads.example/book", "https://courses.example/report")
    .replace("    - {name: length, type: integer, title: {th: ความยาว, en: Length}, unit: km}\n", "")
    .replace("name: length\n  path: length.csv", "name: learners\n  path: learners.csv")
    .replace(
        "    primaryKey",
        "    - {name: people, type: integer, title: {th: ผู้เรียน, en: Learners}}\n"
        "    - {name: remark, type: string, title: {th: หมายเหตุ, en: Remark}}\n    primaryKey",
    )
) + INDICATOR.format(name="learners", th="ผู้เรียนหลักสูตร", en="Learners", resource="learners", value="people")
LEARNERS = "year,people,remark\n2023,310,\n2024,355,\n2025,402,หลักสูตรใหม่\n"


def published(folder: Path) -> Repo:
    """The catalog before the change, committed on `main`."""
    repo = Repo(folder)
    repo.write("roads/dataset.yml", ROADS)
    repo.write("roads/length.csv", table(LENGTHS))
    repo.write("courses/dataset.yml", COURSES)
    repo.write("courses/learners.csv", LEARNERS)
    repo.write("../.gitignore", "site/\n.banchi/\n")
    repo.commit("Begin")
    return repo


def propose(repo: Repo) -> str:
    """The name of the commit of the change, on a branch of its own."""
    repo.git("switch", "--quiet", "--create", "proposal")
    revised = {**LENGTHS, 2020: 1131, 2021: 1144, 2022: 1157}
    del revised[2010]
    repo.write("roads/length.csv", table(revised))
    repo.write("courses/learners.csv", LEARNERS.replace("people", "learners").replace("355,", f"355,{ID}"))
    repo.replace("courses/dataset.yml", "{name: people,", "{name: learners,")
    repo.replace("courses/dataset.yml", "https://courses.example/report", "https://courses.example/reprot")
    return repo.commit("Revise the lengths of roads")


def table(lengths: dict[int, int]) -> str:
    return "year,length\n" + "".join(f"{year},{length}\n" for year, length in lengths.items())
