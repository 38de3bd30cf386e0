"""A small application that shows the gallery, the error pages and a form of every kind of field."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask, flash, render_template
from flask_wtf import CSRFProtect, FlaskForm
from jinja2 import StrictUndefined
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from app.web.navigation import for_a_part

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


class SampleForm(FlaskForm):
    ticket = HiddenField()
    code = StringField("Code for this client", [DataRequired("Give the client a code.")])
    question = TextAreaField("Helping question", description="In the family's own words.")
    minutes = IntegerField("Minutes")
    password = PasswordField("Password", [InputRequired("Give your password.")])
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
        choices=[SelectChoice("VIG", "VIG"), SelectChoice("VERP", "VERP")],
    )
    filmed_on = DateField("Date of the film", [InputRequired("Say when it was filmed.")])
    supervisor = SelectField("Supervisor", choices=[SelectChoice("1", "Rowan Ellis")])
    film = FileField("Film")
    agreed = BooleanField("I have read it to them", [InputRequired("Tick when you have.")])


def sample_app(surrounded: bool = True) -> Flask:
    app = Flask(
        "look", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "app" / "static")
    )
    app.config.update(SECRET_KEY="for looking only", TESTING=True)
    app.jinja_env.undefined = StrictUndefined
    CSRFProtect(app)
    if surrounded:
        app.context_processor(surroundings)
    app.add_template_global(for_a_part)
    app.add_url_rule("/gallery", "gallery", gallery)
    app.add_url_rule("/gallery-after-sending", "gallery_sent", gallery_after_sending)
    app.add_url_rule(
        "/error/<int:code>", "error", lambda code: render_template(f"errors/{code}.html")
    )
    app.add_url_rule("/sent", "sent", sent, methods=["POST"])
    app.after_request(refuse_inline)
    return app


def surroundings() -> dict[str, Any]:
    home = SimpleNamespace(label="Home", url="/gallery", icon="house", current=True)
    clients = SimpleNamespace(label="Clients", url="/gallery", icon=None, current=False)
    return {
        "nav": [home, clients],
        "person": SimpleNamespace(name="Maya <Holt>"),
        "acting_as": "Trainee",
        "other_roles": [SimpleNamespace(label="Supervisor", key="supervisor")],
        "switch_role_url": "/sent",
        "sign_out_url": "/sent",
        "home_url": "/gallery",
        "footer_links": [SimpleNamespace(label="Accessibility", url="/gallery")],
    }


def two_forms() -> list[SampleForm]:
    return [SampleForm(prefix=prefix) for prefix in ("light-", "dark-")]


def gallery() -> str:
    return render_template("gallery/index.html", forms=two_forms())


def gallery_after_sending() -> str:
    forms = two_forms()
    for form in forms:
        form.validate()
    flash("The session is signed.", "done")
    return render_template("gallery/index.html", forms=forms)


def sent() -> str:
    return "Sent"


def refuse_inline(response: Any) -> Any:
    response.headers["Content-Security-Policy"] = "default-src 'self'"
    return response
