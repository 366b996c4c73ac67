"""What one person has to bring for a service, as far as it may be said as true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from actions.catalogue.model import SELF, Material, Service
from actions.catalogue.teller import Teller
from actions.materials.facts import is_needed, known
from actions.materials.model import Document, Guide, Need, Situation
from actions.materials.parts import one_is_enough, parts_of

_GONE = ("id_card_lost", "id_card_expired")
_ID_CARD = "id_card"


def needed(service: Service, situation: Situation, guide: Guide) -> tuple[Need, ...]:
    """The things to bring, in the order of the catalogue; for an agent also what an agent must bring.

    What rests on a fact that may not be said as true today is left out: see `is_complete`.
    """
    facts = known(situation, guide.words)
    is_gone = any(facts.get(fact) for fact in _GONE) and service.id != _ID_CARD
    told = (material for material in to_bring(service, situation) if not _doubtful(material, service, guide))
    needs = (_need(material, facts, guide) for material in told if is_needed(material, facts) is not False)
    return tuple(_without_repetition(_told_without(need, guide) if is_gone else need for need in needs))


def is_complete(service: Service, situation: Situation, guide: Guide) -> bool:
    """Whether nothing was left out for want of a good source: only then may one say that this is all."""
    return not any(_doubtful(material, service, guide) for material in to_bring(service, situation))


def to_bring(service: Service, situation: Situation) -> tuple[Material, ...]:
    """Every material of the service that may concern the person or who acts for them."""
    return (*service.materials, *(service.proxy.must_bring if situation.for_other else ()))


def _doubtful(material: Material, service: Service, guide: Guide) -> bool:
    return _teller(service, guide).doubt_of_facts(material.rests_on) is not None


def _teller(service: Service, guide: Guide) -> Teller:
    return Teller(service, guide.catalogue, guide.today, SELF)


def _need(material: Material, facts: Mapping[str, bool], guide: Guide) -> Need:
    return Need(
        item=material.item,
        parts=parts_of(material.item, guide.words),
        one_is_enough=one_is_enough(material.item, guide.words),
        why=material.why,
        substitute=material.substitute,
        where_to_get=material.where_to_get,
        only_if=None if is_needed(material, facts) else material.only_if,
    )


def _told_without(need: Need, guide: Guide) -> Need:
    """The need of somebody whose identity card is gone, with what does instead and where a new one is got."""
    document = guide.words.documents.get(_ID_CARD)
    if document is None or need.one_is_enough or _ID_CARD not in [part.key for part in need.parts]:
        return need
    instead, where = _help_without(document, guide)
    return replace(need, is_gone=True, substitute=need.substitute or instead, where_to_get=need.where_to_get or where)


def _help_without(document: Document, guide: Guide) -> tuple[str | None, str | None]:
    helper = guide.catalogue.services.get(document.without.service) if document.without else None
    if document.without is None or helper is None:
        return None, None
    return _fact(helper, document.without.instead, guide), _fact(helper, document.without.where, guide)


def _fact(service: Service, fact: str, guide: Guide) -> str | None:
    is_true = fact in service.facts and _teller(service, guide).doubt_of_facts([fact]) is None
    return service.facts[fact].text if is_true else None


def _without_repetition(needs: Iterable[Need]) -> Iterator[Need]:
    """Leaves out what names only papers that all stand there already, such as the identity card once more."""
    seen: set[str] = set()
    for need in needs:
        keys = {part.key for part in need.parts}
        if need.one_is_enough or not keys <= seen:
            yield need
        seen |= set() if need.one_is_enough or need.only_if else keys
