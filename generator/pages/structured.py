"""A dataset in the words of schema.org, as JSON-LD in the head of its page. In come a dataset and its downloads."""

from __future__ import annotations

import json

from markupsafe import Markup

from generator import urls
from generator.model import Dataset, DatasetReading
from generator.pages.terms import PUBLIC
from generator.pages.usage import dataset_address
from generator.pages.writer import Writer


def structured_data(writer: Writer, dataset: Dataset, reading: DatasetReading) -> str:
    """The least that schema.org asks of a Dataset, as JSON-LD; no text in it can end the script element."""
    license_ = writer.catalog.licenses[dataset.license]
    organization = writer.catalog.organizations[dataset.organization]
    base = writer.catalog.site_uri
    document: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": dataset.title.text(writer.language),
        "description": writer.excerpt(dataset.description, 4_000).text,
        "url": dataset_address(writer, dataset),
        "inLanguage": writer.language,
        "isAccessibleForFree": bool(dataset.resources) and dataset.governance_category == PUBLIC,
        "creator": {"@type": "Organization", "name": organization.title.text(writer.language)},
        "dateModified": dataset.modified.isoformat(),
        "keywords": list(dataset.keywords.words(writer.language)),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": d.format, "contentUrl": urls.absolute(d.path, base)}
            for r in reading.resources
            for d in r.downloads
        ],
    }
    if license_.url is not None:
        document["license"] = license_.url
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{Markup(text)}</script>'
