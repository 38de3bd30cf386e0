"""Forms on the way in, and of one's own account."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from wtforms import (
    EmailField,
    PasswordField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import DataRequired, Email, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.accounts.passwords import LONGEST, SHORTEST
from app.models.people import Role
from app.web import zones
from app.web.forms import Form


def _one_line(_form: Form, field: StringField) -> None:
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in field.data or ""):
        raise ValidationError("This stands on one line, without unprintable signs.")


class SignInForm(Form):
    email = EmailField(
        "Email address",
        validators=[DataRequired("Enter your email address."), Length(max=254), _one_line],
    )
    password = PasswordField(
        "Password", validators=[DataRequired("Enter your password."), Length(max=LONGEST)]
    )


class TimeZoneForm(Form):
    time_zone = SelectField("Time zone", choices=[], validate_choice=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone.choices = zones.choices()

    @property
    def said(self) -> str:
        """`UK time`, `Brussels time`"""
        return zones.named(ZoneInfo(self.time_zone.data))


class CodeForm(Form):
    code = StringField(
        "Code from your app",
        validators=[
            DataRequired("Enter the six digits that your app shows."),
            Length(max=40),
            _one_line,
        ],
    )


class RecoveryCodeForm(CodeForm):
    code = StringField(
        "Recovery code",
        validators=[DataRequired("Enter one of your recovery codes."), Length(max=40), _one_line],
    )


class EmailForm(Form):
    email = EmailField(
        "Email address",
        validators=[DataRequired("Enter your email address."), Length(max=254), _one_line],
    )


class NewPasswordForm(Form):
    new_password = PasswordField(
        "New password",
        description=f"At least {SHORTEST} characters. A few words together are easy to keep.",
        validators=[DataRequired("Choose a password.")],
    )


class CurrentPasswordForm(Form):
    current_password = PasswordField(
        "Your password now",
        validators=[DataRequired("Enter your password."), Length(max=LONGEST)],
    )


class MoveForm(CurrentPasswordForm, CodeForm):
    """For another app or phone: the password, then the first code of the new key."""


class ChangePasswordForm(CurrentPasswordForm, NewPasswordForm):
    """The password of now, then the new one."""


class InvitationForm(Form):
    name = StringField(
        "Name",
        validators=[DataRequired("Enter the person's name."), Length(max=120), _one_line],
    )
    email = EmailField(
        "Email address",
        validators=[
            DataRequired("Enter the person's email address."),
            Length(max=254),
            Email("Enter an address such as name@example.org."),
        ],
    )
    roles = SelectMultipleField(
        "Roles",
        choices=[SelectChoice(role.value, role.label.capitalize()) for role in Role],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[DataRequired("Choose at least one role.")],
    )


class ReasonForm(Form):
    reason = StringField(
        "How do you know that it is them?",
        validators=[
            DataRequired("Say in a few words how you made sure."),
            Length(max=300),
            _one_line,
        ],
    )
