"""Sets of indicators: the list of all, a dashboard for each, its files and its picture.

In come the catalog and summaries, out go `Page`s and files.
"""

from __future__ import annotations

from generator.pages.sets.cards import SetCard, set_cards
from generator.pages.sets.dashboard import files, pages

__all__ = ["SetCard", "files", "pages", "set_cards"]
