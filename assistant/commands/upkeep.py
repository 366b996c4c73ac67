"""`linban backup`, `linban restore`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.settings import Settings

if TYPE_CHECKING:
    from actions.upkeep.backup import Manifest
    from actions.upkeep.lock import Lock

_KeyFile = Annotated[Path | None, typer.Option("--key-file", help="The key that locks it; default: keys/backup.key.")]
_Passphrase = Annotated[bool, typer.Option("--passphrase", help="Ask for words that lock it, instead of a key file.")]


def backup(
    to: Annotated[Path | None, typer.Option("--to", help="The file to write; default: a new one in backups/.")] = None,
    key_file: _KeyFile = None,
    passphrase: _Passphrase = False,
) -> None:
    """Write database, keys and departments into one locked file; the station may run."""
    from actions.upkeep.backup import folder, make

    settings, now = Settings.from_environment(), datetime.now().astimezone()
    target = to or folder(settings) / f"by-hand-{now:%Y%m%d-%H%M%S}.linban"
    if target.exists():
        raise ValueError(f"{target} is there already: choose another name.")
    manifest = make(settings, _lock(settings, key_file, passphrase, is_new=True), target, now)
    typer.echo(f"{target}: {_said(manifest)}")
    if not passphrase:
        typer.echo(f"It opens with {key_file or _own_key(settings)} alone: keep a copy of that key in another place.")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    key_file: _KeyFile = None,
    passphrase: _Passphrase = False,
    yes: Annotated[bool, typer.Option("--yes", help="Put it in the place of the data that is there.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Only look it through.")] = False,
) -> None:
    """Put a backup back, once it was looked through and found whole."""
    from actions.upkeep.lock import BackupError
    from actions.upkeep.restore import examine
    from actions.upkeep.restore import restore as put_back
    from assistant.instance_lock import running

    settings = Settings.from_environment()
    lock = _lock(settings, key_file, passphrase, is_new=False)
    if check:
        typer.echo(f"{file} is whole: {_said(examine(file, lock, settings))}")
        return
    if running(settings.home):
        raise BackupError("The station is running: stop it first.")
    manifest = put_back(file, lock, settings, may_overwrite=yes)
    typer.echo(f"{settings.home} is as it was: {_said(manifest)}")


def _lock(settings: Settings, key_file: Path | None, passphrase: bool, *, is_new: bool) -> Lock:
    from actions.upkeep.lock import BackupError, KeyFile, Passphrase

    if passphrase:
        words = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=is_new)
        return Passphrase(str(words))
    path = key_file or _own_key(settings)
    if not is_new and not path.exists():
        raise BackupError(f"There is no key at {path}: name it with --key-file.")
    return KeyFile(path)


def _own_key(settings: Settings) -> Path:
    from actions.upkeep.backup import own_key

    return own_key(settings).path


def _said(manifest: Manifest) -> str:
    return f"{sum(manifest.counts.values())} rows in {len(manifest.counts)} tables, made at {manifest.made_at}"


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(backup)
    app.command()(restore)
