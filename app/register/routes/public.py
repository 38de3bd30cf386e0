"""For anybody: checking a certificate by its code, and the register of those who chose to be found.

What is told of a certificate is what its holder hands out themselves; who is listed said so.
"""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accreditation.certificate import grouped, plain
from app import clock
from app.register import blueprint, queries
from app.register.forms import CheckForm
from app.web.access import open_to_all
from app.web.pages import asked_page


@blueprint.route("/check", methods=["GET", "POST"])
@open_to_all
def check() -> ResponseReturnValue:
    form = CheckForm()
    if form.validate_on_submit():
        return redirect(url_for("register.checked", code=grouped(plain(form.code.data))))
    status = 422 if form.is_submitted() else 200
    return render_template("register/check.html", form=form), status


@blueprint.get("/check/<code>")
@open_to_all
def checked(code: str) -> ResponseReturnValue:
    row = queries.by_code(code)
    if row is None:
        return render_template("register/not_found.html", code=code[:40]), 404
    standing = row.standing(clock.today())
    return render_template("register/checked.html", certificate=row, standing=standing)


@blueprint.get("/register")
@open_to_all
def public() -> ResponseReturnValue:
    name = request.args.get("q", "").strip()[:80]
    return render_template(
        "register/public.html",
        page=queries.public_page(name, asked_page()),
        name=name,
        page_url=lambda number: url_for("register.public", page=number, q=name or None),
    )
