"""People, and what belongs to one person or one service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from sqlalchemy import insert

from app import clock
from app.extensions import Base, transaction
from app.models.mail import Mail, MailState
from app.models.notices import Notice
from app.models.people import Person, Role, RoleHeld
from app.models.services import MemberKind, Service, ServiceKind, ServiceMember
from app.models.sign_in import BrowserSession, SignInAttempt, Step

_numbers = count(1)


def add(model: type[Base], rows: Iterable[dict[str, Any]]) -> list[int]:
    """Insert `rows` and give their ids, in order."""
    key: Any = model.id  # type: ignore[attr-defined]
    if not (given := list(rows)):
        return []
    with transaction() as session:
        returned = insert(model).returning(key, sort_by_parameter_order=True)
        return list(session.scalars(returned, given))


def people(number: int, roles: Sequence[Role] = (Role.TRAINEE,)) -> list[int]:
    named = (next(_numbers) for _ in range(number))
    ids = add(
        Person,
        (
            {"name": f"One of many {n:05}", "email": f"many{n}@example.org", "password_hash": "no"}
            for n in named
        ),
    )
    add(RoleHeld, ({"person_id": one, "role": role} for one in ids for role in roles))
    return ids


def services(number: int) -> list[int]:
    named = (f"Service of many {next(_numbers):05}" for _ in range(number))
    return add(Service, ({"name": name, "kind": ServiceKind.SCHOOL} for name in named))


def members(number: int, service_id: int, line_manager_id: int) -> None:
    working = people(number)
    add(
        ServiceMember,
        (
            {
                "service_id": service_id,
                "person_id": one,
                "kind": MemberKind.PRACTITIONER,
                "line_manager_id": line_manager_id,
            }
            for one in working
        ),
    )


def notices(number: int, person_id: int) -> None:
    add(
        Notice,
        (
            {
                "person_id": person_id,
                "words": "A session was signed.",
                "url": "/supervision",
                "once": str(uuid4()),
                "at": clock.now(),
            }
            for _ in range(number)
        ),
    )


def letters(number: int, address: str) -> None:
    add(
        Mail,
        (
            {
                "once": str(uuid4()),
                "letter": "digest",
                "address": address,
                "subject": "A letter",
                "body": "Dear you,",
                "state": MailState.KEPT,
            }
            for _ in range(number)
        ),
    )


def browsers(number: int, person_id: int) -> None:
    add(
        BrowserSession,
        (
            {
                "person_id": person_id,
                "token_hash": uuid4().hex * 2,
                "address": "127.0.0.1",
                "browser": "A browser in a test",
            }
            for _ in range(number)
        ),
    )


def attempts(number: int, email: str) -> None:
    now = clock.now()
    add(
        SignInAttempt,
        (
            {
                "email": email,
                "address": "127.0.0.1",
                "at": now - timedelta(minutes=n),
                "succeeded": True,
                "step": Step.PASSWORD,
                "browser": "A browser in a test",
            }
            for n in range(number)
        ),
    )
