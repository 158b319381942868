"""What pages are about in the words of schema.org, as JSON-LD for their heads: see `things`."""

from generator.formats.schema_org.things import data_catalog, dataset, indicator, indicator_set, script

__all__ = ["data_catalog", "dataset", "indicator", "indicator_set", "script"]
