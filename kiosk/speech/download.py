"""A file over HTTP that goes on where it was cut off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx

from kiosk.speech.errors import SpeechFetchError

Progress = Callable[[int, int | None], None]
"""Told the bytes so far, and the bytes in all where the server says."""

_FRUITLESS_TRIES = 3
_OK, _PARTIAL, _NO_SUCH_PART = 200, 206, 416


def download(url: str, path: Path, client: httpx.Client, progress: Progress, most: int) -> None:
    """Fill `path` up to the whole file; what it holds already is not asked for again.

    A cut connection is taken up again as long as something comes. most: bytes that no honest file passes.
    Raises SpeechFetchError, OSError.
    """
    fruitless, longest = 0, _size(path)
    while fruitless < _FRUITLESS_TRIES:
        try:
            return _go_on(url, path, client, progress, most)
        except httpx.TransportError:
            fruitless = 0 if _size(path) > longest else fruitless + 1
            longest = max(longest, _size(path))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise SpeechFetchError(f"{url} cannot be read: {error}.") from error
    raise SpeechFetchError(f"{url} cannot be reached: is there a network?")


def _go_on(url: str, path: Path, client: httpx.Client, progress: Progress, most: int) -> None:
    have = _size(path)
    headers = {"Accept-Encoding": "identity", **({"Range": f"bytes={have}-"} if have else {})}
    with client.stream("GET", url, headers=headers, follow_redirects=True) as response:
        if response.status_code == _OK:
            return _write(response, path, 0, progress, most)
        if have and _goes_on_at(response, have):
            return _write(response, path, have, progress, most)
        if have and _ends_at(response, have):
            return
    if not (have and response.status_code in (_PARTIAL, _NO_SUCH_PART)):
        raise SpeechFetchError(f"{url} answered {response.status_code}.")
    path.unlink()
    _go_on(url, path, client, progress, most)


def _goes_on_at(response: httpx.Response, have: int) -> bool:
    said = response.headers.get("content-range", "")
    return response.status_code == _PARTIAL and said.startswith(f"bytes {have}-")


def _ends_at(response: httpx.Response, have: int) -> bool:
    return response.status_code == _NO_SUCH_PART and response.headers.get("content-range") == f"bytes */{have}"


def _write(response: httpx.Response, path: Path, have: int, progress: Progress, most: int) -> None:
    length = response.headers.get("content-length", "")
    total = have + int(length) if length.isdecimal() else None
    with path.open("ab" if have else "wb") as file:
        for piece in response.iter_raw():
            have += len(piece)
            if have > most:
                path.unlink()
                raise SpeechFetchError(f"{response.url} is larger than any speech model of that name.")
            file.write(piece)
            progress(have, total)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
