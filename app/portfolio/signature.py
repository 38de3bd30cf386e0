"""The signature under documents: the key of this service, and the keys it had before."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from asn1crypto import x509
from flask import current_app

from app.pdf import Pressed, examine, measured, signing, stamp
from app.pdf.examining import Examined
from app.pdf.signing import Key

REASON = "The sealed record of a portfolio"
NAME_OF_A_KEY_MADE_HERE = "Attune, a key made on this machine"


def key() -> Key:
    """The key from the configuration; one made in the data folder where there is none."""
    settings = current_app.config
    if settings["SIGNING_KEY"]:
        return Key(settings["SIGNING_KEY"], settings["SIGNING_CERTIFICATE"])
    return signing.make_key(settings["DATA"] / "signing", NAME_OF_A_KEY_MADE_HERE)


def known() -> list[x509.Certificate]:
    """Our certificate, and those we signed with before."""
    found = signing.certificates_in(key().certificate)
    former: Path | None = current_app.config["SIGNING_FORMER"]
    return found + (signing.certificates_in(former) if former else [])


def signed(made: Pressed) -> Pressed:
    """The same document with our signature, in place of the one without."""
    target = made.path.with_suffix(".signed.pdf")
    try:
        signing.sign(made.path, target, key(), REASON)
        target.replace(made.path)
    finally:
        with suppress(FileNotFoundError):
            target.unlink()
    return measured(made.path, made.pages)


def copied(document: Path, line: Path, folder: Path) -> Path:
    """A copy of a signed document with `line` over each page, signed anew, in `folder`."""
    plain, stamped, copy = (folder / f"{name}.pdf" for name in ("plain", "stamped", "copy"))
    plain.write_bytes(signing.pressed_part(document))
    stamp(plain, line, stamped)
    signing.sign(stamped, copy, key(), REASON)
    return copy


def examined(file: Path, attachment: str) -> Examined:
    return examine(file, attachment, known())
