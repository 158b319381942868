"""DCAT-AP: three syntaxes that say the same of any catalog, with nothing lost on the way from the catalog to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import addresses, digests
from generator.formats import dcat
from generator.formats.dcat.statements import plain, web
from generator.model import Catalog, Edition, IndicatorSet, Text, UpdateFrequency
from generator.outputs import Output
from tests import pages_made
from tests.rdf import DCAT, DCT, FORMS, HYDRA, Statement, objects, of_type, statements
from tests.tiny import banchi, tiny_catalog

HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
SUFFIXES = tuple(FORMS)
WDCR = IndicatorSet(
    name="wdcr",
    title=Text({"th": "อันดับ", "en": "Ranking"}),
    description=Text({"en": "What it ranks"}),
    publisher="office",
    editions=(Edition(name=Text({"en": "2024"}), time="2024"), Edition(name=Text({"en": "2025"}), time="2025")),
)


def by_suffix(outputs: Iterable[Output]) -> dict[str, set[Statement]]:
    found = {}
    for output in outputs:
        assert output.content is not None or output.parts is not None
        content = output.content if output.content is not None else b"".join(output.parts or ())
        found[Path(output.path).suffix] = statements(content, Path(output.path).suffix)
    return found


def written(catalog: Catalog, site: Path) -> None:
    """The datasets' own files, as their tasks leave them."""
    for dataset in catalog.datasets:
        for output in dcat.dataset_files(catalog, dataset, pages_made.readings()[dataset.name]):
            target = site / output.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(output.content or b"")


@given(line=HOSTILE, paragraph=HOSTILE)
def test_all_syntaxes_say_the_same_of_any_text(line: str, paragraph: str) -> None:
    catalog = replace(pages_made.catalog(), indicator_sets={"wdcr": WDCR})
    catalog = pages_made.planted(catalog, lambda _: line, lambda _: paragraph)
    readings = pages_made.planted(pages_made.readings(), lambda _: line, lambda _: paragraph)
    for dataset in catalog.datasets:
        outputs = list(dcat.dataset_files(catalog, dataset, readings[dataset.name]))
        found = by_suffix(outputs)
        assert found[".ttl"] == found[".jsonld"] == found[".rdf"]
        subject = f"https://c.example/data/datasets/{dataset.name}/#dataset"
        assert objects(found[".ttl"], subject, f"{DCT}title") == {
            str(pyoxigraph.Literal(plain(line), language=language)) for language in ("th", "en")
        }
        read = ElementTree.fromstring((outputs[-1].content or b"").decode())  # as strict readers of XML do
        assert read.findtext(f"{{{DCAT}}}Dataset/{{{DCT}}}title") == plain(line)


@given(st.builds("https://a.example/{}".format, HOSTILE), HOSTILE)
def test_any_address_that_a_descriptor_may_hold_becomes_one_of_rdf(address: str, mailbox: str) -> None:
    if addresses.is_url(address):
        assert pyoxigraph.NamedNode(web(address)).value == web(address)
    if addresses.is_email(f"{mailbox}@a.example"):
        contact = replace(pages_made.contact(), email=f"{mailbox}@a.example")
        dataset = replace(pages_made.CLOSED, contact=contact)
        assert by_suffix(dcat.dataset_files(pages_made.catalog(), dataset, pages_made.readings()["closed"]))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tiny_catalog(tmp_path_factory.mktemp("dcat"))
    assert banchi(root, "build", "--base-uri", "https://preview.example/x/").exit_code == 0
    return root / "site"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_distribution_tells_the_file_that_stands_there(site: Path, suffix: str) -> None:
    found = statements(site.joinpath(f"datasets/roads/dcat{suffix}").read_bytes(), suffix)
    distributions = of_type(found, f"{DCAT}Distribution")
    assert len(distributions) == 5
    for distribution in distributions:
        (address,) = objects(found, distribution, f"{DCAT}downloadURL")
        file = site / address.strip("<>").removeprefix("https://preview.example/x/")
        size, digest = digests.sha256_of(file)
        assert objects(found, distribution, f"{DCAT}byteSize") == {
            f'"{size}"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>'
        }
        (checksum,) = objects(found, distribution, "http://spdx.org/rdf/terms#checksum")
        (value,) = objects(found, checksum.strip("<>"), "http://spdx.org/rdf/terms#checksumValue")
        assert value == f'"{digest}"^^<http://www.w3.org/2001/XMLSchema#hexBinary>'


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_identifiers_keep_the_catalogs_own_base_in_a_preview(site: Path, suffix: str) -> None:
    found = statements(site.joinpath(f"catalog{suffix}").read_bytes(), suffix)
    assert of_type(found, f"{DCAT}Dataset") == {"https://tiny.example/datasets/roads/#dataset"}
    assert of_type(found, f"{DCAT}Catalog") == {"https://tiny.example/#catalog"}
    landing = objects(found, "https://tiny.example/datasets/roads/#dataset", f"{DCAT}landingPage")
    assert landing == {"<https://preview.example/x/datasets/roads/>"}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_catalog_says_all_that_its_datasets_say(site: Path, suffix: str) -> None:
    whole = statements(site.joinpath(f"catalog{suffix}").read_bytes(), suffix)
    assert statements(site.joinpath(f"datasets/roads/dcat{suffix}").read_bytes(), suffix) < whole


