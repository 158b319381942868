"""Every figure of every indicator, as a reader finds it in the text of its page, is the one in the data.

The oracle is read with `csv` and `yaml` alone (`test_facts` holds those files to what the sources print); the pages are
those of a built site, Thai and English, and nothing but their text is looked at.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.tiny import banchi

ROOT = Path(__file__).parent.parent
DATASETS = ROOT / "datasets"
MONTHS = {
    "th": (
        *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
        *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
QUARTERS = {"Q1": "first", "Q2": "second", "Q3": "third", "Q4": "fourth"}
NOTHING = "–"
TRILLION = 10**6  # million baht in a trillion


@cache
def read_yaml(path: Path):
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


@dataclass(frozen=True)
class Figure:
    """One value of the data: where it stands and how much it is. `category` is empty for the whole."""

    area: str
    parts: tuple[str, ...]
    category: tuple[str, ...]
    value: Decimal


def indicators() -> Iterator[tuple[str, dict, Path]]:
    for path in sorted(DATASETS.glob("**/dataset.yml")):
        for indicator in read_yaml(path).get("indicators", ()):
            yield indicator["name"], indicator, path


ALL = {name: (indicator, path) for name, indicator, path in indicators()}


def figures(indicator: dict, path: Path) -> list[Figure]:
    """Its rows that have a value, from the file itself."""
    [resource] = [r for r in read_yaml(path)["resources"] if r["name"] == indicator["resource"]]
    times = indicator["time"] if isinstance(indicator["time"], list) else [indicator["time"]]
    dimensions = indicator.get("dimensions", [])
    found = []
    with (path.parent / resource["path"]).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if all(row[key] == value for key, value in indicator.get("where", {}).items()) and row[indicator["value"]]:
                whole = [d.get("total", "") for d in dimensions]
                cells = [row[d["field"]] for d in dimensions]
                category = () if cells == whole else tuple(c for c, w in zip(cells, whole, strict=True) if c != w)
                area = row[indicator["area"]] if "area" in indicator else indicator.get("focus", "THA")
                parts = tuple(row[t] for t in times if row[t])
                found.append(Figure(area, parts, category, Decimal(row[indicator["value"]])))
    return found


def unit_of(indicator: dict, path: Path) -> str:
    [resource] = [r for r in read_yaml(path)["resources"] if r["name"] == indicator["resource"]]
    [field] = [f for f in resource["schema"]["fields"] if f["name"] == indicator["value"]]
    return indicator.get("unit") or field.get("unit", "")


def said(parts: tuple[str, ...], language: str) -> set[str]:
    """The ways in which a page writes a time of the data."""
    year = int(parts[0][:4])
    shown = year + 543 if language == "th" else year
    if len(parts) == 2:
        quarter = parts[1]
        if language == "th":
            return {f"ไตรมาส {quarter[1]} ปี {shown}", f"{quarter}/{shown}"}
        return {f"{QUARTERS[quarter]} quarter of {shown}", f"{quarter} {shown}"}
    if len(parts[0]) == 4:
        return {f"พ.ศ. {shown}", str(shown)} if language == "th" else {str(shown)}
    if len(parts[0]) == 7:
        return {f"{MONTHS[language][int(parts[0][5:]) - 1]} {shown}"}
    day = date.fromisoformat(parts[0])
    return {f"{day.day} {MONTHS[language][day.month - 1]} {shown}"}


def titles(registry: Path, key: str, language: str) -> str:
    return read_yaml(registry)[key]["title"][language]


def category_titles(indicator: dict, path: Path, category: tuple[str, ...], language: str) -> str:
    [resource] = [r for r in read_yaml(path)["resources"] if r["name"] == indicator["resource"]]
    labels = {}
    for dimension in indicator.get("dimensions", []):
        [field] = [f for f in resource["schema"]["fields"] if f["name"] == dimension["field"]]
        labels |= {c["value"]: c["label"][language] for c in field.get("categories", [])}
    return " · ".join(labels[c] for c in category)


def text(element) -> str:
    return " ".join(element.get_text().replace("\u00a0", " ").split())


@dataclass(frozen=True)
class Table:
    """Cells by the words of their row and column; `unit` is what its caption says."""

    caption: str
    cells: dict[tuple[str, str], str]


def tables(page: Path) -> list[Table]:
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    found = []
    for table in soup.select("table.b-values"):
        for mark in table.select("sup"):
            mark.decompose()
        columns = [text(th) for th in table.select("thead th")][1:]
        cells = {
            (text(row.select_one("th")), column): text(cell)
            for row in table.select("tbody tr")
            for column, cell in zip(columns, row.select("td"), strict=True)
        }
        found.append(Table(text(table.select_one("caption")), cells))
    return found


def shown_on(page: list[Table], times: set[str], names: set[str]) -> Iterator[tuple[str, str]]:
    """What stands where a time meets a name, times down or across, with the table's caption."""
    for table in page:
        for (row, column), cell in table.cells.items():
            if (row in times and column in names) or (row in names and column in times):
                yield cell, table.caption


