"""Where a service lead begins: the services they lead, and one at a glance."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.services import blueprint, queries
from app.web.access import actor, declares, get_or_404


@blueprint.get("/services")
@declares("services.lead")
def home() -> ResponseReturnValue:
    led = queries.led_by(actor())
    if len(led) == 1:
        return redirect(url_for("services.service", service_id=led[0].id))
    left = queries.items_left(led)
    return render_template("services/home.html", services=led, left=left)


@blueprint.get("/services/<int:service_id>")
@declares("service.lead")
def service(service_id: int) -> ResponseReturnValue:
    row = get_or_404("service.lead", service_id)
    return render_template(
        "services/service.html",
        seen=queries.overview(row),
        leads_several=len(queries.led_by(actor())) > 1,
    )
