"""Says only what may be said about a service on a given day.

Whatever rests on memory, on a fact past its horizon, or on a local value nobody filled in is left out;
a phrase takes its place that says so and names who knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actions.catalogue.model import SELF, Catalogue, Evidence, LocalKey, Sentence, Service
from actions.catalogue.service_rules import sentences_for
from actions.catalogue.trust import Doubt, doubt_of_fact, doubt_of_local, hotline_of, local_value


@dataclass(frozen=True)
class Withheld:
    """Something kept back, why, and what it is about; worth counting as a need of the catalogue."""

    doubt: Doubt
    subject: str


class Teller:
    """Tells one person about one service on one day; `used` gathers the evidence of all that was told."""

    def __init__(self, service: Service, catalogue: Catalogue, today: date, beneficiary: str) -> None:
        self.service = service
        self.catalogue = catalogue
        self.today = today
        self.for_other = beneficiary != SELF
        self.hotline = hotline_of(service, catalogue, today)
        self.used: list[Evidence] = []
        self._who = catalogue.phrases.spoken_of(beneficiary)

    def tell(self, sentences: tuple[Sentence, ...], topic: str) -> tuple[tuple[str, ...], tuple[Withheld, ...]]:
        """What may be said of the sentences, and what was kept back.

        One phrase stands where the first of several sentences doubtful for the same reason stood.
        """
        said: list[str | Doubt] = []
        withheld: list[Withheld] = []
        for sentence in sentences_for(sentences, "other" if self.for_other else "self"):
            kept_back = self._kept_back(sentence, topic)
            if kept_back is None:
                said.append(self._fill(sentence))
                continue
            if kept_back not in withheld:
                withheld.append(kept_back)
            if kept_back.doubt not in said:
                said.append(kept_back.doubt)
        spoken = (self.excuse(line, withheld) if isinstance(line, Doubt) else line for line in said)
        return tuple(spoken), tuple(withheld)

    def _kept_back(self, sentence: Sentence, topic: str) -> Withheld | None:
        if sentence.local is not None:
            local = self.service.varies[sentence.local]
            doubt = self.doubt_of_local(local)
            if doubt is not None:
                return Withheld(doubt, local.what)
        doubt = self.doubt_of_facts(sentence.rests_on)
        if doubt is None and "{hotline}" in sentence.say and self.hotline is None:
            doubt = Doubt.EXPIRED
        return Withheld(doubt, sentence.about or self.catalogue.titles.topics[topic]) if doubt else None

    def doubt_of_facts(self, fact_ids: Iterable[str]) -> Doubt | None:
        """The first doubt about any of the facts."""
        doubts = (doubt_of_fact(self.service.facts[key], self.catalogue, self.today) for key in fact_ids)
        return next((doubt for doubt in doubts if doubt is not None), None)

    def doubt_of_local(self, local: LocalKey) -> Doubt | None:
        """The doubt about the region's value for this key."""
        return doubt_of_local(self.service, local.key, self.catalogue, self.today)

    def _fill(self, sentence: Sentence) -> str:
        """The sentence with person, hotline and local value put in."""
        number = self.hotline.number if self.hotline else ""
        text = sentence.say.replace("{who}", self._who).replace("{hotline}", number)
        self.use(sentence.rests_on)
        return text if sentence.local is None else text.replace("{value}", self.local_text(sentence.local))

    def local_text(self, key: str) -> str:
        """The region's value, counted as used; only for a key without doubt."""
        value = local_value(self.service, key, self.catalogue)
        assert value is not None
        self.used.append(value.evidence)
        return value.value

    def use(self, fact_ids: Iterable[str]) -> None:
        """Counts the evidence of these facts as used."""
        self.used.extend(self.service.facts[key].evidence for key in fact_ids)

    def excuse(self, doubt: Doubt, withheld: Iterable[Withheld]) -> str:
        """What is said in place of everything kept back for this reason."""
        phrases = self.catalogue.phrases
        phrase = {
            Doubt.DIFFERS: phrases.differs,
            Doubt.UNVERIFIED: phrases.unverified,
            Doubt.EXPIRED: phrases.expired,
        }[doubt]
        subjects = phrases.joiner.join(item.subject for item in withheld if item.doubt is doubt)
        return phrase.replace("{subject}", subjects).replace("{ask}", self._ask())

    def _ask(self) -> str:
        phrases = self.catalogue.phrases
        if self.hotline is None:
            return phrases.ask_staff
        return phrases.ask_hotline.replace("{hotline}", self.hotline.number)
