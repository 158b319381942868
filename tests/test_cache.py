"""What the cache gives back is what was kept, or nothing; whatever happens to its folder."""

from __future__ import annotations

import errno
import os
import pickle
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from generator import cache
from generator.cache import Cache, key_of, place_of
from generator.model import Count, Text
from generator.problems import problem

KEY = key_of("a key")
FACTS = (Text({"th": "ถนน", "en": "road"}), date(2026, 1, 2), problem("file-empty", "datasets/roads/a.csv", 3))
FILES = {"datasets/roads/a.csv": b"a,b\r\n1,2\r\n", "datasets/roads/deep/b.bin": bytes(300)}


def laid(folder: Path, files: Mapping[str, bytes]) -> tuple[dict[str, str], Path]:
    """Files in a folder, by their path in it, whose digests nobody has taken."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return dict.fromkeys(files, ""), folder


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    made = Cache(tmp_path / "cache")
    made.keep("read", KEY, FACTS, *laid(tmp_path / "old-site", FILES))
    return made


def entry_files(kept: Cache) -> list[Path]:
    return sorted(kept._place("read", KEY).iterdir())


def written(kept: Cache, folder: Path) -> dict[str, bytes] | None:
    entry = kept.read("read", KEY)
    if entry is None:
        return None
    entry.write(folder)
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_facts_and_files_come_back_as_they_were(kept: Cache, tmp_path: Path) -> None:
    assert kept.facts("read", KEY) == FACTS
    assert written(kept, tmp_path / "site") == FILES


def test_what_stands_in_the_way_is_replaced(kept: Cache, tmp_path: Path) -> None:
    before = tmp_path / "site" / "datasets/roads/a.csv"
    before.parent.mkdir(parents=True)
    before.write_text("of another build")
    assert written(kept, tmp_path / "site") == FILES


def test_two_disks_share_by_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refused)
    made = Cache(tmp_path / "cache")
    made.keep("read", KEY, FACTS, *laid(tmp_path / "old-site", FILES))
    assert written(made, tmp_path / "site") == FILES
    assert all(file.stat().st_nlink == 1 for file in entry_files(made))


def test_whoever_edits_the_site_in_place_loses_the_entry_not_its_truth(kept: Cache, tmp_path: Path) -> None:
    assert written(kept, tmp_path / "site") == FILES
    with (tmp_path / "site" / "datasets/roads/a.csv").open("ab") as file:
        file.write(b"3,4\r\n")
    assert kept.facts("read", KEY) is None
    kept.keep("read", KEY, FACTS, *laid(tmp_path / "next-site", FILES))
    assert written(kept, tmp_path / "again") == FILES


def test_another_kind_or_key_is_another_entry(kept: Cache) -> None:
    assert kept.has("read", KEY)
    assert not kept.has("pages", KEY)
    assert kept.facts("read", key_of("another")) is None
    assert kept.facts("read", None) is None


def test_a_cut_entry_is_none_wherever_it_is_cut(kept: Cache, tmp_path: Path) -> None:
    for file, whole in [(file, file.read_bytes()) for file in entry_files(kept)]:
        for length in range(0, len(whole), 5):
            shutil.rmtree(kept._place("read", KEY), ignore_errors=True)
            kept.keep("read", KEY, FACTS, *laid(tmp_path / "old-site", FILES))
            file.unlink()
            file.write_bytes(whole[:length])
            assert kept.facts("read", KEY) is None, (file.name, length)
            assert not kept.has("read", KEY), "it is taken away, so that it can be made again"


def test_an_entry_with_one_other_byte_is_none(kept: Cache, tmp_path: Path) -> None:
    for file, whole in [(file, file.read_bytes()) for file in entry_files(kept)]:
        for place in range(0, len(whole), 7):
            shutil.rmtree(kept._place("read", KEY), ignore_errors=True)
            kept.keep("read", KEY, FACTS, *laid(tmp_path / "old-site", FILES))
            file.unlink()
            file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert kept.facts("read", KEY) is None, (file.name, place)


def test_an_entry_without_one_of_its_files_is_none(kept: Cache) -> None:
    entry_files(kept)[0].unlink()
    assert kept.facts("read", KEY) is None


def test_what_is_no_entry_is_none(kept: Cache) -> None:
    place = kept._place("read", KEY)
    shutil.rmtree(place)
    place.write_text("a file")
    assert kept.facts("read", KEY) is None
    kept.keep("read", KEY, FACTS)  # nothing is remembered, nothing is raised
    assert kept.facts("read", KEY) is None


class Runs:
    """What a poisoned entry would hold."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("exit 1",)


