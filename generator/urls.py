"""Every public path and address of the site, nowhere else. It must not know how any page looks or where it is written.

Paths are relative to the site's root, with forward slashes, not percent-encoded; a page's path ends in `/` (its file is
the `index.html` behind it) and the root page's is the empty string. The first language of a catalog stands at the root,
each other one under its own code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote, urljoin

_PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*")
DOWNLOADS = "downloads"  # folder of derived files beside a dataset's own; no resource's path may begin with it

CSV_METADATA = "-metadata.json"  # behind the name of a CSV; CSVW says so


def page(path: str, language: str, languages: Sequence[str]) -> str:
    """The path of a page in a language: `datasets/` in the default language, `en/datasets/` in another."""
    return path if language == languages[0] else f"{language}/{path}"


def home() -> str:
    return ""


def datasets(number: int = 1) -> str:
    return "datasets/" if number == 1 else f"datasets/page-{number}/"


def browse(order: str, number: int = 1) -> str:
    """The list of datasets in another order; apart from `datasets/`, where any name may be a dataset's."""
    return f"browse/{order}/" if number == 1 else f"browse/{order}/page-{number}/"


def dataset(name: str) -> str:
    return f"datasets/{name}/"


def search() -> str:
    return "search/"


def organizations() -> str:
    return "organizations/"


def organization(name: str) -> str:
    return f"organizations/{name}/"


def themes() -> str:
    return "themes/"


def theme(name: str) -> str:
    return f"themes/{name}/"


def indicators(number: int = 1) -> str:
    return "indicators/" if number == 1 else f"indicators/page-{number}/"


def indicator(name: str) -> str:
    return f"indicators/{name}/"


def indicator_file(name: str, suffix: str) -> str:
    """A file of an indicator: `suffix` is `.csv`, `.xlsx`, `.json`, `.svg`, or one with a language.

    All stand beside its page but the CSV, which is the one of the plain API.
    """
    return f"api/indicators/{name}.csv" if suffix == ".csv" else f"indicators/{name}/{name}{suffix}"


def indicator_cubes(language: str) -> str:
    """The list of everything that there is as JSON-stat."""
    return f"indicators/jsonstat.{language}.json"


def indicator_embed(name: str) -> str:
    """The chart alone, for a frame on another site."""
    return f"indicators/{name}/embed/"


def indicator_sets() -> str:
    return "indicator-sets/"


def indicator_set(name: str) -> str:
    return f"indicator-sets/{name}/"


def indicator_set_file(name: str, suffix: str) -> str:
    """A file beside a set's dashboard: `.csv`, `.xlsx`, or the picture for links, `.th.png`."""
    return f"indicator-sets/{name}/{name}{suffix}"


def search_index() -> str:
    """The folder of the files that a reader's browser searches."""
    return "search/index/"


def updates(number: int = 1) -> str:
    return "updates/" if number == 1 else f"updates/page-{number}/"


def calendar(number: int = 1) -> str:
    """What is to come."""
    return "calendar/" if number == 1 else f"calendar/page-{number}/"


def calendar_file(organization: str = "") -> str:
    """The same for calendar programs, all of it or an organization's; a language has its own, as pages do."""
    return f"organizations/{organization}/calendar.ics" if organization else "calendar.ics"


def feed(kind: str, name: str, language: str, suffix: str) -> str:
    """A feed of changes: `kind` is a folder of things (`datasets`, `themes` …), empty for the whole catalog; `suffix`
    is `.xml` (Atom) or `.json` (JSON Feed)."""
    return f"updates/{kind}/{name}.{language}{suffix}" if kind else f"updates/feed.{language}{suffix}"


def quality(number: int = 1) -> str:
    return "quality/" if number == 1 else f"quality/page-{number}/"


def badge(dataset_name: str) -> str:
    return f"datasets/{dataset_name}/badge.svg"


def problems(area: str = "") -> str:
    """The index of all codes, or the page that explains those of one area."""
    return f"problems/{area}/" if area else "problems/"


def descriptor_reference() -> str:
    return "contribute/reference/"


def original(dataset_name: str, resource_path: str) -> str:
    """A resource's own file, at the same place as in the dataset's folder."""
    return f"datasets/{dataset_name}/{resource_path}"


