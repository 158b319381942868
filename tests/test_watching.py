"""What has changed below folders is told once, whatever kind of change it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.watching import Watch


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "place"
    place.joinpath("inner").mkdir(parents=True)
    for name in ("a", "inner/b"):
        place.joinpath(name).write_text("one")
    return place


@pytest.fixture
def watch(place: Path) -> Watch:
    watch = Watch()
    watch.follow([place])
    return watch


def test_every_change_is_told_once(place: Path, watch: Watch) -> None:
    assert watch.changed() == frozenset()
    place.joinpath("inner/b").write_text("another")
    place.joinpath("inner/c").write_text("new")
    place.joinpath("a").unlink()
    assert watch.changed() == {str(place / name) for name in ("a", "inner/b", "inner/c")}
    assert watch.changed() == frozenset()


def test_a_file_put_in_the_place_of_another_is_a_change_though_time_and_size_are_equal(
    place: Path, watch: Watch
) -> None:
    before = place.joinpath("a").stat()
    other = place.parent / "other"
    other.write_text("two")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(place / "a")
    assert watch.changed() == {str(place / "a")}


def test_a_link_counts_as_the_file_behind_it_and_links_to_folders_are_passed_over(place: Path, watch: Watch) -> None:
    behind = place.parent / "behind"
    behind.write_text("one")
    place.joinpath("link").symlink_to(behind)
    place.joinpath("loop").symlink_to(place)
    assert watch.changed() == {str(place / "link")}
    behind.write_text("another")
    assert watch.changed() == {str(place / "link")}


def test_a_place_may_be_a_file_or_come_and_go(place: Path, watch: Watch) -> None:
    file, folder = place.parent / "mkdocs.yml", place.parent / "later"
    file.write_text("one")
    place.joinpath("a").write_text("another")
    watch.follow([place, file, folder])
    assert watch.changed() == {str(place / "a")}
    file.write_text("another")
    folder.mkdir()
    folder.joinpath("c").touch()
    assert watch.changed() == {str(file), str(folder / "c")}
    watch.follow([file])
    place.joinpath("a").unlink()
    assert watch.changed() == frozenset()
