"""What a reader meets at a former address, at a withdrawn dataset, and at one whose data are to come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route

from tests.test_embargo import BEFORE, EARLY, SECRETS
from tests.test_former import withdrawn
from tests.tiny import banchi

from .conftest import LANGUAGES, SCHEMES, Server, _serve

Open = Callable[..., Page]
PAGES = {
    "former": "datasets/roads/",
    "former set": "indicator-sets/ways/",
    "former frame": "indicators/road-length/embed/",
    "withdrawn": "datasets/canals/",
    "awaited": "datasets/streets/",
    "calendar": "calendar/",
}


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site of a small catalog that has all of these."""
    root = withdrawn(tmp_path_factory.mktemp("moved"))
    streets = root / "datasets" / "streets"
    descriptor = streets.joinpath("dataset.yml").read_text("utf-8")
    streets.joinpath("dataset.yml").write_text(descriptor.replace("indicators:\n", f"{EARLY}indicators:\n"), "utf-8")
    streets.joinpath("early.csv").write_text(f"year,length\n2026,{SECRETS[0]}\n", "utf-8")
    assert banchi(root, "build", SOURCE_DATE_EPOCH=BEFORE).exit_code == 0
    yield from _serve(Path(root / "site"), "/")


def staying(route: Route) -> None:
    """The page as it is for a reader whose browser does not follow it to the new address."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('http-equiv="refresh"', 'name="not-followed"'))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(moved: Server, opened: Open, kind: str, language: str, scheme: str) -> None:
    page = opened("about:blank", scheme=scheme, width=390, height=844)
    page.route("**/*", lambda route: staying(route) if route.request.is_navigation_request() else route.continue_())
    url = moved.url(LANGUAGES[language] + PAGES[kind])
    page.goto(url, wait_until="load")
    assert page.url == url
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert not found, [(v["id"], v["help"], [n["html"][:160] for n in v["nodes"]][:3]) for v in found]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("old", "new"),
    [("datasets/roads/", "datasets/streets/"), ("en/indicators/road-length/", "en/indicators/street-length/")],
)
def test_a_former_address_leads_to_the_new_page(moved: Server, opened: Open, old: str, new: str, scripts: bool) -> None:  # noqa: FBT001
    """At once, with scripts or without, and going back does not end there again."""
    page = opened(moved.url("about/"), scripts=scripts)
    page.goto(moved.url(old), wait_until="commit")
    page.wait_for_url(moved.url(new), wait_until="load")
    page.go_back(wait_until="load")
    assert page.url == moved.url("about/")
