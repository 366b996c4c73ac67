"""Which questions narrow down what a person has to bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from actions.catalogue.model import Material, Service
from actions.catalogue.teller import Teller
from actions.materials.facts import is_needed, known
from actions.materials.model import Guide, Question, Situation
from actions.materials.needed import to_bring
from actions.materials.parts import one_is_enough, parts_of

MOST = 3
"""Nobody is asked more than this before hearing what to bring."""

_LOST = "id_card_lost"
_ID_CARD = "id_card"


def questions(service: Service, situation: Situation, guide: Guide) -> tuple[Question, ...]:
    """At most `MOST` questions whose answers are not known, those that settle most materials first."""
    facts = known(situation, guide.words)
    open_ones = tuple(_open(service, situation, facts, guide))
    settles = Counter(fact for material in open_ones for fact in {one.fact for one in material.needed_when})
    if any(_wants_id_card(material, guide) for material in open_ones):
        settles[_LOST] += 1
    order = [key for key in guide.words.questions if settles[key] and key not in facts]
    asked = sorted(order, key=lambda key: -settles[key])
    return tuple(guide.words.questions[key] for key in asked[:MOST])


def _open(service: Service, situation: Situation, facts: Mapping[str, bool], guide: Guide) -> Iterator[Material]:
    """The materials that may be spoken of and may still be this person's."""
    teller = Teller(service, guide.catalogue, guide.today, situation.for_whom)
    for material in to_bring(service, situation):
        if is_needed(material, facts) is not False and teller.doubt_of_facts(material.rests_on) is None:
            yield material


def _wants_id_card(material: Material, guide: Guide) -> bool:
    keys = [part.key for part in parts_of(material.item, guide.words)]
    return _ID_CARD in keys and not one_is_enough(material.item, guide.words)
