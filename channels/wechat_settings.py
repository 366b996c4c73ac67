"""What a WeChat Official Account needs to be served."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class WeChatSettings:
    """`token` signs what WeChat brings; with an `aes_key` (43 characters) it is encrypted as well.

    `api`: where WeChat's own interface is.
    """

    app_id: str
    secret: str = field(repr=False)
    token: str = field(repr=False)
    aes_key: str = field(default="", repr=False)
    api: str = "https://api.weixin.qq.com"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What may stand in no log."""
        return tuple(one for one in (self.secret, self.token, self.aes_key) if one)
