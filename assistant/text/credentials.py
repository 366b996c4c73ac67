"""Where a text gives away a password, a one-time code or a bank card number."""

import re
from collections.abc import Iterator

from stdnum import luhn

from assistant.text.digits import JOIN, DigitRun, digit_runs, plain_digits
from assistant.text.hotlines import is_hotline
from assistant.text.identity import LAST_X, has_id_shape, is_checked
from assistant.text.spans import Found, without_overlap

_SIMPLE_FORMS = str.maketrans("碼驗證號銀帳帐賬動態個東憑", "码验证号银账账账动态个东凭")

_PASSWORD = r"密码|蜜码|口令|暗号|安全码|password|passwd|pwd|cvv|(?<![a-z])pin(?![a-z])"
_CODE = (
    r"[验演][证正政][码马吗]|校验码|动态[码马]|短信[码马]|激活码|确认码|授权码|认证码|取件?码"
    r"|[那这]个码|(?:收到|发来|发过来|发|短信)(?:了|的|来的)?(?:一个|个|那个|1个)?码(?!头)|(?<![a-z])otp(?![a-z])"
)
_ELEMENT = r"(?:[2-9]个\s*[0-9]|[0-9a-z@#$%&!十百千])"
_SECRET = rf"{_ELEMENT}(?:{JOIN}{{0,6}}{_ELEMENT})*"
_FOLLOW_ON = re.compile(rf"[^0-9a-z。！？!?\n]{{0,8}}?({_SECRET})")
_FOLLOW_ON_WORDS = re.compile(r"不对|不是|错|改成|后面|前面|再|还有|然后|接着|加|最后")
_RANGE_SECRET = re.compile(r"\s*[0-9]\s*(?:到|至|~)\s*[0-9](?!\s*[位个天次])")

_GIVES = re.compile(r"是|为|叫|成|用|填|输|设|[:：=＝]")
_TELLS_OF_ELSE = re.compile(r"[打拨岁]|热线|电话|手机|身份证|多少|怎么|咋|啥")
_UNITS_AFTER = re.compile(
    r"\s*(?:年|月|日|号|岁|天|块|元|次|位|分|秒|小时|周|个|点|回|遍|条|张|楼|栋|室|%|％|万|多|几)"
)
_AFTER_CUE = re.compile(rf"([^0-9。！？!?\n]{{0,12}}?)({_SECRET})")
_BEFORE_CUE = re.compile(rf"({_SECRET})({JOIN}{{0,3}}(?:就?是|这个|那个|的|为)?[^0-9a-z\W]{{0,5}}?)$")
_BEFORE_REACH = 40
_NEXT_AMOUNT = re.compile(r"\s*[，,、；;]\s*[0-9]{1,2}$")

_CARD_CUE = re.compile(r"卡号|银行卡|储蓄卡|信用卡|借记卡|存折|折子|账号|账户")
_OTHER_CARD = re.compile(r"社保|医保|老年|公交|优待|就诊|诊疗|身份证|电话|手机|户号")
_CARD_CUE_AFTER = re.compile(r"[\s，,]*(?:就?是|这个)[^，。,]{0,4}(?:卡号|银行卡|账号)")
_CUE_REACH = 12
_SHORTEST_ANNOUNCED = 8
_SHORTEST_CARD = 16
_LONGEST_CARD = 19
#: The numbers Chinese banks issue begin so; identity numbers of Gansu do too.
_BANKS = "62"


def credentials(text: str) -> tuple[Found, ...]:
    """Every password, code and bank card number in the text, in order of position."""
    plain = _plain(text)
    return without_overlap(
        [
            *_announced(plain, _CODE, "code"),
            *_announced(plain, _PASSWORD, "password"),
            *_bank_cards(text, plain),
        ]
    )


def _plain(text: str) -> str:
    lowered = "".join(character.lower() if character.isascii() else character for character in text)
    return plain_digits(lowered).translate(_SIMPLE_FORMS)


def _announced(plain: str, cue: str, kind: str) -> Iterator[Found]:
    """Secrets that stand after their name (密码是……), then those before it (……是验证码)."""
    for name in re.finditer(cue, plain):
        yield from _after(plain, name.end(), kind)
        yield from _before(plain, name.start(), kind)


def _after(plain: str, position: int, kind: str) -> Iterator[Found]:
    match = _AFTER_CUE.match(plain, position)
    if match is None:
        return
    gap, start, end = match[1], match.start(2), _without_next_amount(plain, match.start(2), match.end(2))
    ranged = _RANGE_SECRET.match(plain, start)
    if ranged is not None and _GIVES.search(gap):
        end = max(end, ranged.end())
    elif not _is_secret(plain, gap, start, end):
        return
    yield Found(start, end, kind)
    yield from _follow_on(plain, end, kind)


def _without_next_amount(plain: str, start: int, end: int) -> int:
    """The end of a secret that a comma and an amount were taken into (839201，5分钟内有效)."""
    amount = _NEXT_AMOUNT.search(plain[start:end])
    if amount is None or _UNITS_AFTER.match(plain, end) is None:
        return end
    return start + amount.start()


