"""For whom something is to be done: 俺娘的养老金, 给我屋里头的办, 阿拉爷叔.

"I" alone says nothing (我想问一下), so it is no answer; 我自己, 本人 and the like are.
"""

import re
import unicodedata

from assistant.text.corrections import split_corrections
from assistant.text.kinship import ONLY_OWNED, OWNERS, WORDS, Beneficiary

__all__ = ["Beneficiary", "beneficiary"]

_WHO = {word: who for who, words in WORDS.items() for word in words.split()}
_ONLY_OWNED = frozenset(ONLY_OWNED.split())
_ANY = "|".join(sorted(map(re.escape, _WHO), key=len, reverse=True))
_OWNER = "|".join(OWNERS.split())
_MENTION = re.compile(rf"(?P<doing>[给帮替为代])?(?P<owner>(?:{_OWNER})(?:的|那个|那)?)?(?P<word>{_ANY})")
_DENIED = re.compile(rf"(?:不是|不给|不帮|不替|别给|弗是|唔系)(?:{_OWNER})?(?:{_ANY})(?:的|办|问)?")
_INTERJECTION = re.compile(
    "我的(?:妈|娘)[呀呦耶哎]?|(?<![我俺咱他她])[妈娘][呀呦耶哎]|老?天老?爷|(?<![子孩儿娃伢])他妈的|^妈的(?=[，,])"
    "|姑娘你|小姑娘|小伙子"
)
#: What somebody named only does: 我儿子说, 我闺女能替我去不, 我闺女不在家.
_ACTS = re.compile(
    "(?:就|也|都|又|能不能|可不可以|可以|能够|能|可|会|来|去|想|要)*(?:[给帮替代][我俺咱]|让|叫|说|讲|告诉|教|陪我?|带我|催|喊|非要|不在|不管|不会|没空|在外|上班|开车)"
)
_GONE = re.compile(r"(?:[去前今]年|上个月|早|刚|都|也|已经|就)*(?:走|去世|过世|没了|不在了|没得)")
_SAYS_NO_MORE = re.compile(
    r"(?:了|的|啦|咯|哒|嘞|有|快|[一二两三四五六七八九十几好多半0-9]+个?(?:年|月|天)(?:了|多)?|[，。啊唉哎])*$"
)
_SPEAKER_WANTS = re.compile(r"(?:我|俺|咱)(?:自己)?(?:想|要|能|该|咋|怎么|现在|还)")
_EVEN_SELF = re.compile(r"(?:^|[是给帮替为，,])(?:我|俺|咱|阿拉|吾)(?:的|办的?|自己的?)?[。，！!吧呀啊哦噢]*$")


def beneficiary(text: str) -> Beneficiary | None:
    """For whom the speaker asks, or None if the words do not say. Corrections count (不是我的，是我老伴的).

    Someone after 给, 帮 or 替 comes before anyone else named; someone who only acts (我儿子说) is not meant.
    """
    text = _INTERJECTION.sub("，", unicodedata.normalize("NFKC", text))
    asserted, denials = _DENIED.subn("，", text)
    pieces = split_corrections(asserted)
    for piece in reversed(pieces):
        who = _in_piece(piece)
        if who is not None:
            return who
    return Beneficiary.SELF if (denials or len(pieces) > 1) and _EVEN_SELF.search(text) else None


def _in_piece(text: str) -> Beneficiary | None:
    mentions = [found for found in _MENTION.finditer(text) if _counts(text, found)]
    for found in mentions:
        if found["doing"]:
            return _WHO[found["word"]]
    return _WHO[mentions[0]["word"]] if mentions else None


def _counts(text: str, found: re.Match[str]) -> bool:
    word, after = found["word"], text[found.end("word") :]
    if word in _ONLY_OWNED and not (found["owner"] or found["doing"] or text.strip(" ，。的吧呀啊") == word):
        return False
    if _ACTS.match(after) and not found["doing"]:
        return False
    gone = _GONE.match(after)
    return not (gone and (_SPEAKER_WANTS.search(after) or _SAYS_NO_MORE.match(after, gone.end())))
