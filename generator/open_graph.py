"""What services that show links are told of a page: Open Graph (https://ogp.me/).

In come a page's own words, its full address and its languages, out go properties with their values. It must not know
pictures: pages that have one name it themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from babel.core import get_global, parse_locale

from generator.model import Catalog


def open_graph(
    catalog: Catalog, *, title: str, url: str, language: str, twins: Iterable[str]
) -> tuple[tuple[str, str], ...]:
    """Properties in their order; none where the page has no address of its own. `twins` are the languages that the page
    stands in. `og:description` is not among them: the page's own description is told by that name too, not twice."""
    if not url:
        return ()
    site = catalog.title.text(language)
    return (
        ("og:type", "website"),
        ("og:site_name", site),
        ("og:title", title or site),
        ("og:url", url),
        ("og:locale", locale_name(language)),
        *(("og:locale:alternate", locale_name(twin)) for twin in sorted(twins) if twin != language),
    )


@cache
def locale_name(language: str) -> str:
    """`language_TERRITORY`, as Open Graph asks for it; where the language names no territory, its likeliest one by
    Unicode's table (https://www.unicode.org/reports/tr35/#Likely_Subtags): th_TH, en_US."""
    tag = language.replace("-", "_")
    try:
        known = parse_locale(tag)
        likely = parse_locale(get_global("likely_subtags").get(tag, tag))
    except ValueError:
        return tag
    territory = known[1] or likely[1] or ""
    return f"{known[0]}_{territory}" if territory.isalpha() else known[0]  # the world's number is no land
