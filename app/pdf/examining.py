"""What a signed PDF says of itself: whether its signature holds, and what it carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from asn1crypto import cms, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from app.pdf.signing import apart


class Signature(StrEnum):
    HOLDS = "holds"
    OF_SOMEBODY_ELSE = "of_somebody_else"
    BROKEN = "broken"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Examined:
    """The signature, and the text of the attached file that was asked for (None: not there)."""

    signature: Signature
    attached: str | None


def examine(file: Path, attachment: str, trusted: Sequence[x509.Certificate]) -> Examined:
    """Read a PDF as one that may have been altered anywhere; never raises for what is in it."""
    try:
        with file.open("rb") as opened:
            reader = PdfFileReader(opened)
            return Examined(_signature(reader, trusted), _attached(reader, attachment))
    except Exception:  # a file altered anywhere can make a reader stop anywhere
        return Examined(Signature.BROKEN, None)


def _signature(reader: PdfFileReader, trusted: Sequence[x509.Certificate]) -> Signature:
    signatures = reader.embedded_regular_signatures
    if not signatures:
        return Signature.MISSING
    (one,) = signatures
    context = ValidationContext(
        trust_roots=list(trusted),
        allow_fetching=False,
        moment=one.self_reported_timestamp,  # a key may have ended since; it was good then
    )
    status = apart(validate_pdf_signature, one, signer_validation_context=context)
    covers_all = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    if not (status.intact and status.valid and covers_all and _stands_as_written(reader, one)):
        return Signature.BROKEN
    known = {certificate.dump() for certificate in trusted}
    shown = {certificate.dump() for certificate in (one.signer_cert, *one.other_embedded_certs)}
    return Signature.HOLDS if status.trusted and shown <= known else Signature.OF_SOMEBODY_ELSE


def _stands_as_written(reader: PdfFileReader, one: EmbeddedPdfSignature) -> bool:
    """Whether the one part that no signature covers, its own place, is as we write it."""
    _, begins, ends, _ = (int(part) for part in one.byte_range)
    reader.stream.seek(begins)
    written = reader.stream.read(ends - begins)
    content = bytes(one.pkcs7_content)
    signature = cms.ContentInfo.load(content).dump()
    padding = content[len(signature) :].strip(bytes(1))
    return written == b"<%s>" % content.hex().upper().encode() and not padding


def _attached(reader: PdfFileReader, name: str) -> str | None:
    try:
        names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    except KeyError:
        return None
    files = [names[place] for place in range(1, len(names), 2)]
    return next(
        (bytes(one["/EF"]["/F"].data).decode() for one in files if str(one["/UF"]) == name), None
    )
