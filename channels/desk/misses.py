"""What was not understood, and what is made of it: a training line, a regression case, a need. Then: training."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response

from actions.catalogue.model import ASPECTS
from actions.desk.model import STAFF, Note
from actions.figures.indicators import Stop, indicators
from actions.learning.folder import LearningFolder, LineRefused
from actions.learning.grouping import grouped
from actions.learning.line import Line, Use, faults
from actions.model import Need, NeedKind
from channels.desk.desk import Desk
from channels.desk.figures import field_name, figure_words, names_of
from channels.desk.page import Asked, Page, Refused, Socket

DAYS = 14
_MISSED = (NeedKind.NOT_UNDERSTOOD, NeedKind.REPAIRED, NeedKind.CORRECTED)
_MOST_GROUPS = 30
_MOST_SAID = 8
_MOST_STOPS = 12
_SERVICE = "svc."


@dataclass(frozen=True)
class Miss:
    """Lines that say the same. `guess`: what they were mostly taken for; `kinds`: why they are here, how often each.

    `faults`: why the first one may not be kept as it is.
    """

    said: tuple[str, ...]
    times: int
    guess: str
    kinds: Mapping[str, int]
    faults: tuple[str, ...]


def pages(desk: Desk) -> list[Page | Socket]:
    """For staff: what residents said, masked."""
    return [
        Page("/misses", show, STAFF, nav="misses"),
        Page("/misses/decide", decide, STAFF, ("POST",)),
        Page("/misses/export.zip", export, STAFF),
        Page("/misses/train", train, STAFF, ("POST",)),
    ]


def show(asked: Asked) -> Response:
    """The misses of the last days that nobody has dealt with, and how the training stands."""
    desk, folder = asked.desk, asked.desk.learning
    return desk.page(
        asked,
        "misses.html",
        is_open=folder is not None,
        misses=misses_of(_open_needs(desk, folder))[:_MOST_GROUPS] if folder else (),
        kept={use: len(folder.kept(use)) for use in (Use.REGRESSION, Use.NEED)} if folder else {},
        proposed=len(folder.training()) if folder else 0,
        adopted=len(folder.training("adopted")) if folder else 0,
        training=desk.trainer.current() if desk.trainer else None,
        may_train=desk.trainer is not None,
        stops=_stops(desk)[:_MOST_STOPS],
        name=names_of(desk),
        field=field_name(desk),
        labels=labels_of(desk),
        aspects=ASPECTS,
        figures=figure_words(),
        wrong=[word for word in asked.query("wrong").split() if word in figure_words()["faults"]],
        days=DAYS,
    )


def decide(asked: Asked) -> Response:
    """One group is dealt with."""
    desk, folder = asked.desk, _folder(asked)
    line, use = _line(asked), _use(asked)
    said = [str(one) for one in asked.form.getlist("said")][: _MOST_SAID * 4]
    try:
        folder.decide(line, use, said)
    except LineRefused as refusal:
        return asked.to(f"/misses?wrong={'+'.join(refusal.faults)}")
    desk.note(asked, "taught", line.label[:64], use.value)
    return asked.to("/misses", "taught")


def export(asked: Asked) -> Response:
    """Everything decided, laid out as the project is."""
    folder, today = _folder(asked), asked.desk.resources.clock.today()
    asked.desk.note(asked, "exported", "learning.zip")
    headers = {"Content-Disposition": f'attachment; filename="linban-learning-{today}.zip"'}
    return Response(folder.export(), media_type="application/zip", headers=headers)


def train(asked: Asked) -> Response:
    """A model with the lines decided on, in the background."""
    trainer = asked.desk.trainer
    if trainer is None:
        raise Refused(404, "not_found")
    if not trainer.start():
        raise Refused(409, "training")
    with asked.desk.units() as work:
        work.audit.add(Note(asked.account.id, "trained"), asked.desk.resources.clock.now())
        work.commit()
    return asked.to("/misses", "training")


def misses_of(needs: Sequence[Need]) -> tuple[Miss, ...]:
    """The needs by what was said, the most frequent first."""
    texts = list(dict.fromkeys(need.text for need in needs))
    by_text: dict[str, list[Need]] = {}
    for need in needs:
        by_text.setdefault(need.text, []).append(need)
    found = [_miss([one for place in group for one in by_text[texts[place]]]) for group in grouped(texts)]
    return tuple(sorted(found, key=lambda miss: -miss.times))


def labels_of(desk: Desk) -> Mapping[str, str]:
    """Everything a line can mean, by label; raises StorageError."""
    services = desk.resources.catalogue.current().services
    return {f"{_SERVICE}{id_}": one.title for id_, one in services.items()} | dict(figure_words()["labels"])


def _miss(needs: Sequence[Need]) -> Miss:
    said = Counter(need.text for need in needs)
    guesses = Counter(need.label for need in needs)
    first = said.most_common(1)[0][0]
    return Miss(
        said=tuple(text for text, _ in said.most_common(_MOST_SAID)),
        times=len(needs),
        guess=guesses.most_common(1)[0][0],
        kinds=Counter(need.kind.value for need in needs),
        faults=faults(first),
    )


def _open_needs(desk: Desk, folder: LearningFolder) -> list[Need]:
    now = desk.resources.clock.now()
    with desk.units.reading() as work:
        needs = work.needs.between(now - timedelta(days=DAYS), now + timedelta(minutes=1))
    missed = [need for need in needs if need.kind in _MISSED and need.text]
    is_open = folder.open_of([need.text for need in missed])
    return [need for need, still in zip(missed, is_open, strict=True) if still]


def _stops(desk: Desk) -> Sequence[Stop]:
    """Where forms were given up in those days, the most frequent first."""
    now = desk.resources.clock.now()
    with desk.units.reading() as work:
        return indicators(work.events.between(now - timedelta(days=DAYS), now + timedelta(minutes=1))).stops


def _folder(asked: Asked) -> LearningFolder:
    if asked.desk.learning is None:
        raise Refused(404, "not_found")
    return asked.desk.learning


def _line(asked: Asked) -> Line:
    label, aspect = asked.field("label", 64), asked.field("aspect", 32)
    if label not in labels_of(asked.desk):
        raise Refused(422, "not_found")
    is_of_service = label.startswith(_SERVICE) and aspect in ASPECTS
    return Line(asked.field("text", 400), label, aspect if is_of_service else None)


def _use(asked: Asked) -> Use:
    try:
        return Use(asked.field("use", 16))
    except ValueError as error:
        raise Refused(422, "not_found") from error
