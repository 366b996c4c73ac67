"""Bundles to and from bytes. Pure but for the signature."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from actions.bundles.model import FORMAT, MOST_BYTES, Bundle, BundleError, digest_of, require_plain

_MANIFEST, _SIGNATURE = "manifest.json", "signature"
_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, EOFError, OSError)
"""All that reading a damaged archive may raise."""
_SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""The moment that every file of a bundle has: the same files make the same bundle."""


def pack(files: Mapping[str, bytes], key: bytes) -> bytes:
    """The bundle of these files, signed with a key of 32 bytes. Raises BundleError."""
    if not files:
        raise BundleError("There is nothing to put into a bundle.")
    signer = Ed25519PrivateKey.from_private_bytes(key)
    public = signer.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    digests = {require_plain(path): digest_of(data) for path, data in sorted(files.items())}
    manifest = json.dumps({"format": FORMAT, "files": digests}, ensure_ascii=False, indent=1).encode()
    signature = f"{public} {signer.sign(manifest).hex()}".encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in {_MANIFEST: manifest, _SIGNATURE: signature, **dict(sorted(files.items()))}.items():
            archive.writestr(zipfile.ZipInfo(path, _SAME_DAY), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def unpack(packed: bytes) -> Bundle:
    """The bundle, every file as it was signed. Raises BundleError when anything about it is not right."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise BundleError("The bundle is too large.")
            held = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        manifest, signature = held.pop(_MANIFEST), held.pop(_SIGNATURE).decode()
        signed_by = _signer_of(manifest, signature)
        told = json.loads(manifest)
    except _BROKEN as error:
        if isinstance(error, BundleError):
            raise
        raise BundleError("This file is no bundle, or it is damaged: get it again.") from error
    if told.get("format") != FORMAT:
        raise BundleError("This bundle was made by another version of Linban.")
    if {require_plain(path): digest_of(data) for path, data in held.items()} != told.get("files"):
        raise BundleError("The bundle was changed after it was signed: get it again.")
    return Bundle(held, signed_by)


def _signer_of(manifest: bytes, signature: str) -> str:
    public, _, signed = signature.partition(" ")
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signed), manifest)
    except (InvalidSignature, ValueError) as error:
        raise BundleError("The bundle's signature is wrong: get it again.") from error
    return public
