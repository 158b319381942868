"""Everything of one dataset in one zip: originals, plain CSVs, `datapackage.json`, a README and the license.

The same files give the same bytes: members are sorted and carry a fixed time.
"""

from __future__ import annotations

import posixpath
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from generator import urls
from generator.dictionaries import download_text
from generator.digests import sha256_of
from generator.model import Catalog, Dataset, DatasetReading, Download

MEMBER_TIME: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold
IN_BUNDLE: Final = ("original", "csv")
PACKED: Final = frozenset(
    ("zip", "xlsx", "parquet", "png", "jpg", "jpeg", "gz", "docx", "pdf")
)  # gain nothing by packing


def write_bundle(site: Path, catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> Download:
    """Packs what stands in the site already; `reading` names it."""
    folder = urls.dataset(dataset.name)
    found = [d for r in reading.resources for d in r.downloads if d.kind in IN_BUNDLE]
    files = {posixpath.relpath(d.path, folder): site / d.path for d in found}
    if reading.package is not None:
        files["datapackage.json"] = site / reading.package.path
    texts = {
        "README.txt": _readme(catalog, dataset, reading),
        "LICENSE.txt": _license(catalog, dataset),
    }
    path = urls.bundle(dataset.name)
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    _write(site / path, dataset.name, files, texts)
    size, digest = sha256_of(site / path)
    return Download(kind="zip", path=path, format="zip", bytes=size, sha256=digest)


def _write(archive: Path, top: str, files: Mapping[str, Path], texts: Mapping[str, str]) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted({*files, *texts}):
            member = zipfile.ZipInfo(f"{top}/{name}", MEMBER_TIME)
            member.external_attr = 0o644 << 16
            stored = name.rpartition(".")[2].lower() in PACKED
            member.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            if name in files:
                member.file_size = files[name].stat().st_size  # tells whether the member needs 64-bit sizes
                with files[name].open("rb") as source, packed.open(member, "w") as target:
                    shutil.copyfileobj(source, target)
            else:
                packed.writestr(member, texts[name].encode())


def _readme(catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> str:
    return "\n\n".join(_readme_in(language, catalog, dataset, reading) for language in catalog.languages)


def _readme_in(language: str, catalog: Catalog, dataset: Dataset, reading: DatasetReading) -> str:
    def line(key: str, text: str) -> str:
        return f"{download_text(key, language)}: {text}"

    title = dataset.title.text(language)
    page = urls.page(urls.dataset(dataset.name), language, catalog.languages)
    lines = [
        title,
        "=" * len(title),
        "",
        dataset.description.text(language).strip(),
        "",
        line("readme-organization", catalog.organizations[dataset.organization].title.text(language)),
        line("readme-license", catalog.licenses[dataset.license].title.text(language)),
        line("readme-modified", dataset.modified.isoformat()),
        line("readme-page", urls.absolute(page, catalog.base_uri)),
        "",
        f"{download_text('readme-sources', language)}:",
        *(f"- {s.title.text(language)} <{s.path}>" for s in dataset.sources),
        "",
        f"{download_text('readme-files', language)}:",
    ]
    for resource in reading.resources:
        for download in resource.downloads:
            if download.kind in IN_BUNDLE:
                name = posixpath.relpath(download.path, urls.dataset(dataset.name))
                lines.append(f"- {name}: {download_text(_readme_key(download), language)}")
    lines.append(f"- datapackage.json: {download_text('readme-package', language)}")
    lines.append(f"- LICENSE.txt: {download_text('readme-license-file', language)}")
    return "\n".join(lines) + "\n"


def _readme_key(download: Download) -> str:
    return "readme-plain" if download.is_original and download.kind == "csv" else f"readme-{download.kind}"


def _license(catalog: Catalog, dataset: Dataset) -> str:
    license_ = catalog.licenses[dataset.license]
    parts = []
    for language in catalog.languages:
        said = [license_.title.text(language), "", license_.description.text(language).strip()]
        if dataset.license_note is not None:
            said += ["", dataset.license_note.text(language)]
        parts.append("\n".join(said))
    return "\n\n".join((*parts, *([license_.url] if license_.url else []))) + "\n"
