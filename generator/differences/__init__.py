"""What a change to a catalog means: two catalogs come in, one frozen `Difference` goes out, and what is said of it.

`facts` are the words of it; `declared`, `rows` and `figures` compare what two sides declare, hold and observe, as pure
functions; `catalogs` asks them about everything in two folders, `judged` adds points of quality, and `embargo` takes
out values that are to come; `telling` and `printing` say it to a reader. It must not know where the older catalog
comes from.
"""

from __future__ import annotations

from generator.differences.catalogs import Side, compare
from generator.differences.embargo import without_embargoed
from generator.differences.facts import Difference
from generator.differences.judged import with_quality
from generator.differences.printing import PRINTERS, markdown

__all__ = [
    "PRINTERS",
    "Difference",
    "Side",
    "compare",
    "markdown",
    "with_quality",
    "without_embargoed",
]
