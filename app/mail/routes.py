"""The local mailbox: letters that nothing sends, to be read in development only."""

from __future__ import annotations

from flask import abort, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.mail import blueprint, queries
from app.mail.letters import as_html
from app.models.mail import Mail
from app.web.access import open_to_all
from app.web.pages import asked_page, paginate


@open_to_all
def mailbox() -> ResponseReturnValue:
    return render_template(
        "mail/mailbox.html",
        letters=paginate(queries.newest_first(), asked_page()),
        page_url=lambda number: url_for("mail.mailbox", page=number),
    )


@open_to_all
def letter(mail_id: int) -> ResponseReturnValue:
    mail = db.session.get(Mail, mail_id)
    if mail is None:
        abort(404)
    return render_template("mail/letter.html", mail=mail, content=as_html(mail.body))


@blueprint.record
def open_in_development(state: BlueprintSetupState) -> None:
    """Anybody may read this mailbox, so it is there in development alone."""
    if state.app.config["MODE"] == "development":
        state.add_url_rule("/mailbox", view_func=mailbox)
        state.add_url_rule("/mailbox/<int:mail_id>", view_func=letter)
