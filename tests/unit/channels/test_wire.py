"""How items of a turn cross from the dialogue core to whoever asked."""

import pytest

from channels.wire import Button, Reply, TurnEnd, read, write

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "item",
    [
        Reply("您好。", (Button("找人帮忙", "/dlg.human"),), {"kind": "answer", "items": [{"text": "身份证"}]}),
        Reply("一行\n两行"),
        TurnEnd({"service": "id_card", "aspect": None}, None, "asked"),
    ],
)
def test_what_is_written_on_one_line_is_read_again(item: Reply | TurnEnd) -> None:
    line = write(item)
    assert line.count(b"\n") == 1
    assert read(line.decode()) == item


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"reply": {"text": "您好"}}', '{"end": 1}', "nonsense"])
def test_a_broken_line_says_so(broken: str) -> None:
    with pytest.raises(ValueError):
        read(broken)
