"""Everything in the repository as one frozen fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.datasets import Dataset
from generator.model.indicator_sets import IndicatorSet
from generator.model.registries import Area, Contact, License, Organization, Synonym, Theme, Unit
from generator.model.revisions import Release, Revision
from generator.model.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """Everything in the repository, as one frozen fact. `datasets` stand in the order of their names.

    `base_uri` is the catalog's own address and what its identifiers begin with; `preview_uri` is where this build
    stands when that is elsewhere. Links, feeds and snippets that readers follow begin with `site_uri`. `revisions` are
    what became of its datasets, the newest first, where somebody has read their history. `withdrawn` are datasets of
    which only that is left, apart from the others once somebody has parted them (`offered`), and `releases`
    are what is to come then. `formats` and `downloads` are what it has chosen to publish, None where it publishes all
    that there is.
    """

    title: Text
    description: Text
    publisher: str
    languages: tuple[str, ...]
    base_uri: str
    license: str | None = None
    contact: Contact
    issues_url: str | None = None
    repository_url: str | None = None
    featured: tuple[str, ...] = ()
    boundaries: str | None = None
    featured_indicators: tuple[str, ...] = ()
    featured_sets: tuple[str, ...] = ()
    formats: tuple[str, ...] | None = None
    downloads: tuple[str, ...] | None = None
    organizations: Mapping[str, Organization]
    themes: Mapping[str, Theme]
    licenses: Mapping[str, License]
    units: Mapping[str, Unit]
    areas: Mapping[str, Area]
    datasets: tuple[Dataset, ...]
    indicator_sets: Mapping[str, IndicatorSet] = field(default_factory=dict)
    synonyms: Mapping[str, Synonym] = field(default_factory=dict)
    preview_uri: str | None = None
    revisions: tuple[Revision, ...] = ()
    withdrawn: tuple[Dataset, ...] = ()
    releases: tuple[Release, ...] = ()

    @property
    def site_uri(self) -> str:
        """The address of this build: where readers find it."""
        return self.preview_uri or self.base_uri

    @property
    def language(self) -> str:
        """The default language: the one that stands at the site's root."""
        return self.languages[0]

    def publishes(self, form: str) -> bool:
        """Whether the machine format of that name is among those that it publishes."""
        return self.formats is None or form in self.formats

    def derives(self, kind: str) -> bool:
        """Whether files of that kind are made of tables and indicators."""
        return self.downloads is None or kind in self.downloads

    def leading_indicators(self) -> frozenset[str]:
        """The names of those that lead the home page or a set."""
        sets = self.indicator_sets.values()
        return frozenset((*self.featured_indicators, *(name for one in sets for name in one.headline)))
