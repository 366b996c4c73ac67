"""What a material can depend on; the README of this folder says what each condition means."""

from __future__ import annotations

from dataclasses import dataclass

CONDITIONS = (
    "registered_here",
    "first_time",
    "id_card_lost",
    "id_card_expired",
    "in_person",
    "on_dibao",
    "in_hardship",
    "disabled_or_ill",
    "exempt_from_check",
    "registers_death",
    "moves_registration",
    "claims_funeral_money",
    "permit_damaged",
    "lives_there_long",
    "owns_home",
    "about_property",
    "personal_act",
    "free_clinic",
    "check_up",
    "agent_is_family",
    "asked_for",
)
"""Every condition a service file may name."""


@dataclass(frozen=True)
class Condition:
    """Something a material depends on: one of `CONDITIONS`, and whether it must hold or must not."""

    fact: str
    holds: bool
