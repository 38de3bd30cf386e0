"""The form every form extends: protected, taken in once, trimmed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField

from app.web import once
from app.web.errors import Refusal

Made = TypeVar("Made")


def trimmed(value: str | None) -> str | None:
    """A filter: text without the spaces around it, line ends as one character."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


class OurWords:
    """WTForms' own sentences in ours; what is not here stays as it is."""

    SENTENCES: ClassVar[dict[str, str]] = {
        "This field is required.": "Fill this in, please.",
        "Not a valid choice.": "Choose one of these.",
        "Not a valid date value.": "Give a day, such as 3 March 2026.",
        "Not a valid integer value.": "Give a whole number.",
        "Invalid input.": "This cannot be taken in as it is.",
    }

    def gettext(self, text: str) -> str:
        return self.SENTENCES.get(text, text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        return one if count == 1 else many


class Form(FlaskForm):
    """Adds the token by which a form sent twice makes one row (see `once`)."""

    once = HiddenField(default=once.new_token)

    def give_to(self, operation: Callable[[], Made]) -> Made | None:
        """What `operation` made of the form; None while it is not sent or has a mistake.

        A refusal becomes a message of the form, so that what was typed stays on the page.
        The operation refuses before it changes anything, or the page is answered with 422.
        """
        if not self.validate_on_submit():
            return None
        try:
            return operation()
        except Refusal as refusal:
            self.form_errors.append(str(refusal))
            return None

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> OurWords:
            return OurWords()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            filters = list(unbound_field.kwargs.get("filters", ()))
            if _is_free_text(unbound_field.field_class):
                options = {**options, "filters": [trimmed, *filters]}
            return unbound_field.bind(form=form, **options)


def _is_free_text(field_class: type) -> bool:
    return issubclass(field_class, StringField) and not issubclass(field_class, PasswordField)
