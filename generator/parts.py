"""What a format makes of the whole catalog, in parts that are made anew one by one.

A part names the datasets whose files and values it looks into; of all others it sees no more than their descriptors.
So a value that changes in one table makes anew only what shows it. It must not know which formats there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.model import Catalog, Dataset, Summary
from generator.outputs import Output

CatalogFiles = Callable[[Catalog, Mapping[str, Summary], Path], Iterator[Output]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """`files` is given the whole catalog with the datasets that are published, their summaries by name, and the folder
    of the site, where it may read what the tasks of the datasets in `reads` have written. Of all summaries it looks at
    no more than `sees` takes out of each. `name` is unique in a format.
    """

    name: str
    reads: tuple[Dataset, ...]
    files: CatalogFiles
    sees: Callable[[Summary], object] = lambda _summary: None
