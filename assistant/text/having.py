"""What people say they have with them: 身份证有了户口本也带了照片没有, 没带户口本, 都带了就差照片.

Recognisers write no punctuation, so names and verbs are put together by their order: a stretch that begins with a verb
(没带户口本) has its verbs before the names, any other has them after.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.text.nearest import NearestNames
from assistant.text.normalise import normalise
from assistant.text.pinyin import closest_span, syllables

#: Stands where a name was, one for each of its characters: no part of any word.
_BLANK = "x"

_STRETCHES = re.compile(r"[^，。！？；,.!?;]+")
#: A stretch that asks tells nothing.
_ASKS = re.compile(
    "吗|几[张份个本]|哪|怎么|咋|多少|[行要]不[行要]?|(?:可不可|能不能|(?<!没)有没|带没带|带不带)|为[啥什]|干[啥嘛]"
)
#: Names and nothing that would make it more than a list.
_LIST = re.compile(f"[{_BLANK}、和跟与及还就是我这那儿里啊呀呢嗯呃哦的了一两张本份个 ]+")
#: These look like verbs of having and say nothing.
_NEITHER = re.compile("不用带?|不需要|没有?问题|没关系|没事|没错")
_VERB = "带|拿|准备|备|找到|找着|办|照|拍|开|弄|复印|印|交"
_NO = (
    rf"忘(?:记|了)*(?:{_VERB})?了?|(?:还|都|也)?(?:没|未|冇)(?:有|得)?(?:{_VERB})?(?:好|齐|来|上)?|[就还只光]?[差缺]|[就还]少"
    r"|弄?丢了?|掉了|不见了?|找不[着到]|不在(?:手边|身边|这儿?)?|落在?家"
)
_YES = rf"[都也全]*(?:有|{_VERB})(?:好|齐|上|来|着|了|过)*|齐了|好了|在(?=$|[了呢的啊]|这|手|身|包)"
_THE_REST = rf"其[他它余]的?(?:材料|东西)?(?:都|全|也)*(?:(?P<rest_no>{_NO})|{_YES})"
_ONLY = f"只有(?={_BLANK}+(?:还|也)?[没未忘丢不])"
_MARK = re.compile(f"{_THE_REST}|{_ONLY}|(?P<no>{_NO})|(?P<yes>{_YES})")
_NOTHING = re.compile(f"(?:[都全]|[啥什]么?[也都]|一[样个]也?)(?:都|也)?(?:还)?(?:没|忘)(?!{_BLANK}|差|缺|少)")
_REST = re.compile(_THE_REST)
_EVERYTHING = re.compile(
    rf"(?:都|全|样样|全部)(?:已经)?(?:(?:{_YES})|在)|齐了|[一啥什](?:样|么|个)?(?:都|也)?不[少差缺落]|没(?:有)?[没差缺少落]"
)
#: 就差照片, 就照片没带, 除了照片都有: all the rest is there.
_ALL_BUT = re.compile(f"除[了开去]{_BLANK}|[就只光]?[差缺]{_BLANK}|(?:就|只有|光|单){_BLANK}+(?:没|未|忘|丢|不|还没)")
_EXCEPT = re.compile(f"除[了开去](?={_BLANK})")


@dataclass(frozen=True)
class Having:
    """What was said to be there and to be missing, by what the names stand for.

    `rest` tells of everything not named: True when it is there, False when it is missing, None when nothing was said.
    """

    have: frozenset[str] = frozenset()
    lack: frozenset[str] = frozenset()
    rest: bool | None = None


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    name: str = ""
    has: bool | None = None


class HavingReader:
    """Reads lines about things with these names; `names` tells what each stands for."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = dict(sorted(names.items(), key=lambda item: -len(item[0])))
        self._near = NearestNames(names)

    def read(self, line: str) -> Having:
        """What the line says; of a thing said twice the last counts, of one asked about nothing. Never raises."""
        names, text = self._named(normalise(line))
        said = _Said()
        for stretch in _STRETCHES.finditer(_NEITHER.sub(lambda found: " " * len(found[0]), text)):
            if _ASKS.search(stretch[0]):
                continue
            own = [name for name in names if stretch.start() <= name.start < stretch.end()]
            rest = _rest(stretch[0], bool(own or said.waiting))
            said.rest = said.rest if rest is None else rest
            said.hear(_tokens(own, stretch), is_list=bool(_LIST.fullmatch(stretch[0])))
        return said.having()

    def _named(self, text: str) -> tuple[list[_Token], str]:
        """The names in the text, and the text with them blanked; the longest go first, then the near-sounding."""
        tokens = []
        for name, means in self._names.items():
            while (start := text.find(name)) >= 0:
                tokens.append(_Token(start, start + len(name), means))
                text = _blanked(text, tokens[-1])
        known = {token.name for token in tokens}
        for found in self._near.find(text):
            span = closest_span(syllables(found.name), syllables(text))
            if found.means not in known and _BLANK not in text[span.start : span.end]:
                tokens.append(_Token(span.start, span.end, found.means))
                text = _blanked(text, tokens[-1])
        return sorted(tokens, key=lambda token: token.start), text


