"""Links of a catalog asked whether they answer: the addresses that its YAML names, each once, politely.

In comes the root of a catalog, out go problems, each at its file and line. A host is asked one thing at a time, with a
pause between, and not at all where its robots.txt says so; another way to ask, and another try, come before a link is
called broken. It must not know how a request is made.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urldefrag, urlsplit
from urllib.robotparser import RobotFileParser

from generator.fetching import AGENT, Answer, Limits, UnansweredError, fetch
from generator.problems import Problem, WrongUse, in_order, problem
from generator.tidying import written_files
from generator.yamlfile import Entries, Items, Node, Scalar, read_yaml

IDENTIFIERS: Final = ("base_uri", "rdfType", "qudt", "eu")  # keys whose addresses name a thing, be they pages or not
LINK: Final = re.compile(r"https?://[^\s<>\"'`|\\^{}\[\]]+")
TRAILING: Final = ".,;:!?*_"  # signs of a sentence behind an address
AT_ONCE: Final = 4  # hosts
TRIES: Final = 3
LONGEST: Final = 60.0  # seconds that a host may ask us to wait
BUSY: Final = (429, 500, 502, 503, 504)
CLOSED: Final = (401, 403, 407, 429, 451, 999)  # answers that programs get where a person may get a page
ASKED_WRONGLY: Final = (400, 403, 404, 405, 406, 410, 501)  # answers to HEAD that GET may not get
PASSING: Final = ("timeout", "unreachable", "protocol")

Fetch = Callable[[str, Limits, str], Answer]


class Place(NamedTuple):
    path: str
    line: int
    subject: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be said of a link: the code of a problem, and its values."""

    code: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Seconds between two requests to a host; `sleep` waits, `fetch` asks."""

    pause: float = 1.0
    limits: Limits = field(default_factory=Limits)
    sleep: Callable[[float], None] = time.sleep
    fetch: Fetch = fetch


def links(root: Path, asked: Sequence[str]) -> Mapping[str, tuple[Place, ...]]:
    """Every address in the YAML at or below those paths, without its fragment, with all places that name it."""
    found: dict[str, list[Place]] = defaultdict(list)
    for path in written_files(root, asked):
        file, _ = read_yaml(root, path)
        for subject, line, text in _texts(file.node, "") if file is not None else ():
            for address in _addresses(text):
                found[urldefrag(address).url].append(Place(path, line, subject))
    return {address: tuple(places) for address, places in found.items()}


def new_links(old: Path, new: Path) -> Mapping[str, tuple[Place, ...]]:
    """The addresses that the newer of two catalogs names, and the older one does not."""
    known = links(old, [])
    return {address: places for address, places in links(new, []).items() if address not in known}


def broken(known: Mapping[str, tuple[Place, ...]], manners: Manners) -> tuple[Problem, ...]:
    """What is to be said of those that do not answer as one would wish, in order. Raises `WrongUse` where not one name
    of several is known: then it is this machine that reaches nobody."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in known:
        hosts[urlsplit(address).netloc.lower()].append(address)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        asked = threads.map(lambda addresses: list(_of_host(addresses, manners)), hosts.values())
    told = [one for answers in asked for one in answers]
    if len(hosts) > 1 and len(told) == len(known) and all(_is_unknown(finding) for _, finding in told):
        raise WrongUse("no-network", links=len(known))
    return in_order(
        problem(finding.code, place.path, place.line, place.subject, found=address, **finding.values)
        for address, finding in told
        for place in known[address]
    )


def _is_unknown(finding: Finding) -> bool:
    return finding.values.get("answer", "").startswith("unknown-host")


def _texts(node: Node, subject: str) -> Iterator[tuple[str, int, str]]:
    if isinstance(node, Scalar):
        yield subject, node.line, node.text
    elif isinstance(node, Items):
        for number, item in enumerate(node.nodes):
            yield from _texts(item, f"{subject}[{number}]")
    elif isinstance(node, Entries):
        for key, value in node.nodes.items():
            if key not in IDENTIFIERS:
                yield from _texts(value, f"{subject}.{key}" if subject else key)


