"""What the benchmark server serves: Attune, and beside it what it is measured against.

`X-Bare: keep` on a request keeps the values with which its page is filled; `X-Bare: fill` fills the
same template from them, for nobody and without a question to the database. Every answer says in
`X-Queries` how many it asked.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask import (
    Flask,
    Response,
    g,
    has_app_context,
    jsonify,
    render_template,
    request,
    template_rendered,
)
from flask.typing import ResponseReturnValue
from sqlalchemy import Column, Integer, MetaData, Table, Text, event, insert, select

from app import create_app
from app.accounts import this_browser
from app.accounts.operations import begin_session
from app.extensions import db, transaction
from app.models.people import Person, Role
from app.web.access import declares, open_to_all, own_transactions

rows = Table("bare_rows", MetaData(), Column("id", Integer, primary_key=True), Column("t", Text))
FLASKS_OWN = {"request", "session", "g", "current_user"}
kept: dict[str, tuple[str, dict[str, Any]]] = {}


@declares("account.use")
@own_transactions
def bare_insert() -> ResponseReturnValue:
    """One insert and a commit, behind the same sign-in and the same token."""
    with transaction() as session:
        session.execute(insert(rows).values(t=request.get_data(as_text=True)))
    return jsonify(saved=True), 201


@open_to_all
def come_in() -> ResponseReturnValue:
    """Signed in as anybody, second factor and all: signing in is not what is measured."""
    person = db.session.scalars(select(Person).filter_by(email=request.args["email"])).one()
    with transaction():
        token = begin_session(person.id, "127.0.0.1", "A benchmark", second_factor=True)
    this_browser.sign_in(token, person, Role(request.args["role"]))
    return "in"


def keep(sender: Flask, template: Any, context: dict[str, Any], **_: Any) -> None:
    if request.headers.get("X-Bare") != "keep":
        return
    values = {name: value for name, value in context.items() if name not in FLASKS_OWN}
    after = values["live_after"]()
    signed_in = values["person"]
    person = SimpleNamespace(id=signed_in.id, name=signed_in.name)  # the signed-in one goes
    kept[request.full_path] = (
        template.name,
        {
            **values,
            "person": person,
            "live_after": lambda: after,
        },
    )


def fill() -> str | None:
    if request.headers.get("X-Bare") != "fill":
        return None
    name, values = kept[request.full_path]
    return render_template(name, **values)


def count(*_: Any) -> None:
    if has_app_context():
        g.queries = g.get("queries", 0) + 1


def say_how_many(response: Response) -> Response:
    response.headers["X-Queries"] = str(g.get("queries", 0))
    return response


def create() -> Flask:
    app = create_app()
    app.add_url_rule("/bare/in", view_func=come_in)
    app.add_url_rule("/bare/insert", view_func=bare_insert, methods=["POST"])
    app.before_request(fill)
    app.after_request(say_how_many)
    template_rendered.connect(keep, app)
    with app.app_context():
        rows.create(db.engine, checkfirst=True)
        event.listen(db.engine, "before_cursor_execute", count)
    return app


app = create()
