"""Rules of organizations: in come the catalog and its lines, out go problems. It must not know what is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.checks.sources import Sources
from generator.model import Catalog
from generator.problems import Problem, problem

PATH: Final = "datasets/organizations.yml"
REVIEWER: Final = re.compile(r"@[A-Za-z\d][\w.-]*(/[\w.-]+)*|[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


def reviewers_can_be_asked(catalog: Catalog, sources: Sources) -> Iterator[Problem]:
    """A code host passes over a whole file with a name that it cannot read."""
    for organization in catalog.organizations.values():
        for index, reviewer in enumerate(organization.reviewers):
            if not REVIEWER.fullmatch(reviewer):
                line = sources.line(PATH, organization.name, "reviewers", index)
                yield problem("bad-reviewer", PATH, line, f"{organization.name}.reviewers[{index}]", found=reviewer)
