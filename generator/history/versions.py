"""A descriptor as it once was: in come the bytes of some `dataset.yml`, out goes what of it can still be read.

It is read by today's rules and none of its problems is told: it is past mending. It must not know what came after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.descriptors import read_dataset
from generator.kinds import Context
from generator.model import Dataset, Resource
from generator.problems import Problem
from generator.yamlfile import YamlFile, parse_yaml

PATH: Final = "datasets/-/dataset.yml"  # problems would name it


@dataclass(frozen=True, slots=True)
class Version:
    """What a descriptor said: `keys` are its values as they stood in the file."""

    keys: Mapping[str, object]
    file: YamlFile

    def dataset(self, languages: Sequence[str], name: str) -> Dataset | None:
        """All of it, which takes ten times as long as its keys. `name` stands in for a title that it lacks."""
        return self._read(languages, name)[0]

    def resources(self, languages: Sequence[str]) -> Mapping[str, Resource] | None:
        """Its files by path; None where what it says of them is wrong, so that no reader of tables may be given it."""
        dataset, problems = self._read(languages, "")
        if dataset is None or any(p.level == "error" and p.subject.startswith("resources") for p in problems):
            return None
        return {r.path: r for r in dataset.resources if r.path is not None}

    def _read(self, languages: Sequence[str], name: str) -> tuple[Dataset | None, list[Problem]]:
        context = Context(path=PATH, languages=tuple(languages), names={}, problems=[])
        return read_dataset(context, self.file, name, None), context.problems


def version(content: bytes) -> Version | None:
    """None where it is no mapping of YAML."""
    file, _ = parse_yaml(content, PATH)
    return Version(file.value, file) if file is not None and isinstance(file.value, dict) else None
