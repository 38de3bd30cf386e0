"""What the benchmark server serves: Attune, and the bare endpoints it is measured beside."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask import Flask, jsonify, render_template, request, template_rendered
from flask.typing import ResponseReturnValue
from sqlalchemy import Column, Integer, MetaData, Table, Text, insert, select

from app import create_app
from app.demo.people import NORA
from app.extensions import db, transaction
from app.models.people import Person
from app.web.access import declares, open_to_all, own_transactions

rows = Table("bare_rows", MetaData(), Column("id", Integer, primary_key=True), Column("t", Text))


@declares("account.use")
@own_transactions
def bare_insert() -> ResponseReturnValue:
    """One insert and a commit, behind the same sign-in and the same token."""
    with transaction() as session:
        session.execute(insert(rows).values(t=request.get_data(as_text=True)))
    return jsonify(saved=True), 201


def home_of(app: Flask) -> dict[str, Any]:
    """The values with which Nora's home is filled, caught while it is rendered once."""
    caught: list[dict[str, Any]] = []

    def catch(sender: Flask, template: Any, context: dict[str, Any], **_: Any) -> None:
        if template.name == "pathway/home.html":
            person = SimpleNamespace(name=context["person"].name)  # not the signed-in one: it goes
            caught.append({**context, "person": person})

    with app.app_context(), template_rendered.connected_to(catch, app):
        nora = db.session.scalars(select(Person).filter_by(email=NORA.email)).one()
        visitor = app.test_client()
        with visitor.session_transaction() as session:
            session["_user_id"], session["_fresh"] = str(nora.id), True
        assert visitor.get("/home").status_code == 200
    return caught[0]


def create() -> Flask:
    app = create_app()
    values: dict[str, Any] = {}

    @open_to_all
    def constant_home() -> str:
        return render_template("pathway/home.html", **values)

    app.add_url_rule("/bare/home", view_func=constant_home)
    app.add_url_rule("/bare/insert", view_func=bare_insert, methods=["POST"])
    with app.app_context():
        rows.create(db.engine, checkfirst=True)
    caught = home_of(app)
    values.update({name: value for name, value in caught.items() if name not in FLASKS_OWN})
    return app


FLASKS_OWN = {"request", "session", "g", "current_user"}

app = create()
