"""Rules of what a catalog chooses to publish: in come the catalog and its lines, out go problems.

What a format is made of or leads to stands with its name in `codelists.yml`. It must not know any format.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.sources import Sources
from generator.codelists import code_list
from generator.model import Catalog, CodeEntry
from generator.problems import Problem, problem

PATH = "datasets/catalog.yml"


def formats_have_what_they_need(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """A format that would lead to files that are not there is told, not left out behind the keeper's back."""
    for entry in code_list("format"):
        if catalog.publishes(entry.id):
            for key, needed in _missing(catalog, entry):
                subject, steps = _place(catalog, entry.id, key)
                line = sources.line(PATH, *steps)
                yield problem("format-needs-another", PATH, line, subject, found=entry.id, needed=needed, key=key)


def _missing(catalog: Catalog, entry: CodeEntry) -> Iterator[tuple[str, str]]:
    """Each with the key that would have to name it."""
    for key, chosen in (("formats", catalog.formats), ("downloads", catalog.downloads)):
        needs = entry.more.get(f"needs_{key}", ())
        assert isinstance(needs, list | tuple), entry.id
        yield from ((key, needed) for needed in needs if chosen is not None and needed not in chosen)


def _place(catalog: Catalog, name: str, key: str) -> tuple[str, tuple[str | int, ...]]:
    """The subject and the steps to it: the format where it is named, else the list that lacks what it needs."""
    if catalog.formats is None:
        return key, (key,)
    index = catalog.formats.index(name)
    return f"formats[{index}]", ("formats", index)
