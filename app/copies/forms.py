"""The form that asks for an archive of one's record."""

from __future__ import annotations

from wtforms import BooleanField

from app.web.forms import Form


class RecordForm(Form):
    with_journal = BooleanField("Put my private journal in as well")
