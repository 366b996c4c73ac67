"""What a service file must hold to beyond its shape: known references, sentences that may be said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from actions.catalogue.conditions import CONDITIONS
from actions.catalogue.form import CommonForms, Form, FormField
from actions.catalogue.model import Catalogue, Hotline, Material, Rules, Sentence, Service
from actions.catalogue.reader import CatalogueError
from actions.catalogue.reminders import APPOINTMENT
from actions.catalogue.speakable import (
    complaint_about_sentence,
    complaint_about_value,
    names_money,
    without_placeholders,
)


def enforce(service: Service, path: Path, rules: Rules, hotlines: dict[str, Hotline]) -> None:
    """Raises CatalogueError for the first rule the service breaks."""
    for key, problem in _problems(service, rules, hotlines):
        raise CatalogueError(path, f"`{key}` {problem}")


def sentences_of(service: Service) -> Iterator[tuple[str, Sentence]]:
    """Every sentence of the service that rests on facts, with the key it stands under, counted from 1."""
    groups = {f"spoken.{aspect}": sentences for aspect, sentences in service.spoken.items()}
    groups["no_phone_way"] = service.no_phone_way
    groups["proxy.may"] = service.proxy.may
    groups["proxy.may_not"] = service.proxy.may_not
    for key, sentences in groups.items():
        for place, sentence in enumerate(sentences, start=1):
            yield f"{key} item {place}", sentence


def prompts_of(service: Service) -> Iterator[tuple[str, str]]:
    """Every question of the form, with the key it stands under."""
    if service.form is not None:
        yield from _prompts_of_form("form", service.form)


def _prompts_of_form(key: str, form: Form) -> Iterator[tuple[str, str]]:
    yield f"{key}.purpose", form.purpose
    yield from _prompts_of_fields(f"{key}.fields", form.fields)


def _prompts_of_fields(key: str, fields: tuple[FormField, ...]) -> Iterator[tuple[str, str]]:
    for field in fields:
        yield f"{key} {field.key}.prompt", field.prompt
        yield f"{key} {field.key}.second_prompt", field.second_prompt


def enforce_common_forms(common: CommonForms, path: Path, rules: Rules, hotlines: dict[str, Hotline]) -> None:
    """Raises CatalogueError for the first question that may not be spoken, or a hotline nobody knows."""
    prompts = [*_prompts_of_fields("agent", common.agent), *_prompts_of_fields("letter", common.letter)]
    for feedback in common.feedback.values():
        prompts += _prompts_of_form(f"feedback {feedback.id}.form", feedback.form)
        if feedback.hotline is not None and feedback.hotline not in hotlines:
            raise CatalogueError(path, f"`feedback {feedback.id}.hotline` is not in hotlines.yml")
    for key, prompt in prompts:
        for _, problem in _speech_problems(key, prompt, rules):
            raise CatalogueError(path, f"`{key}` {problem}")


def sentences_for(sentences: tuple[Sentence, ...], when: str) -> tuple[Sentence, ...]:
    """The sentences said when the service is for the person who asks ("self") or not ("other")."""
    return tuple(sentence for sentence in sentences if sentence.when in ("always", when))


def _problems(service: Service, rules: Rules, hotlines: dict[str, Hotline]) -> Iterator[tuple[str, str]]:
    yield from _title_problems(service, rules)
    yield from _reference_problems(service, hotlines)
    for key, sentence in sentences_of(service):
        yield from _sentence_problems(key, sentence, service, rules)
    for key, prompt in prompts_of(service):
        yield from _speech_problems(key, prompt, rules)
    for local in service.varies.values():
        problem = complaint_about_value(local.what, rules)
        if problem:
            yield f"varies {local.key}.what", problem
    for aspect, sentences in service.spoken.items():
        for when in ("self", "other"):
            count = len(sentences_for(sentences, when))
            if not 1 <= count <= rules.most_sentences:
                yield (
                    f"spoken.{aspect}",
                    f"has {count} sentences for `{when}`; it may have 1 to {rules.most_sentences}",
                )
    if (service.delivery == "own_queue") != (service.form is not None):
        yield "form", "belongs to `delivery: own_queue`, and only to it"


def _title_problems(service: Service, rules: Rules) -> Iterator[tuple[str, str]]:
    if len(service.title) > rules.most_title_characters:
        yield "title", f"is longer than {rules.most_title_characters} characters, too long for a button"
    if not 3 <= len(service.asked_like) <= 8:
        yield "asked_like", f"has {len(service.asked_like)} lines; it must have 3 to 8"


def _reference_problems(service: Service, hotlines: dict[str, Hotline]) -> Iterator[tuple[str, str]]:
    if service.responsible.hotline is not None and service.responsible.hotline not in hotlines:
        yield "responsible.hotline", f"is {service.responsible.hotline}, which is not in hotlines.yml"
    yield from _unknown_facts("responsible", service.responsible.rests_on, service)
    for key, materials in (("materials", service.materials), ("proxy.must_bring", service.proxy.must_bring)):
        for place, material in enumerate(materials, start=1):
            yield from _material_problems(f"{key} item {place}", material, service)
    yield from _reminder_problems(service)


def _material_problems(key: str, material: Material, service: Service) -> Iterator[tuple[str, str]]:
    if not material.rests_on:
        yield f"{key}.rests_on", "must name at least one fact"
    yield from _unknown_facts(key, material.rests_on, service)
    for condition in material.needed_when:
        if condition.fact not in CONDITIONS:
            yield f"{key}.needed_when", f"names `{condition.fact}`; it must be one of {', '.join(CONDITIONS)}"
    if material.needed_when and material.only_if is None:
        yield f"{key}.only_if", "must say the same as `needed_when`, for people who do not know"


def _reminder_problems(service: Service) -> Iterator[tuple[str, str]]:
    for place, rule in enumerate(service.reminders, start=1):
        key = f"reminders item {place}"
        yield from _unknown_facts(key, rule.rests_on, service)
        if (rule.kind == APPOINTMENT) == bool(rule.rests_on):
            yield f"{key}.rests_on", f"must name at least one fact, except for `{APPOINTMENT}`"
        if rule.local is not None and rule.local not in service.varies:
            yield f"{key}.local", f"is `{rule.local}`, which is not under `varies`"
        if rule.kind in [earlier.kind for earlier in service.reminders[: place - 1]]:
            yield f"{key}.kind", f"is `{rule.kind}`, which stands there twice"


def _unknown_facts(key: str, rests_on: tuple[str, ...], service: Service) -> Iterator[tuple[str, str]]:
    for fact_id in rests_on:
        if fact_id not in service.facts:
            yield f"{key}.rests_on", f"names the fact `{fact_id}`, which is not in this file"


def _sentence_problems(key: str, sentence: Sentence, service: Service, rules: Rules) -> Iterator[tuple[str, str]]:
    yield from _speech_problems(f"{key}.say", sentence.say, rules)
    yield from _unknown_facts(key, sentence.rests_on, service)
    if not sentence.rests_on and sentence.local is None:
        yield key, "rests on nothing; name facts under `rests_on`, or a key of `varies` under `local`"
    if sentence.local is not None and sentence.local not in service.varies:
        yield f"{key}.local", f"is `{sentence.local}`, which is not under `varies`"
    if (sentence.local is not None) != ("{value}" in sentence.say):
        yield f"{key}.say", "must hold {value} where `local` is given, and only there"
    if sentence.about is not None and complaint_about_value(sentence.about, rules):
        yield f"{key}.about", str(complaint_about_value(sentence.about, rules))
    if "{hotline}" in sentence.say and service.responsible.hotline is None:
        yield f"{key}.say", "holds {hotline}, but `responsible.hotline` is not given"
    if names_money(sentence.say, rules) and not _money_is_known(sentence, service, rules):
        yield (
            f"{key}.say",
            "names an amount of money; it needs a national fact that names it, or a local value",
        )


def _money_is_known(sentence: Sentence, service: Service, rules: Rules) -> bool:
    facts = [service.facts[fact_id] for fact_id in sentence.rests_on if fact_id in service.facts]
    return any(fact.only_in is None and names_money(fact.text, rules) for fact in facts)


def _speech_problems(key: str, text: str, rules: Rules) -> Iterator[tuple[str, str]]:
    problem = complaint_about_sentence(text, rules)
    if problem:
        yield key, problem


def too_long_for_comfort(catalogue: Catalogue, text: str) -> bool:
    """Whether a sentence, its open places left out, is longer than an older listener comfortably holds."""
    return len(without_placeholders(text)) > catalogue.rules.comfortable_characters
