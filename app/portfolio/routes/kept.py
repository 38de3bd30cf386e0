"""What stands in a statement's field is kept while somebody writes."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue
from wtforms.validators import Length

from app import clock
from app.portfolio import operations
from app.portfolio.forms import StatementForm
from app.portfolio.queries import Written
from app.web.access import actor
from app.web.zones import zone_for


def kept_while_writing(written: Written) -> ResponseReturnValue:
    """When it was kept; 422 says that it was not."""
    form = StatementForm()
    form.text.validators = [one for one in form.text.validators if isinstance(one, Length)]
    if not form.validate_on_submit():
        return jsonify(error="This is longer than a statement may be, so it was not kept."), 422
    operations.keep_while_writing(actor(), written, form.text.data)
    return jsonify(kept=f"{clock.now().astimezone(zone_for()):%H:%M}")
