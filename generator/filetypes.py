"""Formats of files as machines name them: a catalog's own short name in, the registered names out.

Media types are IANA's (https://www.iana.org/assignments/media-types/), `eu` is the code in the file types of the EU
(http://publications.europa.eu/resource/authority/file-type). It must not know how a file is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class FileType(NamedTuple):
    """`mediatype` is empty where none is registered, `eu` where the vocabulary has none."""

    mediatype: str = ""
    eu: str = ""


TYPES: Final[Mapping[str, FileType]] = {
    "csv": FileType("text/csv", "CSV"),
    "tsv": FileType("text/tab-separated-values", "TSV"),
    "json": FileType("application/json", "JSON"),
    "geojson": FileType("application/geo+json", "GEOJSON"),
    "jsonld": FileType("application/ld+json", "JSON_LD"),
    "xml": FileType("application/xml", "XML"),
    "xls": FileType("application/vnd.ms-excel", "XLS"),
    "xlsx": FileType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    "ods": FileType("application/vnd.oasis.opendocument.spreadsheet", "ODS"),
    "parquet": FileType("application/vnd.apache.parquet", "PARQUET"),
    "pdf": FileType("application/pdf", "PDF"),
    "html": FileType("text/html", "HTML"),
    "txt": FileType("text/plain", "TXT"),
    "doc": FileType("application/msword", "DOC"),
    "docx": FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX"),
    "zip": FileType("application/zip", "ZIP"),
    "gml": FileType("application/gml+xml", "GML"),
    "kml": FileType("application/vnd.google-earth.kml+xml", "KML"),
    "shp": FileType("application/vnd.shp", "SHP"),
    "gpkg": FileType("application/geopackage+sqlite3", "GPKG"),
    "tiff": FileType("image/tiff", "TIFF"),
    "png": FileType("image/png", "PNG"),
    "rdf": FileType("application/rdf+xml", "RDF_XML"),
    "ttl": FileType("text/turtle", "RDF_TURTLE"),
    "nt": FileType("application/n-triples", "RDF_N_TRIPLES"),
}


def file_type(format_: str) -> FileType:
    """Empty for a format that the table does not know."""
    return TYPES.get(format_.lower(), FileType())
