"""What somebody wants to know the responsible body of: a thing that they name, or whatever was just talked about."""

import re

from assistant.text.hanzi import is_hanzi
from assistant.text.normalise import normalise

_QUESTION = re.compile(
    "到底|究竟|请问|麻烦|问一下|问问|晓得|知道|这件|那件|这种|那种|呢件|这个|那个|事情|事儿|一个|一家|哪一|哪个|哪家|哪里|哪儿|哪"
    "|边个|什么|啥子|啥|谁个|谁家|部门|单位|衙门|地方|机构|负责|责任|管不管|管得|管着|归口|属于|应该|应当|主管|解决|处理|反映|投诉|举报"
    "|[这那它归该谁管找是的啊呀吗嘛呢咯嘞嘎噻吧哦我你您要想来去得由跟向给和事号么不有人家件]"
)
_FEWEST = 2


def thing_in(text: str) -> str:
    """The words of a question about responsibility without the question: what is left is the thing, if any."""
    return _QUESTION.sub("", normalise(text)).strip("，。？！、 ")


def names_a_thing(text: str) -> bool:
    """Whether such a question names its thing, rather than pointing back at what was talked about."""
    return sum(map(is_hanzi, thing_in(text))) >= _FEWEST