def _addresses(text: str) -> Iterator[str]:
    """A whole value is an address as it stands; in Markdown one ends where its link or its sentence does."""
    if LINK.match(text) and not re.search(r"\s", text):
        yield text
        return
    for match in LINK.finditer(text):
        address = match[0].rstrip(TRAILING)
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(TRAILING)
        yield address


def _of_host(addresses: Iterable[str], manners: Manners) -> Iterator[tuple[str, Finding]]:
    """One after another; a pause stands before every request but the first."""
    robots: RobotFileParser | None = None
    for address in addresses:
        if robots is None:
            try:
                robots = _robots(address, manners)
            except UnansweredError as error:  # a name that stands for nothing is not asked again
                yield address, _unanswered(error)
                continue
            manners = replace(manners, pause=max(manners.pause, _delay(robots)))
        manners.sleep(manners.pause)
        if not robots.can_fetch(AGENT, address):
            yield address, Finding("unsure-link", {"answer": "robots.txt"})
        elif (finding := _finding(address, manners)) is not None:
            yield address, finding


def _robots(address: str, manners: Manners) -> RobotFileParser:
    """What the host lets programs ask (RFC 9309): without a robots.txt everything. Raises `UnansweredError` where there
    is no such host."""
    parts = urlsplit(address)
    rules = RobotFileParser()
    try:
        answer = manners.fetch(f"{parts.scheme}://{parts.netloc}/robots.txt", manners.limits, "GET")
        rules.parse(answer.body.decode("utf-8", "replace").splitlines() if answer.status == 200 else [])
    except UnansweredError as error:
        if (error.reason, error.detail) == ("unknown-host", parts.hostname):
            raise
        rules.parse([])
    return rules


def _delay(rules: RobotFileParser) -> float:
    asked = rules.crawl_delay(AGENT)
    return min(LONGEST, float(asked)) if asked else 0


def _finding(address: str, manners: Manners) -> Finding | None:
    """None where all is well."""
    try:
        answer = _answer(address, manners)
    except UnansweredError as error:
        return _unanswered(error)
    if answer.status in CLOSED:
        return Finding("unsure-link", {"answer": f"HTTP {answer.status}"})
    if not 200 <= answer.status < 300:
        return Finding("broken-link", {"answer": f"HTTP {answer.status}"})
    return Finding("moved-link", {"address": answer.address}) if answer.is_moved else None


def _unanswered(error: UnansweredError) -> Finding:
    code = "unsure-link" if error.reason == "private-address" else "broken-link"
    return Finding(code, {"answer": f"{error.reason}: {error.detail}" if error.detail else error.reason})


def _answer(address: str, manners: Manners) -> Answer:
    """By HEAD, then by GET where that is not answered well; again a little later where the host seems to be busy."""
    method = "HEAD"
    for left in range(TRIES - 1, -1, -1):
        wait = manners.pause * 2 ** (TRIES - left)
        try:
            answer = manners.fetch(address, manners.limits, method)
            if method == "HEAD" and (answer.status in ASKED_WRONGLY or answer.status in BUSY):
                manners.sleep(manners.pause)
                method = "GET"
                answer = manners.fetch(address, manners.limits, method)
            if answer.status not in BUSY or not left:
                return answer
            wait = max(wait, _asked_to_wait(answer))
        except UnansweredError as error:
            if error.reason not in PASSING or not left:
                raise
            method = "GET"
        manners.sleep(wait)
    raise AssertionError("the last try returns or raises")


def _asked_to_wait(answer: Answer) -> float:
    written = answer.headers.get("retry-after", "")
    return min(LONGEST, float(written)) if written.isascii() and written.isdigit() else 0
