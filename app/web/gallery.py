"""The components on one page, for those who build pages: in development only."""

from __future__ import annotations

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from app.web.access import open_to_all


class Specimen(FlaskForm):
    """A field of every kind; it is never taken in."""

    code = StringField("Code for this client", [DataRequired("Give the client a code.")])
    question = TextAreaField("Helping question", description="In the family's own words.")
    filmed_on = DateField("Date of the film", [InputRequired("Say when it was filmed.")])
    supervisor = SelectField(
        "Supervisor", choices=[SelectChoice("1", "Rowan Ellis"), SelectChoice("2", "Noor Haddad")]
    )
    purposes = SelectMultipleField(
        "What did they agree to?",
        [DataRequired("Choose what they agreed to.")],
        choices=[
            SelectChoice("review", "Shared review"),
            SelectChoice("supervisor", "Showing the supervisor"),
        ],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    case_type = RadioField(
        "Case type",
        [InputRequired("Choose the case type.")],
        choices=[
            SelectChoice("VIG", "VIG"),
            SelectChoice("VERP", "VERP"),
            SelectChoice("VFF", "VFF"),
        ],
    )
    film = FileField("Film")
    agreed = BooleanField("I have read it to them", [InputRequired("Tick when you have.")])


@open_to_all
def gallery() -> ResponseReturnValue:
    forms = [Specimen(prefix=f"{paper}-") for paper in SelectChoice("light", "dark")]
    if "sent" in request.args:
        for form in forms:
            form.validate()
    return render_template("gallery/index.html", forms=forms)


def init_app(app: Flask) -> None:
    if app.config["MODE"] == "development":
        app.add_url_rule("/gallery", view_func=gallery)
