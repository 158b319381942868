"""Organizations, themes, licenses and units that records name: entries of the catalog where it has them, else new ones.

In come names, titles and addresses as a source writes them, out go names of registries, and the text to append to each
registry's file. No entry that is there is ever changed. It must not know datasets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from generator import model
from generator.contributing.layout import lines_of
from generator.importing import foreign
from generator.importing.drafts import Desk, Draft, Party, Terms
from generator.keys import REGISTRIES
from generator.model import Catalog, Text

UNSORTED: Final = "unsorted"
UNKNOWN: Final = "unknown-license"
OTHER: Final = "อื่นๆ"  # what the Thai catalog stores of a license that its list does not hold
UNSTATED: Final = (
    "",
    "notspecified",
    "none",
    "null",
    "unknown",
    "license not specified",
    "not specified",
    "none provided",
    OTHER,
)
# What a license is known to allow by its name or address: pattern, stored value, attribution, commercial, derivatives.
KNOWN: Final = (
    (r"cc.?by.?nc.?nd", "Creative Commons Attribution Non-Commercial No-Derivs", True, False, False),
    (r"cc.?by.?nc.?sa", "Creative Commons Attribution Non-Commercial Share-Alike", True, False, True),
    (r"cc.?by.?nc|cc.?nc", "Creative Commons Attribution Non-Commercial", True, False, True),
    (r"cc.?by.?nd", "Creative Commons Attribution No-Derivs", True, True, False),
    (r"cc.?by.?sa", "Creative Commons Attribution Share-Alike", True, True, True),
    (r"cc.?by|creativecommons\.org/licenses/by/", "Creative Commons Attributions", True, True, True),
    (r"cc.?(zero|0)|publicdomain|pddl|other.pd", "Open Data Common", False, True, True),
    (r"odbl|odc.by", "Open Data Common", True, True, True),
    (r"^mit(-license)?$|opensource\.org/licenses/mit", OTHER, True, True, True),
)
CLASSES: Final = {
    "organizations": model.Organization,
    "themes": model.Theme,
    "licenses": model.License,
    "units": model.Unit,
}


@dataclass(slots=True)
class Registrar:
    """`added` holds the new entries by registry and name, as YAML has them."""

    desk: Desk
    added: dict[str, dict[str, dict[str, Any]]] = field(
        default_factory=lambda: {"organizations": {}, "themes": {}, "licenses": {}, "units": {}}
    )

    def organization(self, draft: Draft) -> str:
        """The publisher's name; the catalog's own where the record names none."""
        party = draft.publisher
        if party is None or not (party.title or party.name):
            draft.note("publisher_assumed", name=self.desk.catalog.publisher)
            return self.desk.catalog.publisher
        title = party.title or self.desk.words(party.name)
        entry = foreign.kept({"title": title, "description": party.description, "url": party.url})
        return self._named("organizations", party, entry, draft)

    def themes(self, draft: Draft) -> list[str]:
        """Names of all themes, at least one."""
        named = [party for party in draft.themes if party.title or party.name]
        titles = [party.title or self.desk.words(party.name) for party in named]
        entries = [{"title": t, "description": p.description or t} for p, t in zip(named, titles, strict=True)]
        found = [self._named("themes", p, entry, draft) for p, entry in zip(named, entries, strict=True)]
        if not found:
            draft.note("theme_assumed", name=UNSORTED)
            if UNSORTED not in self.desk.catalog.themes:
                texts = {key: self.desk.spoken(f"import.unsorted_{key}") for key in ("title", "description")}
                self.added["themes"].setdefault(UNSORTED, texts)
        return list(dict.fromkeys(found)) or [UNSORTED]

    def add_units(self, draft: Draft) -> None:
        """Units that figures of the draft need."""
        for name, entry in draft.units.items():
            self.added["units"].setdefault(name, dict(entry))

    def license(self, draft: Draft) -> str:
        """The license that the record names, or one that says that it is not known."""
        terms = draft.license or Terms()
        said = [*terms.title.values(), terms.name, terms.url]
        if all(one.casefold().strip() in UNSTATED or "/unknown-license" in one for one in said):
            draft.note("license_unknown")
            if UNKNOWN not in self.desk.catalog.licenses:
                self.added["licenses"].setdefault(UNKNOWN, self._unknown_license())
            return UNKNOWN
        if found := self._known_license(terms):
            return found
        name = _license_name(terms)
        if name not in self.added["licenses"]:
            self.added["licenses"][name] = self._license(terms, " ".join((terms.name, terms.url)).casefold())
        draft.note("license_added", name=name)
        return name

    def catalog(self) -> Catalog:
        """The catalog with all new entries."""
        registries: dict[str, Any] = {}
        for registry, entries in self.added.items():
            built = {name: _built(registry, name, entry) for name, entry in entries.items()}
            registries[registry] = {**getattr(self.desk.catalog, registry), **built}
        return replace(self.desk.catalog, **registries)

    def appendix(self, registry: str, names: frozenset[str]) -> str:
        """The YAML of the new entries of these names."""
        entries = {name: entry for name, entry in self.added[registry].items() if name in names}
        return "".join(f"{line}\n" for line in _lines(registry, entries))

    def _named(self, registry: str, party: Party, entry: Mapping[str, object], draft: Draft) -> str:
        """By name or by title, else as a new entry."""
        there: Mapping[str, Any] = getattr(self.desk.catalog, registry)
        titles = {title.casefold() for title in (*party.title.values(), party.name) if title}
        for name, known in there.items():
            if name == party.name or titles & {title.casefold() for title in known.title.by_language.values()}:
                return name
        for name, added in self.added[registry].items():
            if titles & {title.casefold() for title in added["title"].values()}:
                return name
        latin = (foreign.slug(title) for title in (party.name, *party.title.values()))
        name = next(filter(None, latin), f"{REGISTRIES[registry]}-{len(self.added[registry]) + 1}")
        name = foreign.unique(name, (*there, *self.added[registry]))
        self.added[registry][name] = dict(entry)
        draft.note("entry_added", registry=f"{registry}.yml", name=name)
        return name

    def _known_license(self, terms: Terms) -> str:
        """The catalog's own license of that name, SPDX name, address or title."""
        for name, entry in self.desk.catalog.licenses.items():
            spellings = {name, (entry.spdx or "").casefold(), *(t.casefold() for t in entry.title.by_language.values())}
            said = {terms.name.casefold(), *(title.casefold() for title in terms.title.values())} - {""}
            if said & spellings or (terms.url and _address(terms.url) == _address(entry.url or "")):
                return name
        return ""

    def _license(self, terms: Terms, said: str) -> dict[str, Any]:
        """What it allows as far as its name is known, else nothing; somebody is to read it."""
        known = next((entry for entry in KNOWN if re.search(entry[0], said)), None)
        stored, attribution, commercial, derivatives = known[1:] if known else (OTHER, True, False, False)
        spdx = terms.name if re.fullmatch(r"(CC-BY|CC0|ODC|ODbL|PDDL|OGL)[\w.-]*\d\.\d", terms.name) else ""
        return foreign.kept(
            {
                "title": terms.title or self.desk.words(terms.name or terms.url),
                "description": self.desk.spoken("import.license_known" if known else "import.license_unread"),
                "url": terms.url,
                "spdx": spdx,
                "gdc": stored,
            }
        ) | {
            "open": known is not None and commercial and derivatives,
            "attribution": attribution,
            "commercial": commercial,
            "derivatives": derivatives,
        }

    def _unknown_license(self) -> dict[str, Any]:
        flags = {"open": False, "attribution": True, "commercial": False, "derivatives": False}
        texts = {key: self.desk.spoken(f"import.unknown_license_{key}") for key in ("title", "description")}
        return {**texts, "gdc": OTHER, **flags}


def _license_name(terms: Terms) -> str:
    """As registries allow it: small letters, digits, dots and hyphens."""
    said = terms.name or next(iter(terms.title.values()), "") or _address(terms.url)
    return (
        re.sub(r"[^a-z0-9.]+", "-", said.casefold()).strip("-.")[:70] or foreign.slug(_address(terms.url)) or "license"
    )


def _address(url: str) -> str:
    """Without what does not tell two addresses of one text apart."""
    return re.sub(r"^https?://(www\.)?|/(legalcode|deed\.\w+)?/?$", "", url.casefold())


def _built(registry: str, name: str, entry: Mapping[str, Any]) -> Any:
    values = {key: Text(value) if isinstance(value, dict) else value for key, value in entry.items()}
    return CLASSES[registry](name=name, **values)


def _lines(registry: str, entries: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    for name, entry in entries.items():
        yield f"{name}:"
        yield from (f"  {line}" if line else "" for line in lines_of(entry, REGISTRIES[registry]))
