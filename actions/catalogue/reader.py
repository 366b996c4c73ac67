"""Reads YAML into sections that know where they are, so that every mistake names its file and key."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CatalogueError(Exception):
    """A catalogue file that cannot be used: which file, and one sentence about what to mend."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path.parent.name}/{path.name}: {message}")
        self.path = path
        self.message = message


class _StrictLoader(_Base):  # type: ignore[misc]
    """PyYAML keeps the last of two equal keys without a word; a person editing by hand must hear of it."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """Builds a mapping, refusing a key that stands there twice."""
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = str(key_node.value)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key `{key}` stands there twice", key_node.start_mark
                )
            seen.add(key)
        result: dict[Any, Any] = super().construct_mapping(node, deep)
        return result


def read_section(path: Path) -> Section:
    """The whole file as one section.

    Raises CatalogueError when the file is missing, not UTF-8, not YAML, or not a list of keys.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)
    except OSError as error:
        raise CatalogueError(path, f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise CatalogueError(path, "is not UTF-8 text; save it again as UTF-8") from error
    except (yaml.YAMLError, ValueError) as error:
        raise CatalogueError(path, _yaml_complaint(error)) from error
    if not isinstance(data, dict):
        raise CatalogueError(path, "must hold keys and values, such as `id: my_service`")
    return Section(path, "", data)


def _yaml_complaint(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem: str = getattr(error, "problem", None) or f"is not valid YAML ({error})".replace("\n", " ")
    return f"line {mark.line + 1}: {problem}" if mark is not None else problem


class Section:
    """A mapping in a file. Each reading method raises CatalogueError naming file and key.

    Call `done()` after the last read: it refuses keys nobody asked for.
    """

    def __init__(self, path: Path, where: str, data: dict[str, object]) -> None:
        self.path = path
        self.where = where
        self._data = data
        self._read: set[str] = set()

    def name(self, key: str) -> str:
        """The key with the way to it, such as `facts.fee item 1.source`."""
        return f"{self.where}.{key}" if self.where else key

    def error(self, key: str, problem: str) -> CatalogueError:
        """An error about one key of this section, ready to raise."""
        return CatalogueError(self.path, f"`{self.name(key)}` {problem}")

    def has(self, key: str) -> bool:
        """Whether the key is there and not empty."""
        self._read.add(key)
        return self._data.get(key) is not None

    def names(self) -> tuple[str, ...]:
        """All keys of the section, in the order of the file."""
        return tuple(str(key) for key in self._data)

    def _value(self, key: str) -> object:
        if key not in self._data:
            raise self.error(key, "is missing")
        if not self.has(key):
            raise self.error(key, "is empty")
        return self._data[key]

    def text(self, key: str) -> str:
        """A text that is not blank."""
        return self._text(key, self._value(key))

    def _text(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.error(key, f"must be text; put quotes around {value}")
        if not value.strip():
            raise self.error(key, "is empty")
        return value.strip()

    def optional_text(self, key: str) -> str | None:
        """A text, or None when the key is left out."""
        return self.text(key) if self.has(key) else None

    def texts(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(self._text(key, item) for item in self._items(key, optional))

    def _items(self, key: str, optional: bool) -> list[object]:
        if optional and not self.has(key):
            return []
        value = self._value(key)
        if not isinstance(value, list):
            raise self.error(key, "must be a list, one `- ` line for each")
        return value

    def choice(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        """One of a few words."""
        if default is not None and not self.has(key):
            return default
        value, words = self.text(key), tuple(allowed)
        if value not in words:
            raise self.error(key, f"is `{value}`; it must be one of {', '.join(words)}")
        return value

    def day(self, key: str) -> date:
        """A day written as 2026-11-23."""
        value = self._value(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.error(key, "must be a day such as 2026-11-23, without quotes")
        return value

    def number(self, key: str, default: float | None = None) -> float:
        """A number above zero."""
        if default is not None and not self.has(key):
            return default
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
            raise self.error(key, "must be a number above zero")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """Either true or false."""
        if not self.has(key):
            return default
        value = self._value(key)
        if not isinstance(value, bool):
            raise self.error(key, "must be true or false")
        return value

    def section(self, key: str) -> Section:
        """The mapping under a key."""
        return self._section(self.name(key), key, self._value(key))

    def sections(self, key: str, *, optional: bool = False) -> Iterator[Section]:
        """Each mapping of the list under a key; places are counted from 1."""
        for place, item in enumerate(self._items(key, optional), start=1):
            yield self._section(f"{self.name(key)} item {place}", key, item)

    def _section(self, where: str, key: str, value: object) -> Section:
        if not isinstance(value, dict):
            raise self.error(key, "must hold keys and values")
        return Section(self.path, where, {str(name): inner for name, inner in value.items()})

    def done(self) -> None:
        """Refuses keys that were never read: most often a slip of the pen."""
        for key in self.names():
            if key not in self._read:
                close = difflib.get_close_matches(key, self._read, n=1)
                hint = f"; did you mean `{close[0]}`?" if close else ""
                raise self.error(key, f"is not a key of the catalogue{hint}")