def whole(catalog: Catalog, site: Path) -> dict[str, bytes]:
    files = (output for part in dcat.parts(catalog) for output in part.files(catalog, {}, site))
    return {output.path: b"".join(output.parts or ()) for output in files}


def test_a_large_catalog_comes_in_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dcat, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(dcat, "PER_PAGE", 2)
    catalog = pages_made.catalog()
    written(catalog, tmp_path)
    pages = whole(catalog, tmp_path)
    assert sorted(pages) == sorted(f"catalog{n}{suffix}" for n in ("", "-2") for suffix in SUFFIXES)
    for suffix in SUFFIXES:
        first, second = (statements(pages[f"catalog{n}{suffix}"], suffix) for n in ("", "-2"))
        address = f"https://c.example/data/catalog{{}}{suffix}"
        assert objects(first, address.format(""), f"{HYDRA}next") == {f"<{address.format('-2')}>"}
        assert not objects(second, address.format("-2"), f"{HYDRA}next")
        named = [objects(page, "https://c.example/data/#catalog", f"{DCAT}dataset") for page in (first, second)]
        assert [len(each) for each in named] == [2, 1]
        assert {d.strip("<>") for d in named[0] | named[1]} == {
            f"https://c.example/data/datasets/{d.name}/#dataset" for d in catalog.datasets
        }


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_several_datasets_name_is_described_once(tmp_path: Path, suffix: str) -> None:
    catalog = pages_made.catalog()
    written(catalog, tmp_path)
    document = whole(catalog, tmp_path)[f"catalog{suffix}"]
    assert document.count(b"Office") > 1
    assert document.count(b'OFF"' if suffix != ".rdf" else b"OFF<") == 1


def test_a_set_of_indicators_is_a_series_with_its_editions() -> None:
    catalog = replace(pages_made.catalog(), indicator_sets={"wdcr": WDCR})
    (found, *_) = by_suffix(dcat.dataset_files(catalog, pages_made.FULL, pages_made.readings()["full"])).values()
    series = "https://c.example/data/indicator-sets/wdcr/#set"
    assert of_type(found, f"{DCAT}DatasetSeries") == {series}
    assert objects(found, "https://c.example/data/datasets/full/#dataset", f"{DCAT}inSeries") == {f"<{series}>"}
    assert objects(found, f"{series}-period", f"{DCAT}startDate") == {
        '"2024"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    }
    assert objects(found, series, f"{DCAT}version") == {'"2025"@en'}


@pytest.mark.parametrize(
    ("unit", "interval", "expected"),
    [
        ("year", None, "ANNUAL"),
        ("year", 1, "ANNUAL"),
        ("year", 2, "ANNUAL_2"),
        ("year", 12, "MONTHLY"),
        ("half-year", 1, "ANNUAL_2"),
        ("week", 3, "WEEKLY_3"),
        ("never", None, "NEVER"),
        ("month", 7, "OTHER"),
    ],
)
def test_rhythms_are_those_of_the_eu(unit: str, interval: int | None, expected: str) -> None:
    dataset = replace(pages_made.CLOSED, update_frequency=UpdateFrequency(unit=unit, interval=interval))
    found = by_suffix(dcat.dataset_files(pages_made.catalog(), dataset, pages_made.readings()["closed"]))[".ttl"]
    subject = "https://c.example/data/datasets/closed/#dataset"
    assert objects(found, subject, f"{DCT}accrualPeriodicity") == {
        f"<http://publications.europa.eu/resource/authority/frequency/{expected}>"
    }
