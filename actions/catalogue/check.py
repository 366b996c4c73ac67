"""Lists what a station should mend in its catalogue, for `linban catalogue check`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from actions.catalogue.model import Catalogue, Evidence, Service
from actions.catalogue.service_rules import prompts_of, sentences_of, too_long_for_comfort
from actions.catalogue.trust import Doubt, doubt_of_evidence, local_value


class Kind(str, Enum):
    """What is the matter."""

    UNVERIFIED = "unverified"
    EXPIRED = "expired"
    LOCAL_MISSING = "local value missing"
    NO_TWIN = "near twin missing"
    LONG = "long sentence"
    DRAFT = "draft"


@dataclass(frozen=True)
class Finding:
    """One thing to mend: in which file, under which key, and what to do."""

    kind: Kind
    file: str
    key: str
    message: str


def check(catalogue: Catalogue, today: date) -> tuple[Finding, ...]:
    """Unverified facts, facts past their horizon, local values missing, long sentences, drafts.

    Local values are compared only when the catalogue was loaded with a region.
    """
    return tuple(_findings(catalogue, today))


def _findings(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    for service in catalogue.services.values():
        file = f"services/{service.id}.yml"
        for fact in service.facts.values():
            yield from _about_evidence(fact.evidence, today, file, f"facts.{fact.topic} {fact.id}", fact.text)
        yield from _missing_twins(service, catalogue, file)
        yield from _long_sentences(service, catalogue, file)
        yield from _local_values(service, catalogue, today)
    for hotline in catalogue.hotlines.values():
        yield from _about_evidence(hotline.evidence, today, "hotlines.yml", hotline.number, hotline.use)
    for draft in catalogue.drafts:
        yield Finding(Kind.DRAFT, f"services/{draft}", "", "is not loaded; rename it without `.draft` when it is done")


def _about_evidence(evidence: Evidence, today: date, file: str, key: str, text: str) -> Iterator[Finding]:
    doubt = doubt_of_evidence(evidence, today)
    if doubt is Doubt.UNVERIFIED:
        yield Finding(Kind.UNVERIFIED, file, key, f"find a source, then raise its grade: {text}")
    elif doubt is Doubt.EXPIRED:
        yield Finding(
            Kind.EXPIRED,
            file,
            key,
            f"checked on {evidence.checked_on}; compare with {evidence.source}: {text}",
        )


def _missing_twins(service: Service, catalogue: Catalogue, file: str) -> Iterator[Finding]:
    for twin in service.near_twins:
        if twin.service is not None and twin.service not in catalogue.services:
            yield Finding(Kind.NO_TWIN, file, "near_twins", f"there is no service {twin.service} ({twin.term})")


def _long_sentences(service: Service, catalogue: Catalogue, file: str) -> Iterator[Finding]:
    spoken = [(key, sentence.say) for key, sentence in sentences_of(service)]
    for key, text in (*spoken, *prompts_of(service)):
        if too_long_for_comfort(catalogue, text):
            yield Finding(Kind.LONG, file, key, f"is hard to follow by ear; make it shorter: {text}")


def _local_values(service: Service, catalogue: Catalogue, today: date) -> Iterator[Finding]:
    if catalogue.region is None:
        return
    file = f"region/{catalogue.region.id}.yml"
    for local in service.varies.values():
        key = f"values.{service.id}.{local.key}"
        value = local_value(service, local.key, catalogue)
        if value is None:
            yield Finding(Kind.LOCAL_MISSING, file, key, f"fill it in from the city's announcement: {local.what}")
        else:
            yield from _about_evidence(value.evidence, today, file, key, local.what)
