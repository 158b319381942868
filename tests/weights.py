"""How heavy the pages of a built site are, as a table in Markdown. In comes a folder, out go lines.

Weighed is the HTML of each page, by the first part of its address; pages of datasets over their budget of 40 kB are
named. Run: `python tests/weights.py site`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

BUDGET = 40_000
BUDGETED = "datasets/*/"


def weights(site: Path) -> dict[str, list[tuple[int, str]]]:
    """Bytes and address of every page by its kind, the heaviest first. Languages are one kind."""
    kinds: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    languages = {folder.name for folder in site.iterdir() if (folder / "datasets/index.html").is_file()}
    for page in site.rglob("index.html"):
        steps = list(page.parent.relative_to(site).parts)
        address = "".join(f"/{step}" for step in steps) + "/"
        if steps and steps[0] in languages:
            steps = steps[1:]
        kinds["/".join((*steps[:1], *("*" for _ in steps[1:]), ""))].append((page.stat().st_size, address))
    return {kind: sorted(pages, reverse=True) for kind, pages in sorted(kinds.items())}


def main(site: Path) -> None:
    """Print the table."""
    found = weights(site)
    heavy = [(size, address) for size, address in found.get(BUDGETED, ()) if size > BUDGET]
    lines = ["| pages | how many | heaviest | at |", "|---|--:|--:|---|"]
    for kind, pages in found.items():
        lines.append(f"| `/{kind}` | {len(pages)} | {pages[0][0] / 1000:.1f} kB | `{pages[0][1]}` |")
    lines += [f"\n⚠️ **Over {BUDGET // 1000} kB:** `{address}`, {size / 1000:.1f} kB" for size, address in heavy]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