def number(cell: str) -> Decimal:
    return Decimal(cell.replace(",", "").replace("−", "-"))


def agrees(cell: str, caption: str, value: Decimal, unit: str, precision: int | None) -> bool:
    """Whether the cell is the value, rounded to the digits that the indicator states."""
    if cell == NOTHING:
        return False
    larger = unit.startswith("million-") and ("trillion" in caption or "ล้านล้าน" in caption)
    exact = value / TRILLION if larger else value
    digits = -number(cell).as_tuple().exponent
    if precision is not None and not larger and digits > precision:
        return False
    places = precision if precision is not None and not larger else max(digits, 0)
    return number(cell) == exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The real catalog, built once for all its figures."""
    folder = tmp_path_factory.mktemp("figures") / "site"
    done = banchi(ROOT, "build", "--site-dir", str(folder))
    assert done.exit_code == 0, done.stderr
    return folder


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_figure_of_every_indicator_stands_on_its_page(site: Path, language: str) -> None:
    wrong, compared = [], 0
    for name, (indicator, path) in ALL.items():
        page = tables(site / ("" if language == "th" else "en") / "indicators" / name / "index.html")
        precision = int(indicator["precision"]) if "precision" in indicator else None
        focus, unit = indicator.get("focus", "THA"), unit_of(indicator, path)
        for figure in figures(indicator, path):
            area = titles(DATASETS / "areas.yml", figure.area, language)
            names = {area} if not figure.category else {category_titles(indicator, path, figure.category, language)}
            if figure.category and figure.area != focus:
                continue  # of other areas a page shows the whole
            cells = list(shown_on(page, said(figure.parts, language), names))
            compared += 1
            if not any(agrees(cell, caption, figure.value, unit, precision) for cell, caption in cells):
                wrong.append((name, figure, cells))
    assert wrong == []
    assert compared > 5_000


def test_at_least_sixty_indicators_have_series_of_their_own() -> None:
    assert len([name for name, (indicator, path) in ALL.items() if figures(indicator, path)]) >= 60


def test_a_page_gives_each_reason_for_its_neighbours_once(site: Path) -> None:
    page = BeautifulSoup((site / "en/indicators/wdcr-rank/index.html").read_text("utf-8"), "html5lib")
    section = page.find(id="related").parent
    assert [h.get_text() for h in section.find_all("h3")] == ["Read together with", "From the same dataset"]
    assert all(items.find_all("a") for items in section.find_all("ul"))


def test_the_map_of_provinces_and_the_chart_with_the_newest_values_come_first(site: Path) -> None:
    def charts(name: str) -> list[str]:
        page = BeautifulSoup((site / f"indicators/{name}/index.html").read_text("utf-8"), "html5lib")
        return [box["data-chart"] for box in page.select("[data-chart]")]

    assert charts("province-population") == ["map", "ranking"]
    assert charts("nso-internet-users-by-age") == ["categories", "trend"], "groups reach to 2021, the whole to 2012"
    assert charts("egdi") == ["trend", "ranking"]


def test_a_figure_in_millions_of_millions_reads_alike_on_every_page_and_its_chart_names_one_unit(site: Path) -> None:
    pages = [(site / f"en/{path}index.html").read_text("utf-8") for path in ("", "indicators/depa-industry-value/")]
    home, own = (BeautifulSoup(page, "html5lib") for page in pages)
    assert (
        "2.496 trillion THB" in home.get_text() and "2.496 trillion THB" in own.select_one(".b-figure--lead").get_text()
    )
    assert "million THB, millions" not in pages[1]
    assert "million THB" in own.select_one("[data-chart=trend]").get_text()
