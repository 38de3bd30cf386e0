"""Forms of a registrar about services, and of a service's lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    EmailField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import (
    DataRequired,
    Email,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)

from accreditation.consent import Purpose
from app import clock
from app.models.people import Person
from app.models.services import ServiceKind
from app.services import queries
from app.services.operations import PolicyTerms
from app.services.operations.retention import LONGEST_MONTHS
from app.services.words import PurposeWords, Words
from app.web.forms import Form

GB = 10**9
NOBODY = "Nobody has an account with this address. Check it, or ask your registrar."
_LONG = Length(max=2000, message="Keep this within 2,000 characters.")
_MONTHS = NumberRange(0, LONGEST_MONTHS, f"Choose between 0 and {LONGEST_MONTHS} months.")


class ServiceForm(Form):
    name = StringField(
        "Name", validators=[InputRequired("Enter the service's name."), Length(max=160)]
    )
    kind = SelectField(
        "Kind",
        choices=[SelectChoice(kind.value, kind.value.capitalize()) for kind in ServiceKind],
        validators=[InputRequired()],
    )


class QuotaForm(Form):
    gigabytes = DecimalField(
        "Room for films, in GB",
        places=None,
        validators=[Optional(), NumberRange(0.001, 10**6, "Give between 0.001 and 1,000,000 GB.")],
    )

    @property
    def quota_bytes(self) -> int | None:
        return None if self.gigabytes.data is None else int(self.gigabytes.data * GB)


def _address(label: str, *validators: Any) -> EmailField:
    return EmailField(
        label, validators=[*validators, Email("Give a whole email address."), Length(max=254)]
    )


class LeadForm(Form):
    email = _address(
        "Email address they sign in with", DataRequired("Give the address they sign in with.")
    )

    def validate_email(self, field: EmailField) -> None:
        if queries.person_with_address(field.data or "") is None:
            raise ValidationError(NOBODY)

    @property
    def person(self) -> Person:
        """Who has that address; known to be there once the form is valid."""
        found = queries.person_with_address(self.email.data or "")
        assert found is not None
        return found


class CheckForm(Form):
    settled_on = DateField(
        "Day it was settled", validators=[InputRequired("Enter the day it was settled.")]
    )
    reference = StringField(
        "Where it can be found",
        validators=[DataRequired("Say where it can be found."), Length(max=200)],
    )

    def validate_settled_on(self, field: DateField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("That day is still to come. Confirm it once it is settled.")


class ConfirmForm(Form):
    confirmed = BooleanField("", validators=[DataRequired("Tick this to go on.")])


def _asked_when_publishing(form: Form, field: Any) -> None:
    """A draft may have gaps; no text of it is called optional."""


_asked_when_publishing.field_flags = {"required": True}  # type: ignore[attr-defined]


def _text(label: str) -> TextAreaField:
    return TextAreaField(label, validators=[_asked_when_publishing, _LONG])


class WordingForm(Form):
    """A field for each text; a line of a text is a sentence of its own."""

    introduction = _text("What everyone is told first")
    withdrawing = _text("How to take a yes back")
    complaints = _text("Whom to complain to")

    @property
    def purposes(self) -> Iterator[tuple[Purpose, Any, Any]]:
        for purpose in Purpose:
            yield purpose, self[f"{purpose.value}_title"], self[f"{purpose.value}_text"]

    @property
    def words(self) -> Words:
        return Words(
            self.introduction.data or "",
            self.withdrawing.data or "",
            self.complaints.data or "",
            {
                purpose: PurposeWords(title.data or "", text.data or "")
                for purpose, title, text in self.purposes
            },
        )

    @classmethod
    def saying(cls, words: Words) -> WordingForm:
        texts = {}
        for purpose, said in words.purposes.items():
            texts[f"{purpose.value}_title"] = said.title
            texts[f"{purpose.value}_text"] = said.explanation
        return cls(
            data={
                "introduction": words.introduction,
                "withdrawing": words.withdrawing,
                "complaints": words.complaints,
                **texts,
            }
        )


for _purpose in Purpose:
    _title = StringField("Heading", validators=[_asked_when_publishing, Length(max=120)])
    setattr(WordingForm, f"{_purpose.value}_title", _title)
    setattr(WordingForm, f"{_purpose.value}_text", _text("Words"))


class PolicyForm(ConfirmForm):
    months_after_end = IntegerField(
        "Months after involvement ends", validators=[InputRequired("Give the months."), _MONTHS]
    )
    reminders = StringField("Reminders, in days before", validators=[Length(max=60)])
    keep_at_most_months = IntegerField(
        "Keeping for accreditation: at most so many months", validators=[Optional(), _MONTHS]
    )
    keeps_originals = BooleanField("Keep films as they arrived as well")
    source = TextAreaField(
        "What this rests on", validators=[DataRequired("Say what this rests on."), _LONG]
    )
    reason = TextAreaField("Why you chose it", validators=[_LONG])

    def validate_reminders(self, field: StringField) -> None:
        if field.data and not re.fullmatch(r"\s*\d{1,4}(\s*,\s*\d{1,4})*\s*", field.data):
            raise ValidationError("Give whole numbers of days, for example 30, 7.")

    @property
    def terms(self) -> PolicyTerms:
        days = tuple(int(one) for one in (self.reminders.data or "").split(",") if one.strip())
        return PolicyTerms(
            self.months_after_end.data,
            days,
            self.keep_at_most_months.data,
            self.source.data,
            self.reason.data or "",
            self.keeps_originals.data,
        )


class LineManagerForm(Form):
    manager_email = _address("Email address they sign in with", Optional())
    manager_name = StringField(
        "Or their name, if they have no account", validators=[Length(max=120)]
    )

    def validate_manager_email(self, field: EmailField) -> None:
        if field.data and self.line_manager is None:
            raise ValidationError(
                "Nobody has an account with this address. Check it, or give the name below."
            )

    def validate_manager_name(self, field: StringField) -> None:
        if field.data and self.manager_email.data:
            raise ValidationError("Give an address or a name, not both.")

    @property
    def line_manager(self) -> Person | None:
        return queries.person_with_address(self.manager_email.data or "")


class PractitionerForm(LineManagerForm, LeadForm):
    """Somebody who works in the service, with their line manager if that is known."""
