"""Names found by their sound: services, streets, or any list of names, in a line that may be misheard."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.text.normalise import normalise
from assistant.text.pinyin import FAR, closest_span, fold, syllables

#: What a name may cost a syllable to be believed heard: one near-sounding initial in every second one.
MOST_COST = 0.25

_FEWEST_SYLLABLES = 2


@dataclass(frozen=True)
class Found:
    """A name that was heard, what it stands for, and its cost a syllable: 0 where it sounds just so."""

    name: str
    means: str
    cost: float


class NearestNames:
    """Names of at least two syllables; `names` tells what each stands for."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._all = names
        self._names = {
            name: (means, syllables(name)) for name, means in names.items() if len(name) >= _FEWEST_SYLLABLES
        }

    def find(self, line: str) -> tuple[Found, ...]:
        """The nearest name for each thing that was heard, the nearest first; of equally near ones the longest."""
        sounds = syllables(normalise(line))
        classes = frozenset(map(fold, sounds))
        heard = [
            Found(name, means, closest_span(needle, sounds).cost / len(needle))
            for name, (means, needle) in self._names.items()
            if _can_be_near(needle, classes)
        ]
        near = sorted((one for one in heard if one.cost <= MOST_COST), key=lambda one: (one.cost, -len(one.name)))
        return tuple(_first_of_each(near))

    def meant(self, line: str) -> str | None:
        """What the longest name said word for word stands for; where none is, the nearest by its sound."""
        said = longest_said(self._all, line)
        if said is not None:
            return self._all[said]
        return next((near.means for near in self.find(line)), None)


def longest_said(names: Iterable[str], line: str) -> str | None:
    """The name that is said word for word; of several the longest."""
    said = normalise(line)
    return max((name for name in names if name in said), key=len, default=None)


def _can_be_near(needle: Sequence[str], classes: Collection[str]) -> bool:
    """Whether enough syllables have one of their near-sound class in the line: each that has none costs `FAR`."""
    return FAR * sum(fold(syllable) not in classes for syllable in needle) <= MOST_COST * len(needle)


def _first_of_each(found: Iterable[Found]) -> Iterable[Found]:
    known: dict[str, Found] = {}
    for one in found:
        known.setdefault(one.means, one)
    return known.values()