class _Said:
    """What was said so far: by name, of the rest, and the names still waiting for a verb."""

    def __init__(self) -> None:
        self._by_name: dict[str, bool | None] = {}
        self._last: bool | None = None
        self._is_leading = False
        self._listed: list[str] = []
        self.waiting: list[str] = []
        self.rest: bool | None = None

    def hear(self, tokens: Sequence[_Token], is_list: bool) -> None:
        """One stretch more. Names without a verb go with the verb before, if verbs come first, or wait for the next."""
        names = [token.name for token in tokens if token.has is None]
        marks = [token.has for token in tokens if token.has is not None]
        if marks:
            self._last, self._is_leading = marks[-1], tokens[0].has is not None and bool(names)
            self._by_name.update(_leading(tokens) if self._is_leading else _trailing(tokens, self.waiting))
            self.waiting = []
        elif self._is_leading:
            self._by_name.update(dict.fromkeys(names, self._last))
        else:
            self.waiting += names
            self._listed += names if is_list else []

    def having(self) -> Having:
        """A list of names and nothing more tells of what is there."""
        if self._last is None:
            self._by_name.update(dict.fromkeys(self._listed, True))
        have, lack = (frozenset(name for name, has in self._by_name.items() if has is told) for told in (True, False))
        return Having(have, lack, self.rest)


def _blanked(text: str, token: _Token) -> str:
    return text[: token.start] + _BLANK * (token.end - token.start) + text[token.end :]


def _rest(stretch: str, has_names: bool) -> bool | None:
    told = _REST.search(stretch)
    if told or _ALL_BUT.search(stretch):
        return not (told and told["rest_no"])
    if has_names:
        return None
    if _NOTHING.search(stretch) and not _EVERYTHING.search(stretch):
        return False
    return True if _EVERYTHING.search(stretch) else None


def _tokens(names: Iterable[_Token], stretch: re.Match[str]) -> list[_Token]:
    """Names and verbs of a stretch in their order; 除了 before a name is a verb that says it is missing."""
    offset = stretch.start()
    but = [_Token(offset + found.start(), offset + found.end(), has=False) for found in _EXCEPT.finditer(stretch[0])]
    marks = but or [
        _Token(offset + found.start(), offset + found.end(), has=found["no"] is None)
        for found in _MARK.finditer(stretch[0])
        if found["no"] or found["yes"]
    ]
    return sorted((*names, *marks), key=lambda token: token.start)


def _leading(tokens: Iterable[_Token]) -> Iterator[tuple[str, bool | None]]:
    """Each verb is about the names after it; a last one without names is about those just before it."""
    has: bool | None = None
    names: list[str] = []
    before: list[str] = []
    for token in tokens:
        if token.has is None:
            names.append(token.name)
            yield token.name, has
        else:
            has, before, names = token.has, names, []
    if not names:
        yield from ((name, has) for name in before[1:] or before)


def _trailing(tokens: Iterable[_Token], waiting: Iterable[str]) -> Iterator[tuple[str, bool | None]]:
    """Each verb is about the names before it, or the one after it when none is left; the last one about all after."""
    names, has, is_open = list(waiting), None, False
    for token in tokens:
        if token.has is None and is_open:
            is_open = False
            yield token.name, has
        elif token.has is None:
            names.append(token.name)
        else:
            has, is_open = token.has, not names
            yield from ((name, has) for name in names)
            names = []
    yield from ((name, has) for name in names)


_ASKS_MISSING = re.compile("还[差缺少]|[差缺少](?:啥|什么|哪|几)|够不够|齐了?没|带齐|够了[吗没]|还要带(?:啥|什么)")
_TELLS = re.compile(f"(?:{_YES})|(?:{_NO})")


def asks_what_is_missing(text: str) -> bool:
    """Whether somebody wants to know what they still lack."""
    return bool(_ASKS_MISSING.search(text))


def tells_what_is_there(text: str) -> bool:
    """Whether a line tells what somebody has or lacks, and asks nothing."""
    return bool(_TELLS.search(text)) and not _ASKS.search(text)
