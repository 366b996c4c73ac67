"""What a message or an event of WeChat says, in our own terms. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from channels.messaging.incoming import Incoming, Kind

MENU_BUTTON = "bizmsgmenuid"
"""Where the payload of a tapped line of a message comes back."""

_START = "/start"


def read_message(message: Any) -> Incoming | None:
    """What wechatpy's message brings; None for notices that nobody has to answer."""
    data: Mapping[str, Any] = message._data
    address = str(data.get("FromUserName") or "")
    if not address:
        return None
    if data.get("MsgType") == "event":
        return _event(data, address)
    content = _CONTENT.get(str(data.get("MsgType") or ""), _other)(data)
    return Incoming(key=f"message {address} {data.get('MsgId')}", address=address, **content)


def _event(data: Mapping[str, Any], address: str) -> Incoming | None:
    """A subscription, a scanned code, a click on the menu."""
    name, key = str(data.get("Event") or "").lower(), str(data.get("EventKey") or "")
    once = f"event {address} {data.get('CreateTime')} {name} {key}"
    if name in ("subscribe", "subscribe_scan", "scan"):
        code = key.removeprefix("qrscene_")
        if code:
            return Incoming(key=once, address=address, text=f"{_START} {code}")
        return Incoming(key=once, address=address, kind=Kind.JOINED)
    if name == "click":
        return Incoming(key=once, address=address, kind=Kind.TEXT, text=key, twin=f"click {address} {key}")
    return None


def _text(data: Mapping[str, Any]) -> dict[str, Any]:
    payload = data.get(MENU_BUTTON)
    if payload:
        return {"kind": Kind.TAP, "text": str(payload), "twin": f"tap {data.get('FromUserName')} {payload}"}
    return {"kind": Kind.TEXT, "text": str(data.get("Content") or "")}


def _voice(data: Mapping[str, Any]) -> dict[str, Any]:
    """With what WeChat itself recognised, where it did."""
    heard = str(data.get("Recognition") or "").strip()
    return {"kind": Kind.VOICE, "text": heard, "file": data.get("MediaId")}


def _place(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": Kind.PLACE, "text": str(data.get("Label") or "")}


def _link(data: Mapping[str, Any]) -> dict[str, Any]:
    """An article that somebody passes on."""
    words = " ".join(str(data[name]) for name in ("Title", "Description") if data.get(name))
    return {"kind": Kind.TEXT, "text": words, "is_forwarded": True}


def _picture(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": Kind.PICTURE}


def _other(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": Kind.OTHER}


_CONTENT: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "text": _text,
    "voice": _voice,
    "location": _place,
    "link": _link,
    "image": _picture,
    "video": _picture,
    "shortvideo": _picture,
}
