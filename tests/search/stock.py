"""The same queries asked of others: Material's own search and Pagefind, both as they come. In come records and queries,
out go hits. It must not know what ours finds.

Material gets a page of Markdown for each record and language (title, keywords, description, fields), built by plain
MkDocs with its search set to Thai and English. Pagefind, which searches one language at a time, gets the pages of our
own built site, without their frames; a query with Thai letters asks its Thai index, any other the English one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from generator import urls
from generator.model import Catalog
from generator.search.records import Record
from tests.browser.conftest import CHROMIUM, FLAGS, _serve
from tests.search.measuring import Hits

MKDOCS = {
    "site_name": "Stock",
    "theme": {"name": "material", "language": "th", "font": False},
    "plugins": [{"search": {"lang": ["th", "en"]}}],
    "use_directory_urls": True,
}
MATERIAL = """async ([worker, queries]) => {
  const index = await (await fetch("search/search_index.json")).json();
  const searching = new Worker(worker);
  const answer = (message) => new Promise((resolve) => {
    searching.onmessage = (event) => resolve(event.data);
    searching.postMessage(message);
  });
  await answer({type: 0, data: {config: index.config, docs: index.docs, options: {suggest: false}}});
  const found = [];
  for (const query of queries) {
    const {data} = await answer({type: 2, data: query});
    found.push(data.items.slice(0, 10).map((sections) => sections[0].location));
  }
  return found;
}"""
PAGEFIND = """async ([base, language, queries]) => {
  document.documentElement.lang = language;
  const pagefind = await import(new URL("pagefind.js", new URL(base, location.href)));
  await pagefind.options({baseUrl: "/"});
  const found = [];
  for (const query of queries) {
    const {results} = await pagefind.search(query);
    found.push(await Promise.all(results.slice(0, 10).map(async (result) => (await result.data()).url)));
  }
  return found;
}"""


def material(catalog: Catalog, records: Sequence[Record], queries: Sequence[str], folder: Path) -> list[Hits]:
    docs = folder / "docs"
    for language in catalog.languages:
        for record in records:
            page = docs / urls.page(record.path, language, catalog.languages) / "index.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(_markdown(record, language), "utf-8")
    docs.joinpath("index.md").write_text("# Stock\n", "utf-8")
    folder.joinpath("mkdocs.yml").write_text(json.dumps({**MKDOCS, "nav": [{"Stock": "index.md"}]}), "utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True, capture_output=True)
    site = folder / "site"
    (worker,) = site.glob("assets/javascripts/workers/search.*.min.js")
    with _page(site) as page:
        found = page.evaluate(MATERIAL, [f"/{worker.relative_to(site).as_posix()}", list(queries)])
    return _named(catalog, records, found)


def pagefind(
    catalog: Catalog, records: Sequence[Record], queries: Sequence[str], site: Path, program: Path
) -> list[Hits]:
    """`site` is a copy of the built site that may be written to, `program` Pagefind's."""
    command = [
        str(program),
        "--site",
        str(site),
        "--output-subdir",
        "pagefind",
        "--root-selector",
        "article",
        "--quiet",
    ]
    subprocess.run(command, check=True, capture_output=True)
    is_thai = [any("\u0e00" < letter < "\u0e7f" for letter in query) for query in queries]
    found: list[list[str]] = [[] for _ in queries]
    for language, wanted in (("th", True), ("en", False)):
        asked = [number for number, thai in enumerate(is_thai) if thai == wanted]
        with _page(site) as page:
            answers = page.evaluate(PAGEFIND, ["/pagefind/", language, [queries[number] for number in asked]])
        for number, answer in zip(asked, answers, strict=True):
            found[number] = answer
    return _named(catalog, records, found)


def _markdown(record: Record, language: str) -> str:
    parts = [f"# {record.title.text(language)}", ", ".join(record.keywords), ", ".join(record.aliases)]
    parts += [] if record.description is None else [record.description.text(language)]
    parts += [title.text(language) for title in record.context]
    parts += [f"- `{column.name}`: {column.title.text(language)}" for column in record.fields]
    return "\n\n".join(part for part in parts if part) + "\n"


def _named(catalog: Catalog, records: Iterable[Record], found: Iterable[Iterable[str]]) -> list[Hits]:
    """Records by the addresses of their pages; a dataset's answers to its fields too, and one page counts once."""
    names: Mapping[str, tuple[str, ...]] = {
        urls.page(record.path, language, catalog.languages): (
            f"{record.kind}:{record.name}",
            *(f"field:{record.name}/{column.name}" for column in record.fields),
        )
        for record in records
        for language in catalog.languages
    }
    answers = []
    for paths in found:
        plain = (path.partition("#")[0].lstrip("/") for path in paths)
        answers.append([names.get(path, (path,)) for path in dict.fromkeys(plain)])
    return answers


@contextmanager
def _page(site: Path) -> Iterator[Page]:
    with closing(_serve(site, "/")) as serving, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.goto(next(serving).url(""))
        yield page
        browser.close()


def ours(program: str, queries: Sequence[str], language: str, site: Path, script: str) -> list[dict[str, Any]]:
    """What our own engine answers, asked in the same way."""
    with _page(site) as page:
        options = {"program": program, "queries": list(queries), "language": language, "options": {}}
        found: list[dict[str, Any]] = page.evaluate(script, options)
        return found
