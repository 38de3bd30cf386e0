"""Forms of what a registrar decides: each asks for its reason, which the trainee reads too."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import IntegerField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from accreditation.counting_practice import several
from accreditation.readiness import Readiness
from app.models.programme import EditionInUse
from app.models.services import Service
from app.web.forms import Form

MOST = 6000


class ReasonForm(Form):
    reason = TextAreaField(
        "Reason", validators=[DataRequired("Write the reason."), Length(max=2000)]
    )


class ServiceForm(ReasonForm):
    service = SelectField("New service", coerce=int, validators=[InputRequired()])

    def offer(self, services: Iterable[Service]) -> None:
        self.service.choices = [SelectChoice(str(each.id), each.name) for each in services]


class TransferForm(ReasonForm):
    edition = SelectField("New edition", coerce=int, validators=[InputRequired()])

    def offer(self, editions: Iterable[EditionInUse]) -> None:
        self.edition.choices = [SelectChoice(str(each.id), each.title) for each in editions]


class CreditForm(ReasonForm):
    requirement = SelectField("Requirement", validators=[InputRequired()])
    amount = IntegerField(
        "How much",
        validators=[
            InputRequired("Enter how much is credited."),
            NumberRange(1, MOST, f"Enter a number between 1 and {MOST}."),
        ],
    )

    def offer(self, readiness: Readiness) -> None:
        self.requirement.choices = [
            SelectChoice(
                f"{each.stage}.{each.key}",
                f"{stage.title}: {each.title}, {each.count} of {each.needed}, "
                f"in {several(each.unit)}",
            )
            for stage in readiness.every_stage()
            for each in stage.requirements
        ]

    def chosen(self) -> tuple[str, str]:
        """The keys of the stage and of the requirement."""
        stage, _, key = self.requirement.data.partition(".")
        return stage, key
