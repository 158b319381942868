"""What leads programs through a site: sitemap, llms.txt and its texts, OpenSearch, data.json, checksums."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from generator.checksums import checksums
from generator.formats import data_json, opensearch
from generator.formats.llms.lines import link
from generator.model import Catalog, Text
from generator.outputs import Output
from generator.parts import Part
from generator.site import Site
from generator.sitemaps import sitemaps
from tests import pages_made
from tests.museum import CASES
from tests.tiny import MKDOCS, banchi, tiny_catalog

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "o": "http://a9.com/-/spec/opensearch/1.1/"}
BASE = "https://data.example.org/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("listings")
    shutil.copytree(CASES / "good" / "indicators" / "datasets", root / "datasets")
    (root / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    done = banchi(root, "build", "--jobs", "1", "--no-cache")
    assert done.exit_code == 0, done.stderr
    return root / "site"


def base_of(site: Path) -> str:
    return str(
        BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser").select_one("[rel=canonical]")["href"]
    )


def outputs(parts: Iterable[Part], catalog: Catalog, site: Path) -> Iterator[Output]:
    for part in parts:
        yield from part.files(catalog, {}, site)


# ---- Sitemap


def located(output: Output) -> list[str]:
    assert output.content is not None
    return [str(element.text) for element in ElementTree.fromstring(output.content).iter(f"{{{SPACE['s']}}}loc")]


@pytest.mark.parametrize(("most", "least"), [({"most_addresses": 3}, 4), ({"most_bytes": 1500}, 2)])
def test_a_sitemap_that_is_too_long_is_parted_and_named_by_an_index(most: dict[str, int], least: int) -> None:
    catalog = pages_made.catalog()
    twins = [{"th": f"datasets/{n}/", "en": f"en/datasets/{n}/"} for n in range(5)]
    (whole,) = sitemaps(catalog, twins)
    index, *parts = sorted(sitemaps(catalog, twins, **most), key=lambda output: output.path != "sitemap.xml")
    assert len(parts) >= least
    assert located(index) == [f"{catalog.site_uri}{part.path}" for part in parts]
    assert [place for part in parts for place in located(part)] == located(whole)
    assert all(len(located(part)) <= 3 or len(part.content or b"") <= 1500 for part in parts)


# ---- llms.txt and its texts


LINK = re.compile(r"(?<!\\)\[((?:[^\]\\]|\\.)*)\]\((?:<([^>]*)>|([^)<]*))\)")


def links(text: str) -> list[str]:
    return [bracketed or bare for _, bracketed, bare in LINK.findall(text)]


def test_every_dataset_and_indicator_has_its_text_in_each_language_and_llms_txt_names_it(site: Path) -> None:
    base = base_of(site)
    for language in ("", "en/"):
        pages = [*(site / language).glob("datasets/*/index.html"), *(site / language).glob("indicators/*/index.html")]
        texts = {f"{base}{page.relative_to(site).as_posix()}.md" for page in pages if "page-" not in page.parent.name}
        assert len(texts) > 4
        overview = site.joinpath(language, "llms.txt").read_text("utf-8")
        assert {place for place in links(overview) if place.endswith(".md")} == texts
        assert overview.startswith("# ") and "\n> " in overview and "\n## Optional\n" in overview


def test_every_link_of_a_text_leads_to_a_file(site: Path) -> None:
    base, walked = base_of(site), 0
    for file in (*site.rglob("llms.txt"), *site.rglob("index.html.md")):
        for place in links(file.read_text("utf-8")):
            if place.startswith(base):
                walked += 1
                assert (site / unquote(place.removeprefix(base))).is_file(), (file, place)
    assert walked > 50


def test_texts_tell_the_newest_figure_the_fields_the_files_and_the_license(site: Path) -> None:
    told = site.joinpath("en/datasets/values/index.html.md").read_text("utf-8").splitlines()
    for line in (
        "- License: [Creative Commons Attribution 4.0](https://creativecommons.org/licenses/by/4.0/)",
        "- [Negative](https://catalog.example/en/indicators/values-negative/index.html.md): Thailand's figure fell by "
        "8.75 to -12.00 in 2024, from -3.25 in 2023.",
        "- year (year): Year",
        "- [Values of many kinds – CSV](https://catalog.example/datasets/values/downloads/data.csv): 15 rows, 297 B",
        "- [Sample](https://source.example/)",
    ):
        assert line in told
    told = site.joinpath("indicators/values-gap/index.html.md").read_text("utf-8").splitlines()
    assert told[0] == "# มีปีที่ขาด"
    values = told[told.index("## ค่าล่าสุด") + 2 :][:4]
    assert values == ["| เวลา | ไทย |", "|---|---|", "| 2566 | 2.50 |", "| 2562 | 1.50 |"]


titles = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(titles)
def test_no_title_breaks_a_line_or_a_link(title: str) -> None:
    line = link(title, "https://data.example.org/x(y)/")
    assert len(line.splitlines()) == 1 or "\n" not in line
    assert links(line) == ["https://data.example.org/x(y)/"]


# ---- OpenSearch


def test_each_page_leads_to_the_description_in_its_language(site: Path) -> None:
    for page, depth, language in (("index.html", "", "th"), ("en/datasets/index.html", "../", "en")):
        html = BeautifulSoup((site / page).read_text("utf-8"), "html.parser")
        found = html.select_one('link[rel=search][type="application/opensearchdescription+xml"]')
        assert found is not None
        assert found["href"] == f"{depth}opensearch.xml"
        told = ElementTree.parse((site / page).parent / str(found["href"])).getroot()
        assert told.findtext("o:ShortName", namespaces=SPACE) == found["title"]
        assert told.findtext("o:Language", namespaces=SPACE) == language
        template = str(told.find('o:Url[@type="text/html"]', SPACE).get("template"))  # type: ignore[union-attr]
        address, _, query = template.partition("?")
        assert query == "q={searchTerms}"
        assert (site / address.removeprefix(base_of(site)) / "index.html").is_file()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1))
def test_a_description_keeps_to_the_lengths_that_the_specification_allows(title: str) -> None:
    catalog = replace(pages_made.catalog(), title=Text({"th": title}), description=Text({"th": title * 99}))
    for output in outputs(opensearch.parts(catalog), catalog, Path()):
        told = ElementTree.fromstring(output.content or b"")
        for name, most in opensearch.MOST.items():
            assert len(told.findtext(f"o:{name}", "", SPACE)) <= most


# ---- data.json


def test_data_json_names_every_dataset_and_every_file_of_it(site: Path) -> None:
    told = json.loads(site.joinpath("data.json").read_text("utf-8"))
    assert told["conformsTo"] == "https://project-open-data.cio.gov/v1.1/schema"
    base = base_of(site)
    names = [entry["landingPage"].removeprefix(f"{base}datasets/").rstrip("/") for entry in told["dataset"]]
    assert names == sorted(p.parent.name for p in site.glob("datasets/*/datapackage.json"))
    for entry in told["dataset"]:
        assert entry["accessLevel"] == "public"
        for file in entry["distribution"]:
            assert site.joinpath(unquote(file["downloadURL"].removeprefix(base))).is_file()
            assert file["mediaType"]


def test_what_is_not_open_is_told_as_such(tmp_path: Path) -> None:
    catalog = pages_made.catalog()
    dataset = replace(catalog.datasets[0], governance_category="personal")
    catalog = replace(catalog, datasets=(dataset,))
    package = tmp_path / f"datasets/{dataset.name}/datapackage.json"
    package.parent.mkdir(parents=True)
    package.write_text("{}")
    (output,) = outputs(data_json.parts(catalog), catalog, tmp_path)
    (entry,) = json.loads(b"".join(output.parts or ()))["dataset"]
    assert entry["accessLevel"] == "restricted public"
    assert "distribution" not in entry


# ---- Checksums


def digests(folder: Path) -> dict[str, str]:
    lines = (folder / "sha256sums.txt").read_text("utf-8").splitlines()
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def of_files(folder: Path) -> Iterator[tuple[str, str]]:
    for file in folder.rglob("*"):
        if file.is_file() and file.name != "sha256sums.txt":
            yield file.relative_to(folder).as_posix(), hashlib.sha256(file.read_bytes()).hexdigest()


def test_every_other_file_stands_in_the_checksums(site: Path) -> None:
    assert digests(site) == dict(of_files(site))


def test_digests_that_were_taken_before_hold_in_the_next_build(tmp_path: Path) -> None:
    root = tiny_catalog(tmp_path)
    for length in ("2026,13\n", "2027,14\n"):
        file = root / "datasets/roads/length.csv"
        file.write_text(file.read_text() + length)
        for _ in range(2):  # made, then taken from the cache
            assert banchi(root, "build", "--jobs", "1", BANCHI_CACHE=str(root / "cache")).exit_code == 0
            assert digests(root / "site") == dict(of_files(root / "site"))


def test_a_digest_that_is_known_is_not_taken_again(tmp_path: Path) -> None:
    (tmp_path / "known").write_text("what stands here")
    (tmp_path / "a\\b").write_text("")
    output = checksums(Site(tmp_path, digests={"known": "its-digest"}))
    lines = b"".join(output.parts or ()).decode().splitlines()
    assert lines == [f"\\{hashlib.sha256().hexdigest()}  a\\\\b", "its-digest  known"]
