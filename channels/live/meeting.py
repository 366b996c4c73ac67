"""Every visit that goes on at this station, for the desk beside it: both live in one process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from channels.live.room import Guest, Room


class Watcher(Protocol):
    """The desk."""

    def changed(self, room: Room) -> None:
        """Something in the room is not what it was."""

    def closed(self, room: Room, is_over: bool) -> None:
        """Nothing of the visit may remain; `is_over`: the person is through, and it is not only the station."""


class Meeting:
    """Opens and closes rooms and tells who watches. `is_danger`: whether words must reach the assistant even while
    a volunteer leads."""

    def __init__(self, is_danger: Callable[[str], bool]) -> None:
        self.is_danger = is_danger
        self._rooms: dict[str, Room] = {}
        self._watchers: list[Watcher] = []

    def open(self, session: str, guest: Guest) -> Room:
        """The room of a visit that begins."""
        room = self._rooms[session] = Room(session, guest, self._changed)
        return room

    def close(self, room: Room, is_over: bool = True) -> None:
        """The visit is over, or this process leaves it."""
        if self._rooms.get(room.session) is room:
            del self._rooms[room.session]
            for watcher in tuple(self._watchers):
                watcher.closed(room, is_over)

    def find(self, matches: Callable[[str], bool]) -> Room | None:
        """The room of a session for which this holds."""
        return next((room for session, room in self._rooms.items() if matches(session)), None)

    def watch(self, watcher: Watcher) -> None:
        """From now on it is told."""
        self._watchers.append(watcher)

    def unwatch(self, watcher: Watcher) -> None:
        """It is told no more."""
        if watcher in self._watchers:
            self._watchers.remove(watcher)

    def _changed(self, room: Room) -> None:
        if room.session in self._rooms:
            for watcher in tuple(self._watchers):
                watcher.changed(room)
