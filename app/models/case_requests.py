"""Requests for VIG work: written down by whoever leads a service, until somebody takes them on."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.casework import CaseType
from app.models.guard import Guard
from app.models.people import Person
from app.models.services import Service

QUESTIONS = ("why", "assessed", "discussed", "hoped_change", "lived_experience")
SAID = ("referred_by", *QUESTIONS)
"""What is said in a request as in a referral, under the same names."""
WORDS = (*SAID, "given_back_because")
"""What may tell of a family: it moves into the case, or goes."""

_NO_WORDS = " AND ".join(f"{one} = ''" for one in WORDS)
_OPEN = "state IN ('waiting', 'allocated', 'given_back')"


class RequestState(StrEnum):
    """Where a request stands; the first three wait for somebody to do something."""

    WAITING = "waiting"
    ALLOCATED = "allocated"
    GIVEN_BACK = "given_back"
    TAKEN_ON = "taken_on"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        return self in {RequestState.WAITING, RequestState.ALLOCATED, RequestState.GIVEN_BACK}


class CaseRequest(Model):
    """A request for VIG work, known by its code only. It stands in `state` since `since`.

    `practitioner` is whoever it was allocated to last. Taken on, it became the case `client_id`,
    and its words moved into the referral there. Erased, nobody took it on and its time was over:
    what is left is counted.
    """

    __tablename__ = "case_requests"

    id: Mapped[Key]
    service_id: Mapped[int] = to("services.id")
    code: Mapped[str] = mapped_column(String(12))
    case_type: Mapped[CaseType] = mapped_column(choice(CaseType))
    referred_by: Mapped[str] = mapped_column(String(120))
    referred_on: Mapped[date]
    why: Mapped[str] = mapped_column(Text)
    assessed: Mapped[str] = mapped_column(Text, default="")
    discussed: Mapped[str] = mapped_column(Text, default="")
    hoped_change: Mapped[str] = mapped_column(Text, default="")
    lived_experience: Mapped[str] = mapped_column(Text, default="")
    written_by_id: Mapped[int] = to("people.id")
    written_at: Mapped[At]
    state: Mapped[RequestState] = mapped_column(choice(RequestState), default=RequestState.WAITING)
    since: Mapped[At]
    practitioner_id: Mapped[int | None] = to("people.id")
    allocated_by_id: Mapped[int | None] = to("people.id")
    given_back_because: Mapped[str] = mapped_column(Text, default="")
    client_id: Mapped[int | None] = to("clients.id", unique=True)
    erased_at: Mapped[MaybeAt]

    service: Mapped[Service] = relationship()
    practitioner: Mapped[Person | None] = relationship(foreign_keys=[practitioner_id])

    __table_args__ = (
        CheckConstraint("case_type <> 'supervision'", name="it_is_work_with_a_client"),
        CheckConstraint(
            "practitioner_id IS NOT NULL OR state IN ('waiting', 'withdrawn')",
            name="allocated_to_somebody",
        ),
        CheckConstraint(
            "(practitioner_id IS NULL) = (allocated_by_id IS NULL)", name="allocated_by_somebody"
        ),
        CheckConstraint(
            "(state = 'taken_on') = (client_id IS NOT NULL)", name="taken_on_is_a_case"
        ),
        CheckConstraint(
            "state <> 'given_back' OR given_back_because <> '' OR erased_at IS NOT NULL",
            name="given_back_for_a_reason",
        ),
        CheckConstraint("erased_at IS NULL OR state <> 'taken_on'", name="a_case_is_not_erased"),
        CheckConstraint("(erased_at IS NULL) = (code <> '')", name="known_by_its_code"),
        CheckConstraint(
            f"(erased_at IS NULL AND state <> 'taken_on') OR ({_NO_WORDS})",
            name="words_move_or_go",
        ),
        Index(
            "uq_case_requests_code_now",
            "service_id",
            "code",
            unique=True,
            sqlite_where=text(f"{_OPEN} AND erased_at IS NULL"),
            postgresql_where=text(f"{_OPEN} AND erased_at IS NULL"),
        ),
    )


REQUEST_GUARDS: tuple[Guard, ...] = (
    Guard(
        "requests_become_one_case",
        "case_requests",
        "BEFORE UPDATE",
        "OLD.client_id IS NOT NULL AND (NEW.client_id IS NULL OR NEW.client_id <> OLD.client_id)",
        "A request becomes one case, and stays it.",
    ),
)
