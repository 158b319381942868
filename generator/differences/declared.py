"""What two versions of the same thing declare otherwise: in come two frozen dataclasses of the model, out go `Detail`s.

One walk over the attributes serves datasets, indicators, sets and registries. Things in lists are known by their names
or by what else tells them apart, so that one more in front changes nothing else. It must not know files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from fnmatch import fnmatchcase
from typing import Any, Final

from generator.differences.facts import Detail
from generator.model import Field, Keywords, Resource, Text
from generator.values import text_of

UNSAID: Final = ("line", "digest", "folder", "descriptor", "name", "indicators")
"""Attributes that are no key of a descriptor, or that are told elsewhere."""

TELLING: Final = ("name", "value", "path", "time", "indicator", "code", "field", "fields", "title")
"""What tells a thing in a list from its neighbours: the first of these that it has."""

BREAKING: Final = (
    *("resources.*.format", "resources.*.schema", "resources.*.schema.primaryKey"),
    *("resources.*.schema.fields.*.type", "resources.*.schema.fields.*.unit", "resources.*.schema.fields.*.calendar"),
    *("unit", "multiplier", "direction", "kind"),
)
"""Paths at which a program or a reader that relied on the old value goes wrong. So it does where a resource or a field
is gone or has another name."""

WIDER: Final = (("integer", "number"), ("year", "integer"), ("date", "datetime"))
"""Types whose every value is one of the other type too."""

Things = Mapping[str, Any]
Steps = tuple[str, ...]


def details(old: Any, new: Any) -> tuple[Detail, ...]:
    """Every difference between two dataclasses of one class, in the order of their attributes."""
    return tuple(_compared(old, new, ()))


def renames(old: Things, new: Things) -> dict[str, str]:
    """Which of the things that are gone is one that came, under another name: new names by old ones. A name is taken
    where the newer thing says so, else only where everything else, or what says most of a thing, is the same, and of no
    other thing."""
    found = {
        former: name
        for name, thing in new.items()
        for former in getattr(thing, "former_names", ())
        if former in old and former not in new and name not in old
    }
    for sign_of in (_content, _gist):
        gone = _by_sign(sign_of, ((name, old[name]) for name in old if name not in new and name not in found))
        came = _by_sign(sign_of, ((name, new[name]) for name in new if name not in old and name not in found.values()))
        for sign, names in gone.items():
            if sign is not None and len(names) == len(came.get(sign, ())) == 1:
                found[names[0]] = came[sign][0]
    return found


def _by_sign(sign_of: Callable[[Any], Hashable], things: Iterable[tuple[str, Any]]) -> dict[Hashable, list[str]]:
    found: dict[Hashable, list[str]] = {}
    for name, thing in things:
        found.setdefault(sign_of(thing), []).append(name)
    return found


def _content(value: Any) -> Hashable:
    """All of a thing but its name."""
    if is_dataclass(value):
        return tuple(_content(getattr(value, one.name)) for one in fields(value) if one.name not in UNSAID)
    if isinstance(value, Mapping):
        return tuple((key, _content(item)) for key, item in value.items())
    return tuple(map(_content, value)) if isinstance(value, tuple) else repr(value)


def _gist(thing: Any) -> Hashable:
    """What a thing says of itself to people, or which file it is; None where that does not tell it from others."""
    if isinstance(thing, Resource):
        return thing.path, thing.url
    title = getattr(thing, "title", None)
    return (getattr(thing, "type", None), _content(title)) if isinstance(title, Text) else None


def by_name(things: Sequence[Any]) -> dict[str, Any]:
    """Things of a list by what tells them apart; a second one of the same is numbered."""
    found: dict[str, Any] = {}
    seen: Counter[str] = Counter()
    for thing in things:
        name = _telling(thing)
        seen[name] += 1
        found[f"{name}#{seen[name]}" if seen[name] > 1 else name] = thing
    return found


def _compared(old: Any, new: Any, path: Steps) -> Iterator[Detail]:
    if old == new:
        return
    texts = [value for value in (old, new) if isinstance(value, Text | Keywords)]
    if texts:
        yield from _in_languages(old, new, path)
    elif _are_things(old) and _are_things(new) and (old or new):
        yield from _in_list(by_name(old), by_name(new), path)
    elif is_dataclass(old) and is_dataclass(new):
        for attribute in fields(old):
            if attribute.name not in UNSAID:
                values = getattr(old, attribute.name), getattr(new, attribute.name)
                yield from _compared(*values, (*path, attribute.name))
    elif isinstance(old, tuple) and isinstance(new, tuple) and set(old) != set(new) and not _breaks(path):
        yield from _in_words(old, new, path)
    else:
        yield _detail(path, "changed", _text(old), _text(new))


def _in_words(old: Sequence[Any], new: Sequence[Any], path: Steps, language: str | None = None) -> Iterator[Detail]:
    """Values of a list that came or went, each by itself; the order of the others is nothing then."""
    for value in old:
        if value not in new:
            yield _detail(path, "removed", _text(value), None, language)
    for value in new:
        if value not in old:
            yield _detail(path, "added", None, _text(value), language)


def _in_languages(old: Any, new: Any, path: Steps) -> Iterator[Detail]:
    before = {} if old is None else old.by_language
    after = {} if new is None else new.by_language
    for language in dict.fromkeys((*before, *after)):
        was, now = before.get(language), after.get(language)
        if isinstance(was, tuple) and isinstance(now, tuple) and set(was) != set(now):
            yield from _in_words(was, now, path, language)
        elif was != now:
            yield _detail(path, "changed", _text(was), _text(now), language)


def _in_list(old: Things, new: Things, path: Steps) -> Iterator[Detail]:
    renamed = renames(old, new)
    for name, thing in old.items():
        if name in renamed and not hasattr(thing, "name"):  # told apart by what it says, as a source by its address
            yield from _compared(thing, new[renamed[name]], (*path, name))
        elif name in renamed:
            told = _detail((*path, name), "renamed", name, renamed[name])
            is_kept = name in getattr(new[renamed[name]], "former_names", ())
            yield replace(told, is_breaking=False) if is_kept else told
            yield from _compared(thing, new[renamed[name]], (*path, renamed[name]))
        elif name in new:
            yield from _compared(thing, new[name], (*path, name))
        else:
            yield _detail((*path, name), "removed", _text(thing), None)
    for name in new:
        if name not in old and name not in renamed.values():
            yield _detail((*path, name), "added", None, _text(new[name]))
    if any(isinstance(thing, Field) for thing in new.values()):
        kept = [renamed.get(name, name) for name in old if name in new or name in renamed]
        order = [name for name in new if name in kept]
        if kept != order:
            yield Detail(steps=path, kind="changed", old=", ".join(kept), new=", ".join(order))


def _detail(path: Steps, kind: str, old: str | None, new: str | None, language: str | None = None) -> Detail:
    if kind == "changed":
        is_breaking = old is not None and (old, new) not in WIDER and _breaks(path)
    else:
        is_breaking = kind != "added" and _names_data(path)
    return Detail(steps=path, kind=kind, language=language, old=old, new=new, is_breaking=is_breaking)


def _breaks(path: Steps) -> bool:
    return any(fnmatchcase(".".join(path), pattern) for pattern in BREAKING)


def _names_data(path: Steps) -> bool:
    """Whether a path is that of a resource or of a field."""
    is_field = len(path) == 5 and path[2:4] == ("schema", "fields")
    return path[0] == "resources" and (len(path) == 2 or is_field)


def _are_things(value: object) -> bool:
    return isinstance(value, tuple) and all(is_dataclass(item) for item in value)


def _telling(thing: Any) -> str:
    found = (getattr(thing, attribute, None) for attribute in TELLING)
    return next((_text(value) or "" for value in found if value), type(thing).__name__.lower())


def _text(value: Any) -> str | None:
    """A value in a few words: the name of a thing, the items of a list."""
    if value is None or value == "" or value == ():
        return None
    if isinstance(value, Text | Keywords):
        return _text(next(iter(value.by_language.values()), None))
    if isinstance(value, tuple):
        return ", ".join(_text(item) or "" for item in value)
    if not is_dataclass(value):
        return text_of(value)
    if any(getattr(value, attribute, None) for attribute in TELLING):
        return _telling(value)
    said = ((f.name, getattr(value, f.name)) for f in fields(value))
    return ", ".join(f"{name}: {_text(part)}" for name, part in said if part is not None) or None
