"""What people call their own people, across the dialects a station meets."""

from enum import Enum


class Beneficiary(Enum):
    """Whose matter it is, seen from the speaker."""

    SELF = "self"
    SPOUSE = "spouse"
    FATHER = "father"
    MOTHER = "mother"
    PARENTS = "parents"
    PARENT_IN_LAW = "parent_in_law"
    CHILD = "child"
    CHILD_IN_LAW = "child_in_law"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    SIBLING = "sibling"
    RELATIVE = "relative"
    NEIGHBOUR = "neighbour"
    FRIEND = "friend"


#: Words that name a person, separated by white space.
WORDS = {
    Beneficiary.SELF: "我自己 我本人 本人 我自个儿 自个儿 我自家 俺自己 咱自己 阿拉自家 我个人 我己自",
    Beneficiary.SPOUSE: """
        老伴 老伴儿 老头子 老头儿 老头 老太婆 老婆子 老婆 老公 老汉 当家的 当家人 掌柜的 家主婆 老倌
        外头人 男人 屋里头的 屋里的 屋里人 屋头的 屋头那个 那口子 我家那位 我那位 内人 爱人 丈夫 妻子
        媳妇 媳妇儿 婆娘 堂客 婆姨 先生 太太 另一半 孩子他爹 孩子他爸 孩子他娘 孩子他妈 孩儿他爹 孩儿他娘
        孩他爹 孩他娘 孩他爸 孩他妈 娃他爹 娃他爸 娃他娘 娃他妈 伢他爸 伢他妈""",
    Beneficiary.PARENTS: "爸妈 爹妈 爹娘 父母 父母亲 爷娘 二老 老两口 双亲",
    Beneficiary.FATHER: """
        父亲 爸爸 老爸 老爹 爹爹 阿爸 老爷子 老豆 老汉儿 爷老头子 爷老子 老父亲 俺达 俺大 我大 爹 爸""",
    Beneficiary.MOTHER: """
        母亲 妈妈 老妈 老妈子 阿妈 姆妈 老娘 老太太 老母亲 老母 老妈妈 俺娘 我娘 咱娘 娘老子 妈""",
    Beneficiary.PARENT_IN_LAW: "公公 婆婆 岳父 岳母 老丈人 丈人 丈母娘 丈母 公婆 老丈母娘",
    Beneficiary.CHILD: """
        儿子 女儿 闺女 姑娘 丫头 小孩 孩子 娃 伢子 囡囡 囡 崽 崽崽 仔女 子女 独生子 大儿子 小儿子 老大
        老幺""",
    Beneficiary.CHILD_IN_LAW: "儿媳妇 儿媳 女婿 新妇",
    Beneficiary.GRANDPARENT: """
        爷爷 奶奶 姥姥 姥爷 外公 外婆 外爷 阿公 阿婆 阿爷 阿娘 阿嬷 嫲嫲 祖父 祖母 家公 家婆 嘎嘎 嘎公
        嘎婆""",
    Beneficiary.GRANDCHILD: "孙子 孙女 孙儿 外孙 外孙女 外孙子 小孙子 孙伢",
    Beneficiary.SIBLING: """
        哥哥 弟弟 姐姐 妹妹 大哥 二哥 大姐 二姐 老弟 老妹 老哥 兄弟 姊妹 兄妹 阿哥 阿姐 嫂子 弟媳 姐夫
        妹夫 哥 姐""",
    Beneficiary.RELATIVE: """
        爷叔 叔叔 伯伯 大伯 舅舅 娘舅 舅妈 姑姑 姑妈 姨妈 姨娘 小姨 大姨 孃孃 婶婶 婶子 伯母 大娘 侄子
        侄儿 侄女 外甥 外甥女 表哥 表弟 表姐 表妹 亲戚 亲家 堂哥 堂弟 叔 舅 姑 姨""",
    Beneficiary.NEIGHBOUR: "邻居 隔壁 对门 楼上的 楼下的 楼上那家 楼下那家 街坊 邻舍 老街坊 隔壁邻居",
    Beneficiary.FRIEND: "朋友 老朋友 同事 老同事 战友 老战友 工友 同学 老同学 老姐妹 老姊妹 老伙计 牌友",
}

#: Of those, the words that strangers are called by too, or that stand inside other words: they count only
#: with an owner before them (我妈) or as the whole answer (妈).
ONLY_OWNED = """
        爹 爸 妈 哥 姐 叔 舅 姑 姨 娃 囡 崽 老大 先生 太太 男人 姑娘 老头 丫头 小孩 大娘 大姐 大哥 老哥
        阿姐 阿哥 孩子"""

#: Who the person belongs to. Longer ones first.
OWNERS = "我们家 咱们家 我家里 我家 俺家 咱家 他家 我屋 俺们 我们 咱们 阿拉 伲 吾 我 俺 咱 他 她"
