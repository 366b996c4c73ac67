"""A sequence that is made as far as it is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import TypeVar, overload

T = TypeVar("T")


class AsNeeded(Sequence[T]):
    """What `items` gives, each made when it is first asked for. For one thread at a time."""

    def __init__(self, items: Iterator[T]) -> None:
        self._items = items
        self._made: list[T] = []

    def __iter__(self) -> Iterator[T]:
        for index in count():
            if not self._reaches(index):
                return
            yield self._made[index]

    def __bool__(self) -> bool:
        return self._reaches(0)

    def __len__(self) -> int:
        self._made.extend(self._items)
        return len(self._made)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> list[T]: ...

    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice) or index < 0 or not self._reaches(index):
            len(self)
        return self._made[index]

    def _reaches(self, index: int) -> bool:
        for item in self._items if len(self._made) <= index else ():
            self._made.append(item)
            if len(self._made) > index:
                break
        return len(self._made) > index
