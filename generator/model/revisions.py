"""What became of datasets and sets from one publication to the next: who they were, what changed in them, and when."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRevision:
    """What one commit did to one data file: `change` is `new`, `revised` or `removed`, `path` that in the dataset.

    The numbers count rows, each by the table's primary key, or whole where it has none: then `changed` is None. All are
    None where rows were not compared, and `reason` is a key of words that tells why.
    """

    path: str
    change: str
    title: Text | None = None
    added: int | None = None
    changed: int | None = None
    removed: int | None = None
    fields_added: tuple[str, ...] = ()
    fields_removed: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What one commit did to one dataset, or what the dataset says of itself where no commit is known.

    Or what one did to the file of an indicator set: then `indicator_set` is its name and `dataset` is empty.

    `kind` is `new`, `data`, `metadata`, `removed`, `withdrawn`, `renamed` (`former` was its name) or `stated`: its own
    `modified`.
    `at` is the commit's moment (RFC 3339, with the committer's offset), or the stated day at midnight UTC. `keys` are
    those of the descriptor that have other values, `resources.title` where it is one of a thing in a list; `is_read` is
    false where one of the two descriptors is no YAML. `title`, `organization` and `themes` are what a dataset or a set
    (its publisher) that is gone said last; None and empty for all others.
    """

    dataset: str
    kind: str
    at: str
    commit: str = ""
    former: str = ""
    files: tuple[FileRevision, ...] = ()
    keys: tuple[str, ...] = ()
    is_read: bool = True
    indicator_set: str = ""
    title: Text | None = None
    organization: str = ""
    themes: tuple[str, ...] = ()

    @property
    def day(self) -> str:
        """The day on the calendar of whoever made the commit: YYYY-MM-DD."""
        return self.at[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Data that are to come. `at` is a day or a moment (ISO 8601); `kind` is `fixed` where the data lie ready and are
    held back until then, `planned` where the dataset names a day, `expected` where its frequency tells one. `files` are
    the names and titles of files that are held back, empty for a whole dataset. `stated` is the day on which the
    dataset last said so."""

    dataset: str
    title: Text
    organization: str
    kind: str
    at: str
    stated: str
    files: tuple[tuple[str, Text], ...] = ()