def _is_secret(plain: str, gap: str, start: int, end: int) -> bool:
    said = plain[start:end]
    size = _size(said)
    given = bool(_GIVES.search(gap))
    if _TELLS_OF_ELSE.search(gap):
        return False
    if given:
        return size >= 3
    close = not gap.strip() or re.fullmatch(rf"{JOIN}*", gap) is not None
    if not re.search("[0-9]", said) or is_hotline(re.sub("[^0-9]", "", said)):
        return False
    return size >= (3 if close else 4) and _UNITS_AFTER.match(plain, end) is None


def _size(said: str) -> int:
    """How many places a secret has: 六个八 has six."""
    repeats = sum(int(count) - 2 for count in re.findall(r"([2-9])个\s*[0-9]", said))
    return len(re.findall(r"[0-9a-z@$&十百千]", said)) + repeats


def _follow_on(plain: str, position: int, kind: str) -> Iterator[Found]:
    """More of the same secret after a slip of the tongue (密码是一二三，不对，四五六)."""
    while (match := _FOLLOW_ON.match(plain, position)) is not None:
        between = plain[position : match.start(1)]
        if not _FOLLOW_ON_WORDS.search(between) or _TELLS_OF_ELSE.search(between) or _size(match[1]) < 3:
            return
        yield Found(match.start(1), match.end(1), kind)
        position = match.end(1)


def _before(plain: str, position: int, kind: str) -> Iterator[Found]:
    offset = max(0, position - _BEFORE_REACH)
    match = _BEFORE_CUE.search(plain[offset:position])
    if match is None:
        return
    start, end = offset + match.start(1), offset + match.end(1)
    digits = re.sub("[^0-9]", "", match[1])
    if not 4 <= len(digits) <= 8 or is_hotline(digits) or _UNITS_AFTER.match(plain, end):
        return
    if not _TELLS_OF_ELSE.search(match[2]):
        yield Found(start, end, kind)


def _bank_cards(text: str, plain: str) -> Iterator[Found]:
    for run in digit_runs(text):
        whole = run.digits + ("X" if _ends_in_x(text, run) else "")
        if is_checked(whole) or is_hotline(whole) or _is_mobile(whole):
            continue
        if _announced_as_card(plain, run):
            yield Found(run.start, run.end, "bank_card", run.digits)
        else:
            yield from _by_check_digit(text, run)


def _announced_as_card(plain: str, run: DigitRun) -> bool:
    """Whether the run is called a card number; a social security card (社保卡卡号) has one too, but shorter.

    A name closer to the run (我银行卡丢了，手机是……) says that it is something else.
    """
    before = plain[max(0, run.start - _CUE_REACH) : run.start]
    after = plain[run.end : run.end + 8]
    cue = max((found.end() for found in _CARD_CUE.finditer(before)), default=-1)
    other = max((found.end() for found in _OTHER_CARD.finditer(before)), default=-1)
    if _CARD_CUE_AFTER.match(after):
        cue = len(before)
    if cue < 0 or other > cue:
        return False
    return len(run.digits) >= (_SHORTEST_CARD if other >= 0 else _SHORTEST_ANNOUNCED)


def _by_check_digit(text: str, run: DigitRun) -> Iterator[Found]:
    """Windows of whole groups that have 16 to 19 digits and pass the Luhn test."""
    first = 0
    while first < len(run.groups):
        windows = dict(_windows(text, run, first))
        cards = [last for last, digits in windows.items() if _is_card(digits)]
        others = [last for last, digits in windows.items() if _is_someones_number(digits)]
        is_one_card = _is_card(windows.get(len(run.groups) - 1, ""))
        if others and not is_one_card:
            first = others[-1] + 1
        elif cards:
            groups = run.groups[first : cards[-1] + 1]
            yield Found(groups[0].start, groups[-1].end, "bank_card", windows[cards[-1]])
            first = cards[-1] + 1
        else:
            first += 1


def _windows(text: str, run: DigitRun, first: int) -> Iterator[tuple[int, str]]:
    """Each last group and the digits from group `first` up to it, as far as a card number can reach.

    The final X of an identity number counts as its last place.
    """
    digits = ""
    for last in range(first, len(run.groups)):
        digits += run.groups[last].digits
        if len(digits) > _LONGEST_CARD:
            return
        ends_in_x = last == len(run.groups) - 1 and len(digits) == 17 and _ends_in_x(text, run)
        yield last, digits + ("X" if ends_in_x else "")


def _ends_in_x(text: str, run: DigitRun) -> bool:
    return LAST_X.match(text, run.end) is not None


def _is_card(digits: str) -> bool:
    if not _SHORTEST_CARD <= len(digits) <= _LONGEST_CARD or not luhn.is_valid(digits) or set(digits) == {"0"}:
        return False
    is_bank = digits.startswith(_BANKS) and not is_checked(digits)
    return is_bank or not has_id_shape(digits)


def _is_someones_number(digits: str) -> bool:
    return _is_mobile(digits) or (len(digits) > 15 and has_id_shape(digits) and not _is_card(digits))


def _is_mobile(digits: str) -> bool:
    return re.fullmatch(r"1[3-9]\d{9}", digits) is not None
