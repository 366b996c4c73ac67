import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.digits import digit_runs
from assistant.text.redact import drop_credentials, mask_personal
from tests.unit.text.spellings import CARDS, IDS, IDS_WITH_X, LANDLINES, MOBILES, spelled

pytestmark = pytest.mark.unit

BEFORE = st.sampled_from(["", "我这个是", "您记一下：", "哎呀就是那个 ", "办高龄津贴，我妈的是"])
AFTER = st.sampled_from(["", "对不对", "。我八十岁了", "，行吗", " 就这个"])


def in_any_spelling(numbers: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, str]]:
    return numbers.flatmap(lambda number: st.tuples(st.just(number), spelled(number)))


def longest_run(text: str) -> int:
    return max((len(run.digits) for run in digit_runs(text)), default=0)


@pytest.mark.parametrize(
    "text",
    [
        "12333",
        "打12333还是12345，96110呢",
        "一二三三三打不通",
        "我八十岁",
        "2025年交400元",
        "2025 2026 年",
        "三零年生人",
        "15到30个工作日",
        "1949年12月31日",
        "2025-11-23 14:30",
        "金额30/100/300，185/145、167/140",
        "12000000元",
        "400-812-3123",
        "一百三十八块五",
        "密码忘了怎么办",
        "改密码的电话是62345",
        "19450308生的",
        "密码是多少",
        "密码输错三次，打12333行吗",
        "改密码要15到30个工作日",
        "社保卡密码12333能改吗",
        "密码20天要改一次",
        "验证码60秒就没了",
        "验证码收不到",
        "打12345说要验证码",
        "邮政编码是100010",
        "卡号后四位",
        "二维码扫不了",
        "",
    ],
)
def test_ordinary_questions_stay_as_they_are(text: str) -> None:
    assert drop_credentials(text).text == text
    assert mask_personal(text).text == text
    assert mask_personal(text).kinds == ()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("密码是123456", "密码是〔密码〕"),
        ("我取款密码幺二三四五六", "我取款密码〔密码〕"),
        ("密码是六个八", "密码是〔密码〕"),
        ("密码就是 abc123", "密码就是 〔密码〕"),
        ("密码是一到六", "密码是〔密码〕"),
        ("密码是幺二三，不对，是四五六七", "密码是〔密码〕，不对，是〔密码〕"),
        ("密码是123456，电话是12345", "密码是〔密码〕，电话是12345"),
        ("密码是八百八十八", "密码是〔密码〕"),
        ("1234是我的密码", "〔密码〕是我的密码"),
        ("密碼係９９８８７７", "密碼係〔密码〕"),
        ("PIN 1234", "PIN 〔密码〕"),
        ("验证码839201", "验证码〔验证码〕"),
        ("验证码是 八 三 九 二 零 一", "验证码是 〔验证码〕"),
        ("收到839201这个验证码要告诉他吗", "收到〔验证码〕这个验证码要告诉他吗"),
        ("【工商银行】验证码：839201，5分钟内有效", "【工商银行】验证码：〔验证码〕，5分钟内有效"),
        ("那个码是四五六一", "那个码是〔验证码〕"),
        ("動態碼是1234", "動態碼是〔验证码〕"),
        ("卡号是六二二二零二", "卡号是六二二二零二"),
        ("卡号是62220212345678", "卡号是〔银行卡号〕"),
        ("62220212345678是我的银行卡号", "〔银行卡号〕是我的银行卡号"),
        ("我的银行卡 6222 0200 1234 5678 903 丢了", "我的银行卡 〔银行卡号〕 丢了"),
    ],
)
def test_credentials_vanish_and_the_rest_stays(said: str, kept: str) -> None:
    assert drop_credentials(said).text == kept


def test_kinds_are_named_once_each_in_order() -> None:
    said = "验证码是839201，密码是123456，还有密码是654321，电话13800138000"
    assert drop_credentials(said).kinds == ("code", "password")
    assert mask_personal(said).kinds == ("code", "password", "phone")


@pytest.mark.parametrize(
    "said",
    [
        "我身份证是11010519491231002X",
        "一一零一零五 一九四九一二三一 零零二叉",
        "我手机13800138000，卡忘带了",
        "社保卡卡号是123456789",
        "我银行卡绑的手机是13800138000",
        "我银行卡丢了，身份证是11010519491231002X",
        "银行卡没带，电话62345678",
        "440524188001010014",
    ],
)
def test_what_a_form_needs_passes_the_first_gate(said: str) -> None:
    assert drop_credentials(said).text == said