@pytest.mark.parametrize("fact", [Runs(), Path("x"), pytest.raises], ids=["call", "foreign class", "function"])
def test_an_entry_that_holds_more_than_facts_is_none(tmp_path: Path, fact: object) -> None:
    made = Cache(tmp_path)
    made.keep("read", KEY, fact)
    assert made.has("read", KEY) and made.facts("read", KEY) is None


@pytest.mark.parametrize("path", ["../out", "/out", "a/../../out"])
def test_an_entry_with_a_file_outside_is_none(tmp_path: Path, path: str) -> None:
    made = Cache(tmp_path / "cache")
    laid(tmp_path, {"out": b"", "site/out": b"", "site/a/b": b""})
    made.keep("read", KEY, None, {path: ""}, tmp_path / "site")
    assert made.has("read", KEY) and made.read("read", KEY) is None


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(cache, "write_file", no_space)
        yield


def test_a_full_disk_leaves_no_entry_and_raises_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Cache(tmp_path / "cache")
    with full_disk(monkeypatch):
        made.keep("read", KEY, FACTS, *laid(tmp_path / "site", FILES))
    assert not made.has("read", KEY)
    assert [f.name for f in (tmp_path / "cache").rglob("*") if f.is_file()] == [".gitignore"]


def test_a_folder_that_cannot_be_made_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    made = Cache(tmp_path / "file" / "cache")
    made.keep("read", KEY, FACTS)
    assert made.facts("read", KEY) is None
    made.tidy()


def test_a_cache_of_nowhere_remembers_nothing() -> None:
    made = Cache(None)
    made.keep("read", KEY, FACTS)
    assert made.facts("read", KEY) is None and not made.has("read", KEY)


def test_git_sees_nothing_of_it(kept: Cache) -> None:
    assert kept.folder is not None
    assert kept.folder.joinpath(".gitignore").read_text() == "*\n"


def test_what_was_used_longest_ago_goes_first_and_never_what_this_build_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Cache(tmp_path)
    file = laid(tmp_path / "site", {"file": bytes(1_000)})
    for number in range(6):
        old.keep("read", key_of(number), None, *file)
        os.utime(old._place("read", key_of(number)), (number, number))
    made = Cache(tmp_path)
    made.keep("read", key_of("new"), None, *file)
    assert made.facts("read", key_of(0)) is None and made.has("read", key_of(0))  # facts are None, and it was used
    monkeypatch.setattr(cache, "LIMIT", 4_900)
    made.tidy()
    left = [number for number in (*range(6), "new") if made.has("read", key_of(number))]
    assert left == [0, 4, 5, "new"]
    monkeypatch.setattr(cache, "LIMIT", 10)
    made.tidy()
    assert [number for number in (*range(6), "new") if made.has("read", key_of(number))] == [0, "new"]


def test_abandoned_halves_go(tmp_path: Path) -> None:
    made = Cache(tmp_path)
    made.keep("read", KEY, FACTS)
    for name, age in ((".new-old", 10), (".new-now", None)):
        half = made._place("read", KEY).parent / name
        half.mkdir()
        if age is not None:
            os.utime(half, (age, age))
    made.tidy()
    assert sorted(f.name for f in made._place("read", KEY).parent.iterdir())[:1] == [".new-now"]


def test_a_cache_goes_to_another_process_by_its_folder(kept: Cache) -> None:
    assert pickle.loads(pickle.dumps(kept)).facts("read", KEY) == FACTS


def test_equal_facts_have_equal_keys_and_others_do_not() -> None:
    assert key_of(Text({"en": "a"}), "b") == key_of(Text({"en": "a"}), "b")
    parts: list[tuple[object, ...]] = [
        ("ab", ""),
        ("a", "b"),
        ("", "ab"),
        (1,),
        ("1",),
        (1.0,),
        (Count(value="1", count=1),),
    ]
    assert len({key_of(*p) for p in parts}) == len(parts)
    assert key_of("\ud800")  # half a surrogate pair


def test_the_environment_names_another_folder(tmp_path: Path) -> None:
    assert place_of(tmp_path, {}) == tmp_path / ".banchi" / "cache"
    assert place_of(tmp_path, {"BANCHI_CACHE": "/elsewhere"}) == Path("/elsewhere")
