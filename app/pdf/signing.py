"""Signing a finished PDF, so that anybody sees whether one byte of it was altered.

The signature is an addition at the end: what was pressed stays in the file as it was, byte by byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from asn1crypto import pem, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers

FIELD = "Attune"
Result = TypeVar("Result")
YEARS_OF_A_KEY_MADE_HERE = 10


class SigningFault(Exception):
    """The key or its certificate cannot be used; the message says which file and why."""


@dataclass(frozen=True, slots=True)
class Key:
    """Where the private key and its certificate are kept, both PEM.

    The certificate's file may go on with those that vouch for it.
    """

    private: Path
    certificate: Path


def sign(source: Path, target: Path, key: Key, reason: str) -> None:
    """Write `source` to `target` with a signature that allows no change at all.

    Raises SigningFault when the key cannot be used.
    """
    wanted = signers.PdfSignatureMetadata(
        field_name=FIELD,
        reason=reason,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    field = fields.SigFieldSpec(
        FIELD,
        readable_field_name="Signature of this service",
        # Outside the page and not hidden: what archives and screen readers ask of an unseen field.
        invis_sig_settings=fields.InvisSigSettings(
            set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True
        ),
    )
    signer = signers.PdfSigner(wanted, signer=_signer(key), new_field_spec=field)
    with source.open("rb") as pressed, target.open("w+b") as signed:
        apart(signer.sign_pdf, Adding(pressed), output=signed)


def apart(act: Callable[..., Result], *given: Any, **named: Any) -> Result:
    """Do it in a thread of its own: the library runs a loop, which may not stand inside another."""
    with ThreadPoolExecutor(1) as one:
        return one.submit(act, *given, **named).result()


class Adding(IncrementalPdfFileWriter):
    """Adds at the end of a file, and leaves its metadata as an archive wants it written."""

    def _update_meta(self) -> None:
        """Not rewritten: the library would write the identifiers in another form."""


def pressed_part(signed: Path) -> bytes:
    """The file as it was before it was signed."""
    with signed.open("rb") as file:
        begins = PdfFileReader(file).xrefs.get_startxref_for_revision(0)
        file.seek(0)
        whole = file.read()
    end = re.compile(rb"startxref\s+%d\s+%%%%EOF\s*?\n" % begins).search(whole, begins)
    if end is None:
        raise SigningFault("This file does not begin with a finished document.")
    return whole[: end.end()]


@cache
def _signer(key: Key) -> signers.SimpleSigner:
    _, *vouching = certificates_in(key.certificate)
    made = signers.SimpleSigner.load(
        str(key.private), str(key.certificate), other_certs=vouching or None
    )
    if made is None:
        raise SigningFault(
            f"{key.private} and {key.certificate} are not a private key without password "
            "and its certificate, both PEM."
        )
    return made


def certificates_in(file: Path) -> list[x509.Certificate]:
    """All certificates of a PEM file. Raises SigningFault where it holds none."""
    try:
        found = [x509.Certificate.load(body) for _, _, body in pem.unarmor(file.read_bytes(), True)]
    except (OSError, ValueError) as fault:
        raise SigningFault(f"{file} holds no certificate: {fault}") from fault
    return found


def make_key(folder: Path, name: str) -> Key:
    """A key and a certificate that vouches for itself, made once in `folder`."""
    key = Key(folder / "signing-key.pem", folder / "signing-certificate.pem")
    if key.private.exists() and key.certificate.exists():
        return key
    folder.mkdir(parents=True, exist_ok=True)
    private = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    certificate = _vouching_for_itself(private, name)
    key.private.touch(mode=0o600)
    key.private.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    key.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return key


def _vouching_for_itself(private: rsa.RSAPrivateKey, name: str) -> certificates.Certificate:
    called = certificates.Name([certificates.NameAttribute(certificates.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    return (
        certificates.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(private.public_key())
        .serial_number(certificates.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * YEARS_OF_A_KEY_MADE_HERE))
        .add_extension(_only_signs(), critical=True)
        .sign(private, hashes.SHA256())
    )


def _only_signs() -> certificates.KeyUsage:
    others = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    return certificates.KeyUsage(digital_signature=True, content_commitment=True, **others)
