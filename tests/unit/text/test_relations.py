import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.kinship import ONLY_OWNED, WORDS
from assistant.text.relations import Beneficiary, beneficiary

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("我老伴的养老金", Beneficiary.SPOUSE),
        ("老头子的医保", Beneficiary.SPOUSE),
        ("老太婆要办老年证", Beneficiary.SPOUSE),
        ("给我屋里头的办", Beneficiary.SPOUSE),
        ("当家的腿不好", Beneficiary.SPOUSE),
        ("我那口子", Beneficiary.SPOUSE),
        ("孩子他爹", Beneficiary.SPOUSE),
        ("俺娘八十了", Beneficiary.MOTHER),
        ("我妈", Beneficiary.MOTHER),
        ("妈", Beneficiary.MOTHER),
        ("我妈的社保卡", Beneficiary.MOTHER),
        ("我妈呀，八十了", Beneficiary.MOTHER),
        ("俺爹", Beneficiary.FATHER),
        ("帮我爸查", Beneficiary.FATHER),
        ("我爸妈", Beneficiary.PARENTS),
        ("不是我妈，是我婆婆", Beneficiary.PARENT_IN_LAW),
        ("儿媳妇", Beneficiary.CHILD_IN_LAW),
        ("给我闺女办居住证", Beneficiary.CHILD),
        ("阿拉爷叔的", Beneficiary.RELATIVE),
        ("邻居张大爷", Beneficiary.NEIGHBOUR),
        ("隔壁老王", Beneficiary.NEIGHBOUR),
        ("一个老姐妹", Beneficiary.FRIEND),
        ("我奶奶", Beneficiary.GRANDPARENT),
        ("我姐", Beneficiary.SIBLING),
        ("本人", Beneficiary.SELF),
        ("是我自己的", Beneficiary.SELF),
        ("我儿子让我给我老伴办", Beneficiary.SPOUSE),
        ("不是我的是我老伴的", Beneficiary.SPOUSE),
        ("不是我老伴，是我自己", Beneficiary.SELF),
        ("不是我老伴，是我", Beneficiary.SELF),
        ("老伴走了怎么领丧葬费", Beneficiary.SPOUSE),
    ],
)
def test_for_whom(said: str, who: Beneficiary) -> None:
    assert beneficiary(said) is who


@pytest.mark.parametrize(
    "said",
    [
        "我想问一下",
        "给我办",
        "我的",
        "",
        "我的妈呀太慢了",
        "妈呀吓死人",
        "他妈的什么破机器",
        "姑娘你好",
        "大姐我问一下",
        "我儿子说让我来",
        "我儿子给我买的手机",
        "我闺女不在家",
        "我儿子能替我去不",
        "俺闺女来帮俺办行不行",
        "能不能让我孙女代我跑一趟",
        "我老伴走了十年了，我想问高龄津贴",
        "我老伴去年走的",
        "老头子走了三年了唉",
    ],
)
def test_the_words_do_not_say(said: str) -> None:
    assert beneficiary(said) is None


@given(
    st.sampled_from([(word, who) for who, words in WORDS.items() for word in words.split()]),
    st.sampled_from(["给{}办高龄津贴", "{}的社保卡丢了", "替{}问问"]),
)
def test_every_word_of_the_table_is_understood(pair: tuple[str, Beneficiary], frame: str) -> None:
    word, who = pair
    owner = "我" if word in ONLY_OWNED.split() else ""
    assert beneficiary(frame.format(owner + word)) is who
