"""The lexicon as a transducer from phones to words, with an optional silence after every word."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pywrapfst as fst

from tests.tiny_vosk.lexicon import Lexicon, Pronunciation
from tests.tiny_vosk.phones import GARBAGE, PhoneTable
from tests.tiny_vosk.settings import SILENCE, UNKNOWN_WORD

#: Probability of a pause before the first word, and after a word.
_FIRST_PAUSE, _PAUSE = 0.5, 0.3
#: A pronunciation said more rarely than this is an accident of one sentence.
_RAREST = 0.05

BACKOFF_MARK = "#0"


def cost(probability: float) -> float:
    """Negative natural logarithm: a weight of the tropical semiring."""
    return -math.log(probability)


def add_arc(machine: fst.VectorFst, source: int, reads: int, writes: int, weight: float, target: int) -> None:
    """Adds one arc with a tropical weight."""
    machine.add_arc(source, fst.Arc(reads, writes, fst.Weight("tropical", weight), target))


@dataclass(frozen=True)
class LexiconFst:
    """Input labels above the phones are marks: the back-off mark, then one for each of several homophones."""

    machine: fst.VectorFst
    marks: int


def lexicon_fst(lexicon: Lexicon, phones: PhoneTable, words: Mapping[str, int], with_backoff: bool) -> LexiconFst:
    """`words` numbers the words; `with_backoff` lets the back-off mark pass, which a static graph needs."""
    machine = fst.VectorFst()
    start, loop, pause = machine.add_state(), machine.add_state(), machine.add_state()
    machine.set_start(start)
    machine.set_final(loop)
    silence = phones.number(SILENCE)
    add_arc(machine, start, 0, 0, cost(1 - _FIRST_PAUSE), loop)
    add_arc(machine, start, silence, 0, cost(_FIRST_PAUSE), loop)
    add_arc(machine, pause, silence, 0, 0.0, loop)
    after_word = ((loop, cost(1 - _PAUSE)), (pause, cost(_PAUSE)))
    first_mark = len(phones) + 1
    homophones = _homophones(lexicon)
    for pronunciation, spoken in homophones.items():
        sequence = phones.of_word(pronunciation)
        for index, (word, weight) in enumerate(sorted(spoken)):
            marks = [first_mark + 1 + index] if len(spoken) > 1 else []
            _add_word(machine, loop, sequence + marks, words[word], weight, after_word)
    for target, weight in after_word:
        add_arc(machine, loop, phones.number(GARBAGE), words[UNKNOWN_WORD], weight, target)
    if with_backoff:
        add_arc(machine, loop, first_mark, words[BACKOFF_MARK], 0.0, loop)
    machine.arcsort("olabel")
    return LexiconFst(machine, 1 + max(len(spoken) for spoken in homophones.values()))


def _homophones(lexicon: Lexicon) -> dict[Pronunciation, list[tuple[str, float]]]:
    """The words said in each way, with the cost of saying the word this way rather than its usual one."""
    spoken: defaultdict[Pronunciation, list[tuple[str, float]]] = defaultdict(list)
    for word, ways in lexicon.pronunciations.items():
        usual, total = max(ways.values()), sum(ways.values())
        for pronunciation, count in ways.items():
            if count >= _RAREST * total:
                spoken[pronunciation].append((word, cost(count / usual)))
    return spoken


def _add_word(
    machine: fst.VectorFst,
    loop: int,
    labels: Sequence[int],
    word: int,
    weight: float,
    after_word: Sequence[tuple[int, float]],
) -> None:
    """A path from the loop that writes the word on its first arc and ends in the loop and in the pause."""
    state, writes, paid = loop, word, weight
    for label in labels[:-1]:
        following = machine.add_state()
        add_arc(machine, state, label, writes, paid, following)
        state, writes, paid = following, 0, 0.0
    for target, ending in after_word:
        add_arc(machine, state, labels[-1], writes, paid + ending, target)
