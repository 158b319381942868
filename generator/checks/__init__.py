"""Rules across the whole catalog, a tuple of plain functions: in come the catalog and its lines, out go problems.

The next rule is one more function in `CHECKS` (and one case in the tests). Rules about one value stand in `kinds`,
about one descriptor in `schemas` and `measures`, about rows of tables in `tables` and `indicators`.
"""

from __future__ import annotations

from typing import Final

from generator.checks import addresses, choices, datasets, indicator_sets, indicators, organizations, synonyms
from generator.checks.sources import Check, Sources

__all__ = ["CHECKS", "Sources"]

CHECKS: Final[tuple[Check, ...]] = (
    datasets.dates_in_order,
    datasets.up_to_date,
    datasets.coverage_in_order,
    datasets.classification_allowed,
    datasets.openness,
    datasets.each_file_once,
    datasets.every_file_used,
    datasets.titles_differ,
    datasets.related_to_others,
    datasets.no_circles,
    indicators.names_differ,
    indicators.titles_differ,
    indicators.related_to_others,
    indicators.targets_can_be_reached,
    indicators.bounds_in_order,
    indicator_sets.leaves_are_indicators,
    indicator_sets.leaves_differ,
    indicator_sets.weights_make_a_whole,
    indicator_sets.size_holds_the_tree,
    indicator_sets.editions_differ,
    indicator_sets.featured_are_there,
    organizations.reviewers_can_be_asked,
    addresses.former_names_are_free,
    addresses.former_paths_can_be_served,
    addresses.successors_are_others,
    synonyms.groups_have_several,
    synonyms.words_stand_once,
    choices.formats_have_what_they_need,
)
