"""Phones as Kaldi numbers them: each phoneme at the beginning, end or inside of a word, or alone.

The four share the phoneme's output of the network; the position tells Vosk where words begin and end.
"""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.tiny_vosk.network import Network
from tests.tiny_vosk.settings import SILENCE

#: The phone behind `[unk]`: it scores the same whatever is heard.
GARBAGE = "SPN_S"
_GARBAGE_SELF_LOOP = 0.8
_POSITIONS = {"_B": "begin", "_E": "end", "_I": "internal", "_S": "singleton"}


class Phone(NamedTuple):
    """`output` is the network's; `self_loop` the probability of staying for another 30 ms."""

    name: str
    kind: str
    output: int
    self_loop: float

    @property
    def stay_cost(self) -> float:
        """Negative natural logarithm of the probability of staying."""
        return -math.log(self.self_loop)

    @property
    def leave_cost(self) -> float:
        """Negative natural logarithm of the probability of leaving."""
        return -math.log(1 - self.self_loop)


class PhoneTable:
    """All phones; the first has number 1, as 0 is OpenFst's epsilon."""

    def __init__(self, network: Network) -> None:
        stays = network.self_loops
        self.phones = [
            Phone(SILENCE, "nonword", 0, stays[0]),
            Phone(GARBAGE, "singleton", len(network.phonemes) + 1, _GARBAGE_SELF_LOOP),
        ]
        for output, phoneme in enumerate(network.phonemes, start=1):
            for suffix, kind in _POSITIONS.items():
                self.phones.append(Phone(phoneme + suffix, kind, output, stays[output]))
        self._numbers = {phone.name: number for number, phone in enumerate(self.phones, start=1)}

    def __len__(self) -> int:
        return len(self.phones)

    def __getitem__(self, number: int) -> Phone:
        return self.phones[number - 1]

    def number(self, name: str) -> int:
        """Raises KeyError when there is no such phone."""
        return self._numbers[name]

    def of_word(self, phonemes: Sequence[str]) -> list[int]:
        """The numbers of a word's phones."""
        if len(phonemes) == 1:
            return [self._numbers[phonemes[0] + "_S"]]
        first, *inside, last = phonemes
        names = [first + "_B", *(phoneme + "_I" for phoneme in inside), last + "_E"]
        return [self._numbers[name] for name in names]

    def write(self, graph: Path) -> None:
        """Writes `phones.txt` and `phones/word_boundary.int` into the graph's directory, which must exist."""
        names = ["<eps> 0", *(f"{name} {number}" for name, number in self._numbers.items())]
        (graph / "phones.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
        kinds = [f"{number} {phone.kind}" for number, phone in enumerate(self.phones, start=1)]
        (graph / "phones").mkdir(exist_ok=True)
        (graph / "phones/word_boundary.int").write_text("\n".join(kinds) + "\n", encoding="utf-8")