def derived(dataset_name: str, resource_name: str, suffix: str) -> str:
    """A file made from a table: `suffix` is `.csv`, `.excel.csv`, `.xlsx`, `.json` or `.parquet`."""
    return f"datasets/{dataset_name}/{DOWNLOADS}/{resource_name}{suffix}"


def data_package(dataset_name: str) -> str:
    return f"datasets/{dataset_name}/datapackage.json"


def croissant(dataset_name: str) -> str:
    return f"datasets/{dataset_name}/croissant.json"


def csv_metadata(path: str) -> str:
    """Beside a CSV, where readers of CSVW look for it."""
    return f"{path}{CSV_METADATA}"


def bundle(dataset_name: str) -> str:
    return f"datasets/{dataset_name}/{DOWNLOADS}/{dataset_name}.zip"


def dataset_dcat(dataset_name: str, suffix: str) -> str:
    """A dataset as DCAT: `suffix` is `.ttl`, `.jsonld` or `.rdf`."""
    return f"datasets/{dataset_name}/dcat{suffix}"


def catalog_dcat(suffix: str, number: int = 1) -> str:
    """A page of the whole catalog as DCAT: `catalog.ttl`, then `catalog-2.ttl`."""
    return f"catalog{suffix}" if number == 1 else f"catalog-{number}{suffix}"


def api_datasets() -> str:
    return "api/datasets.json"


def api_dataset(name: str) -> str:
    return f"api/datasets/{name}.json"


def api_indicators() -> str:
    return "api/indicators.json"


def api_indicator(name: str) -> str:
    return f"api/indicators/{name}.json"


def api_sets() -> str:
    return "api/sets.json"


def api_set(name: str) -> str:
    return f"api/sets/{name}.json"


def openapi() -> str:
    """The description of all addresses above, and of the files beside pages."""
    return "api/openapi.json"


def catalog_table(suffix: str) -> str:
    """One row a dataset: `suffix` is `.csv` or `.xlsx`."""
    return f"catalog{suffix}"


def catalog_package() -> str:
    """The Data Package that names those of all datasets."""
    return "datapackage.json"


def catalog_descriptors() -> str:
    """The Data Packages of all datasets in one file."""
    return "catalog.zip"


def ckan_show(kind: str, name: str) -> str:
    """What CKAN's `<kind>_show` says of one thing; a query can not choose a file, so the name is part of the path."""
    return f"api/3/action/{kind}_show/{name}"


def gdc_workbook(organization_name: str) -> str:
    """An organization's datasets in the workbook of the Thai Government Data Catalog."""
    return f"organizations/{organization_name}/{organization_name}.gdc.xlsx"


def developers() -> str:
    return "developers/"


def plain_text(page_path: str) -> str:
    """A page as Markdown, where llmstxt.org looks for it: behind the page's own address."""
    return f"{page_path}index.html.md"


def llms() -> str:
    """The way through the catalog for programs that read text; a language has its own, as pages do."""
    return "llms.txt"


def opensearch() -> str:
    """What tells a browser how to search here; a language has its own, as pages do."""
    return "opensearch.xml"


def data_json() -> str:
    return "data.json"


def sitemap(number: int = 0) -> str:
    """The sitemap, or the numbered part of one that is too long."""
    return f"sitemap-{number}.xml" if number else "sitemap.xml"


def checksums() -> str:
    """The digests of all other files, as `sha256sum -c` reads them."""
    return "sha256sums.txt"


def page_file(path: str) -> str:
    """The file that holds a page: `datasets/` -> `datasets/index.html`."""
    return f"{path}index.html"


def absolute(target: str, base_uri: str) -> str:
    """The full address of a page or file of the site."""
    return f"{_folder(base_uri)}{quoted(target)}"


def thing(page_path: str, kind: str, base_uri: str) -> str:
    """The identifier of what a page is about, told from the page itself: `…/datasets/roads/#dataset`.

    `kind` is `dataset`, `indicator`, `set`, `organization`, `theme`, `catalog`, or a part of such a thing. With the
    catalog's own base it stays the same wherever a build stands.
    """
    return f"{absolute(page_path, base_uri)}#{quoted(kind)}"


def quoted(path: str) -> str:
    """Percent-encoded; nearly every path of a site needs none."""
    return path if _PLAIN.fullmatch(path) else quote(path)


@lru_cache(maxsize=8)
def _folder(base_uri: str) -> str:
    return urljoin(base_uri if base_uri.endswith("/") else f"{base_uri}/", ".")
