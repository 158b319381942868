"""What a descriptor tells of its dataset: translations, keywords, coverage, method, frequency, license, sources.

In comes a `Subject`, out goes a `Measure`: how much of what a criterion asks for is there. It must not know weights.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from generator.quality import translations
from generator.quality.subject import CLOSED, Measure, Subject, share

KEYWORDS: Final = 3  # in each language, as many as the Thai catalog's own examples have
UNTRANSLATED: Final = 6  # missing translations at which nothing is given
UNSTATED: Final = ("unknown", "other")
HALF: Final = Fraction(1, 2)


def texts(subject: Subject) -> Measure:
    """Each missing translation costs the same, however many texts there are: to write one more never costs."""
    left = tuple(translations.missing(translations.of_dataset(subject.dataset), subject.languages))
    return Measure(Fraction(max(0, UNTRANSLATED - len(left)), UNTRANSLATED), left)


def keywords(subject: Subject) -> Measure:
    told = subject.dataset.keywords.by_language
    counts = {language: min(KEYWORDS, len(set(told.get(language, ())))) for language in subject.languages}
    left = tuple(f"keywords ({language})" for language, count in counts.items() if count < KEYWORDS)
    return Measure(Fraction(sum(counts.values()), KEYWORDS * len(counts)), left)


def coverage(subject: Subject) -> Measure:
    return _told("temporal_coverage", subject.dataset.temporal_coverage is not None)


def level(subject: Subject) -> Measure:
    return _told("geo_coverage", subject.dataset.geo_coverage not in UNSTATED)


def method(subject: Subject) -> Measure:
    return _told("method", subject.dataset.method is not None)


def notes(subject: Subject) -> Measure:
    return _told("notes", subject.dataset.notes is not None)


def frequency(subject: Subject) -> Measure:
    """Half where updates come, but in a rhythm that the list of units has no word for."""
    unit = subject.dataset.update_frequency.unit
    if unit == "other":
        return Measure(HALF, ("update_frequency",))
    return _told("update_frequency", unit not in UNSTATED)


def on_time(subject: Subject) -> Measure:
    return _told("modified", subject.fresh.is_current)


def license_(subject: Subject) -> Measure:
    if subject.is_closed:
        return CLOSED
    known = subject.catalog.licenses.get(subject.dataset.license)
    return _told("license", known is not None and known.open)


def sources(subject: Subject) -> Measure:
    dataset = subject.dataset
    left = tuple(f"sources.{n}.publisher" for n, source in enumerate(dataset.sources) if source.publisher is None)
    return share(len(dataset.sources), left)


def _told(key: str, is_told: bool) -> Measure:  # noqa: FBT001 - the claim that is measured
    return Measure(Fraction(int(is_told)), () if is_told else (key,))
