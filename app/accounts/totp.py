"""Codes of authenticator apps: TOTP, RFC 6238, six digits every thirty seconds (pyotp)."""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp

STEP_SECONDS = 30
TOLERATED_STEPS = (-1, 0, 1)  # a phone's clock may be half a minute off


def new_secret() -> str:
    """160 random bits in base32, as authenticator apps take them."""
    return pyotp.random_base32(32)


def step_at(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS


def code_at(secret: str, moment: datetime) -> str:
    return code_of(secret, step_at(moment))


def code_of(secret: str, step: int) -> str:
    return pyotp.TOTP(secret).generate_otp(step)


def fitting_step(secret: str, code: str, moment: datetime) -> int | None:
    """The step around `moment` whose code this is; spaces do not count."""
    given = "".join(code.split())
    around = [step_at(moment) + offset for offset in TOLERATED_STEPS]
    fits = [hmac.compare_digest(code_of(secret, step).encode(), given.encode()) for step in around]
    return next((step for step, is_it in zip(around, fits, strict=True) if is_it), None)


def address(secret: str, email: str) -> str:
    """The otpauth: address that a QR code carries."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Attune")