@pytest.mark.parametrize(
    ("said", "shown", "kind"),
    [
        ("身份证11010519491231002X", "身份证**************002X", "id_number"),
        ("一一零一零五一九四九一二三一零零二叉", "**************002X", "id_number"),
        ("1101 0519 4912 3100 2 爱克斯", "**************002X", "id_number"),
        ("老证110105491231002", "老证***********1002", "id_number"),
        ("电话13800138000", "电话*******8000", "phone"),
        ("幺三八，零零要三八零零零", "*******8000", "phone"),
        ("010-62345678", "*******5678", "landline"),
        ("我家62345678", "我家****5678", "number"),
        ("13800138000 12345", "*******8000 12345", "phone"),
        ("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0", "*******************0000", "number"),
        ("编号20251345", "编号****1345", "number"),
    ],
)
def test_only_the_last_four_are_shown(said: str, shown: str, kind: str) -> None:
    assert mask_personal(said).text == shown
    assert mask_personal(said).kinds == (kind,)


def test_an_identity_number_told_in_pieces_is_hidden_in_pieces() -> None:
    said = "前六位110105，生日19491231，后四位是002X"
    assert mask_personal(said).text == "前六位******，生日********，后四位是002X"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("7个4个0", "***4444个0"),
        ("13800138000验证码没收到", "*******8000验证码没收到"),
        ("123*13800138000", "123********8000"),
        ("密码123456他1234", "密码〔密码〕他1234"),
        ("138****8000", "138****8000"),
    ],
)
def test_what_hiding_leaves_behind_is_no_part_of_another_number(said: str, shown: str) -> None:
    assert mask_personal(said).text == shown
    assert mask_personal(shown).kinds == ()


def test_a_number_in_the_shadow_of_another_is_hidden_too() -> None:
    said = "13800138000，前六位110105，生日19491231，后四位是002X"
    assert mask_personal(said).text == "*******8000，前六位******，生日********，后四位是002X"


@given(in_any_spelling(CARDS), BEFORE, AFTER)
def test_a_bank_card_is_found_in_any_spelling(pair: tuple[str, str], before: str, after: str) -> None:
    _, said = pair
    redacted = drop_credentials(before + said + after)
    assert redacted.text == f"{before}〔银行卡号〕{after}"
    assert redacted.kinds == ("bank_card",)


@given(in_any_spelling(IDS.filter(lambda number: number[-1] != "X")), BEFORE, AFTER)
def test_an_identity_number_is_masked_in_any_spelling(pair: tuple[str, str], before: str, after: str) -> None:
    number, said = pair
    masked = mask_personal(before + said + after).text
    assert longest_run(masked) <= 4
    assert masked == f"{before}{'*' * 14}{number[-4:]}{after}"


@given(
    in_any_spelling(IDS_WITH_X.map(lambda number: number[:-1])),
    st.sampled_from(["X", "x", "叉", " 叉", "爱克斯", "，艾克斯"]),
    BEFORE,
)
def test_a_final_x_in_any_spelling_belongs_to_the_number(pair: tuple[str, str], x: str, before: str) -> None:
    number, said = pair
    assert mask_personal(before + said + x).text == f"{before}{'*' * 14}{number[-3:]}X"


@given(in_any_spelling(MOBILES | LANDLINES), BEFORE, AFTER)
def test_a_phone_number_is_masked_in_any_spelling(pair: tuple[str, str], before: str, after: str) -> None:
    number, said = pair
    masked = mask_personal(before + said + after)
    assert longest_run(masked.text) <= 4
    assert number[-4:] in masked.text
    assert masked.kinds


@given(
    st.text("0123456789", min_size=4, max_size=8).flatmap(spelled),
    st.sampled_from(["密码是", "密码：", "口令就是", "验证码是", "验证码为", "密码改成了"]),
)
def test_an_announced_secret_vanishes_in_any_spelling(said: str, cue: str) -> None:
    redacted = mask_personal(f"我的{cue}{said}")
    assert longest_run(redacted.text) < 4
    assert re.search("〔密码〕|〔验证码〕", redacted.text)


@given(st.text(max_size=60))
def test_any_text_passes_and_passing_twice_changes_nothing(text: str) -> None:
    once = drop_credentials(text)
    assert drop_credentials(once.text).text == once.text
    assert bool(once.kinds) == (once.text != text)
    masked = mask_personal(text)
    assert mask_personal(masked.text).text == masked.text


@given(st.text("密码验证是卡号零一二三四五六七八九0123456789 ，。Xx叉年元不对个", max_size=40))
def test_passing_twice_changes_nothing_for_digit_heavy_talk(text: str) -> None:
    masked = mask_personal(text)
    assert mask_personal(masked.text).text == masked.text
