"""Forms about rating rounds."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import SelectChoice, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from accreditation.comparison import NOT_SEEN
from accreditation.framework import CriteriaFramework, Scale
from app.models.rounds import RoundCriterion, RoundRating
from app.studio.operations.rounds import LONGEST_WORDS
from app.web.fields import OneOf
from app.web.forms import Form

WORDS = "_words"
A_FEW = Length(max=LONGEST_WORDS, message=f"Keep this within {LONGEST_WORDS} characters.")


class StartForm(Form):
    criteria = SelectMultipleField(
        "Which criteria do you both rate?",
        choices=[],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[DataRequired("Choose at least one criterion to rate.")],
    )

    def offer(self, criteria: CriteriaFramework, chosen: Sequence[str]) -> StartForm:
        """All criteria of the edition; those looked for in this film are chosen at first."""
        self.criteria.choices = [
            SelectChoice(one.key, one.wording) for _, one in criteria.criteria()
        ]
        if not self.is_submitted():
            self.criteria.data = list(chosen)
        return self


class RoundForm(Form):
    """A level for each criterion of the round, and a few words where there is something to say."""

    keys: Sequence[str] = ()

    @property
    def levels(self) -> dict[str, str]:
        given = {key: self[key].data for key in self.keys}
        return {key: level for key, level in given.items() if level}

    @property
    def said(self) -> dict[str, str]:
        return {key: self[key + WORDS].data or "" for key in self.keys}

    def questions(self) -> list[tuple[object, object]]:
        return [(self[key], self[key + WORDS]) for key in self.keys]


def round_form(
    criteria: Sequence[RoundCriterion], scale: Scale, given: dict[str, RoundRating]
) -> RoundForm:
    """The questions of a round, with what was given before."""
    levels = [SelectChoice(level.key, level.title) for level in scale.levels]
    levels.append(SelectChoice(NOT_SEEN, "I did not see this"))
    fields: dict[str, object] = {}
    for one in criteria:
        fields[one.key] = OneOf(one.wording, choices=levels, validators=[Optional()])
        fields[one.key + WORDS] = TextAreaField(
            "What you saw", validators=[Optional(), A_FEW], render_kw={"rows": 2}
        )
    keys = [one.key for one in criteria]
    kind = type("RoundForm", (RoundForm,), {"keys": keys, **fields})
    before = {key: one.level for key, one in given.items()}
    words = {key + WORDS: one.words for key, one in given.items()}
    form: RoundForm = kind(data=before | words)
    return form
