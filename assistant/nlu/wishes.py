"""Two wishes in one sentence (老年证咋办 还有我那医保咋报): finds the second one. Imports no Rasa.

Only a word that joins them splits an utterance: elders tell long stories in which other matters only occur.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.nlu.linear import Guess

_JOINS = re.compile(
    "还有(?!没|多|几|啥|什么|哪|一年|一个月|[0-9])(?:就是|一个|个事|一样)?|另外(?:还)?|顺便(?:再)?(?:问|打听)?|顺道问|"
    "再(?:问|打听|就是|有就是|一个|有一个)|还(?:想|要)(?:再)?(?:问|打听|晓得|知道)|第二(?:个|件)?(?:事|是)?|对了"
)
_SERVICE = "svc."
_FEWEST_CHARACTERS = 4
_SURE = 0.5


@dataclass(frozen=True)
class Wish:
    """What else was asked about: the label of a service, and the words that ask."""

    label: str
    said: str


def second_wish(text: str, label: str, best: Callable[[str], Guess]) -> Wish | None:
    """The other wish of an utterance whose label is `label`; None where it holds but one.

    `best` tells the likeliest label of a part. Both parts must be about a service, surely, and one of them about the
    service of the whole.
    """
    if not label.startswith(_SERVICE):
        return None
    for parts in _splits(text):
        guesses = [best(part) for part in parts]
        labels = [guess.label for guess in guesses]
        sure = all(guess.label.startswith(_SERVICE) and guess.confidence >= _SURE for guess in guesses)
        if sure and label in labels and labels[0] != labels[1]:
            other = 1 - labels.index(label)
            return Wish(labels[other], parts[other])
    return None


def _splits(text: str) -> Iterator[tuple[str, str]]:
    for join in _JOINS.finditer(text):
        before, after = text[: join.start()], text[join.end() :]
        if min(len(before), len(after)) >= _FEWEST_CHARACTERS:
            yield before, after
