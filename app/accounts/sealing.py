"""Keys drawn from the application's own secret: for what is kept sealed, and for hashes of codes.

With another SECRET_KEY nothing that was sealed before opens again: second factors are then set up
anew (a registrar resets them), and recovery codes no longer fit.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

from app import clock


def seal(words: str) -> str:
    """`words` encrypted and signed (Fernet), as text."""
    return _box().encrypt_at_time(words.encode(), _seconds()).decode()


def unseal(sealed: str, within: timedelta | None = None) -> str | None:
    """What was sealed, or None: another key, a change on the way, or sealed before `within`."""
    try:
        if within is None:
            return _box().decrypt(sealed.encode()).decode()
        seconds = int(within.total_seconds())
        return _box().decrypt_at_time(sealed.encode(), seconds, _seconds()).decode()
    except InvalidToken:
        return None


def seal_values(values: Any) -> str:
    return seal(json.dumps(values))


def unseal_values(sealed: str, within: timedelta | None = None) -> Any:
    words = unseal(sealed, within)
    return None if words is None else json.loads(words)


def keyed_hash(words: str) -> str:
    """HMAC-SHA-256 of a short code: without our key, trying all codes leads nowhere."""
    return hmac.new(_key(_secret(), b"attune codes"), words.encode(), hashlib.sha256).hexdigest()


def token_hash(token: str) -> str:
    """SHA-256 of a long random token, which needs no key."""
    return hashlib.sha256(token.encode()).hexdigest()


def _seconds() -> int:
    return int(clock.now().timestamp())


def _secret() -> str:
    secret: str = current_app.config["SECRET_KEY"]
    return secret


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_key(_secret(), b"attune sealed values")))


@cache
def _key(secret: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose).derive(secret.encode())
