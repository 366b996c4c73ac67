"""The Chinese characters the model knows, and files made of them."""

import re
from pathlib import Path

_NOT_HANZI = re.compile("[^\u4e00-\u9fff]")


def only_hanzi(text: str) -> str:
    """The text without anything that is not a character of the basic CJK block."""
    return _NOT_HANZI.sub("", text)


def everyday_characters() -> list[str]:
    """The 3,755 characters of GB 2312 level 1: rows 0xB0 to 0xD7, the last row five cells short."""
    return [
        bytes([row, cell]).decode("gb2312")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
        if not (row == 0xD7 and cell > 0xF9)
    ]


def read_sentences(path: Path) -> list[list[str]]:
    """The different sentences of a file, one a line, blanks between the words."""
    sentences: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        words = [word for word in map(only_hanzi, line.split()) if word]
        if words:
            sentences.setdefault("".join(words), words)
    return list(sentences.values())


def read_words(path: Path) -> list[str]:
    """The different words of a blank-separated file that are hanzi throughout."""
    words = dict.fromkeys(path.read_text(encoding="utf-8").split())
    return [word for word in words if word == only_hanzi(word)]
