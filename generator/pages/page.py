"""What a generated page is before the theme puts its frame around it: a body of HTML, and what the frame needs to know.

The modules beside this one make pages; `theme` turns one into a whole document. A page must not know that frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.outputs import Alternate


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page in one language.

    `path`, the paths of `twins` (language -> path, this page's own included) and those of `breadcrumbs` (title and
    path, from the home page down, this page left out) are relative to the site's root as `urls` makes them. `title`
    and `description` are plain text. `body` is HTML, the content below the breadcrumbs with its own `h1`; `head` is
    what else belongs into `<head>`; `alternates` are files that say the same to machines. `kind` names the sort of
    page: `home`, `datasets`, `dataset`, `organizations`, `organization`, `themes`, `theme`, `indicators`, `indicator`,
    `indicator-sets`, `indicator-set`, `problems`, `problem-area`, `reference`, `search`, `updates`, `quality`,
    `calendar`, `former`, `withdrawn`. `canonical` is the path of the page that stands for this one, empty where that is
    the page itself. A page that is not listed stands in no sitemap and asks search engines to leave it out.
    """

    path: str
    language: str
    title: str
    description: str
    body: str
    twins: Mapping[str, str]
    kind: str
    head: str = ""
    breadcrumbs: tuple[tuple[str, str], ...] = ()
    alternates: tuple[Alternate, ...] = ()
    canonical: str = ""
    is_listed: bool = True
