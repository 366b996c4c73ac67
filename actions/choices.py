"""Services offered as buttons, and the service somebody names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actions.catalogue.model import Catalogue, Service
from actions.reply import Button, service_payload
from assistant.text.normalise import normalise

EVERYDAY = ("pension_cert", "social_card", "medical_reimburse", "elder_card", "id_card")
"""What people come for most; offered first."""

MOST_CHOICES = 5


def everyday_buttons(catalogue: Catalogue, aspect: str) -> tuple[Button, ...]:
    """Up to five services of every day, each asking about `aspect`."""
    ids = dict.fromkeys((*EVERYDAY, *catalogue.services))
    known = [catalogue.services[key] for key in ids if key in catalogue.services]
    return service_buttons(known[:MOST_CHOICES], aspect)


def service_buttons(services: Iterable[Service], aspect: str) -> tuple[Button, ...]:
    """A button for each service."""
    return tuple(Button(service.title, service_payload(service.id, aspect)) for service in services)


def own_names(service: Service) -> tuple[str, ...]:
    """Everything the service itself is called."""
    return (service.title, service.name, *service.everyday_names)


def named_service(text: str, catalogue: Catalogue) -> Service | None:
    """The service the words name; of several names the longest counts."""
    return max(_named(normalise(text), catalogue), key=lambda found: found[0], default=(0, None))[1]


def _named(text: str, catalogue: Catalogue) -> Iterator[tuple[int, Service]]:
    for service in catalogue.services.values():
        yield from ((len(name), service) for name in own_names(service) if name in text)
