"""How somebody wants to hear of what they have not read."""

from __future__ import annotations

from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from app.models.notices import Digest
from app.web.forms import Form


class PreferencesForm(Form):
    digest = RadioField(
        "Letters about notices you have not read",
        choices=[
            SelectChoice(Digest.DAILY.value, "At most one a day, in the morning"),
            SelectChoice(Digest.NONE.value, "None"),
        ],
        validators=[InputRequired("Choose one of the two.")],
    )
