"""Forms of the register: anybody's, the holder's and the registrar's."""

from __future__ import annotations

from wtforms import SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from accreditation.certificate import CODE_LENGTH, plain
from app import clock
from app.models.register import PracticeKind
from app.web.fields import CHOOSE_A_DAY, Day, not_in_the_future
from app.web.forms import Form

SHORT = Length(max=1000, message="Keep this within 1,000 characters.")


class CheckForm(Form):
    code = StringField(
        "Code", validators=[DataRequired("Enter the code that stands on the certificate.")]
    )

    def validate_code(self, field: StringField) -> None:
        if len(plain(field.data or "")) != CODE_LENGTH:
            raise ValidationError(
                f"A code has {CODE_LENGTH} letters and figures, such as K7QF-2M9X-TR4B."
            )


class PracticeForm(Form):
    kind = SelectField(
        "What you did",
        choices=[SelectChoice(one.value, one.label) for one in PracticeKind],
        validators=[InputRequired("Choose what you did.")],
    )
    done_on = Day(
        "Day", default=clock.today, validators=[DataRequired(CHOOSE_A_DAY), not_in_the_future]
    )
    words = TextAreaField("A few words", validators=[SHORT])


class RenewalForm(Form):
    valid_until = Day("Valid until", validators=[DataRequired(CHOOSE_A_DAY)])


class SuspensionForm(Form):
    because = TextAreaField(
        "Why", validators=[DataRequired("Say why, for the holder and those after you."), SHORT]
    )


class NameForm(Form):
    name = StringField(
        "Name on the certificate",
        validators=[
            DataRequired("Enter the name as it should stand on the certificate."),
            Length(max=120, message="Keep the name within 120 characters."),
        ],
    )
