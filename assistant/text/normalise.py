"""One spelling for whatever arrives: typed, pasted from a chat, or heard by the recogniser."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from assistant.text.hanzi import HANZI

#: The longest text that goes on, in characters. Of anything longer the end is kept: older speakers tell the
#: story first and say what they want last.
MAX_CHARACTERS = 500

#: What is looked at before folding, in characters: bounds the work on a pasted novel.
_MAX_INPUT = 4 * MAX_CHARACTERS

_ROUNDS = 4
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk", "Mn", "Me"})
_KEPT_ANYWAY = "°"
_FULL_WIDTH = {",": "，", "?": "？", "!": "！", ";": "；", ":": "："}

_DOTS = re.compile(r"\.(?:\s*\.)+|[．。]{3,}")
_REPEATED = re.compile(r"([^\w\s])(?:\s*\1)+")
_BESIDE = f"[{HANZI}，。？！；：、《》“”‘’〔〕【】]"
_SPACES = re.compile(rf"(?<={_BESIDE})\s+|\s+(?={_BESIDE})")
_ASCII_PUNCTUATION = re.compile(rf"(?<=[{HANZI}])[,?!;:]|[,?!;:](?=[{HANZI}])")
_EDGES = " ，、；：."


class _Kept(dict[int, str]):
    """A `str.translate` table that decides on a character the first time it is met."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        if character.isspace():
            kept = " "
        elif character in _KEPT_ANYWAY:
            kept = character
        else:
            kept = "" if unicodedata.category(character) in _DROPPED_CATEGORIES else character
        self[point] = kept
        return kept


_KEPT = _Kept()


@cache
def _simplifier() -> tuple[frozenset[str], Callable[[str], str]]:
    """The characters that have a simplified form, and OpenCC's phrase-aware conversion."""
    import opencc

    table = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    pairs = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return frozenset(traditional for traditional, _ in pairs), convert


def _simplify(text: str) -> str:
    traditional, convert = _simplifier()
    return text if traditional.isdisjoint(text) else convert(text)


def _once(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(_KEPT)
    text = _DOTS.sub("，", _simplify(text))
    text = _REPEATED.sub(r"\1", text)
    text = _SPACES.sub("", " ".join(text.split()))
    text = _ASCII_PUNCTUATION.sub(lambda mark: _FULL_WIDTH[mark.group()], text)
    return text.strip(_EDGES)[-MAX_CHARACTERS:]


@lru_cache(maxsize=2048)
def normalise(text: str) -> str:
    """The one form of a line that the rest of the assistant reads; never raises, and idempotent.

    Compatibility forms are folded (NFKC), traditional characters become simplified, spaces beside hanzi are
    removed (recognisers put one between words), emoji, control and zero-width characters are dropped,
    repeated punctuation is written once, an ellipsis is a comma, and punctuation beside hanzi is full-width.
    At most `MAX_CHARACTERS` characters are kept, from the end.
    """
    text = text[-_MAX_INPUT:]
    for _ in range(_ROUNDS):
        before, text = text, _once(text)
        if text == before:
            break
    return text
