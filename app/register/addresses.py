"""Where anybody checks a certificate."""

from __future__ import annotations

from flask import current_app

from accreditation.certificate import grouped
from app.models.register import Certificate


def address_to_check(certificate: Certificate) -> str:
    """The address that stands on the certificate, with its code."""
    return f"{current_app.config['PUBLIC_URL']}/check/{grouped(certificate.code)}"
