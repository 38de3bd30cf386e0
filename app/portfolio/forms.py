"""Forms of the draft."""

from __future__ import annotations

from wtforms import SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.web.forms import Form

LONGEST_STATEMENT = 60_000


class ReasonForm(Form):
    reason = TextAreaField(
        "Why did you choose this moment?",
        validators=[
            DataRequired("Say in a sentence or two why you chose this moment."),
            Length(max=2000, message="Keep the reason within 2,000 characters."),
        ],
    )

    criteria = SelectMultipleField(
        "Which criteria does it stand for?",
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class StatementForm(Form):
    text = TextAreaField(
        "Your reflective statement",
        validators=[
            DataRequired("Write a first sentence, then save; you can go on at any time."),
            Length(max=LONGEST_STATEMENT, message="Keep the statement within 60,000 characters."),
        ],
    )


class SupervisorStatementForm(StatementForm):
    text = TextAreaField("Your statement", validators=StatementForm.text.kwargs["validators"])


class ActForm(Form):
    """A button: nothing to fill in, but taken in once."""
