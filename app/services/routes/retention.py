"""How long a service keeps film: the versions, and publishing the next one."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.models.wording import RetentionPolicy
from app.services import blueprint, operations, queries
from app.services.forms import PolicyForm
from app.web.access import actor, declares, get_or_404


@blueprint.get("/services/<int:service_id>/retention")
@declares("service.lead")
def retention(service_id: int) -> ResponseReturnValue:
    service = get_or_404("service.lead", service_id)
    return render_template(
        "services/retention.html", service=service, policies=queries.policies_of(service.id)
    )


@blueprint.route("/services/<int:service_id>/retention/new", methods=["GET", "POST"])
@declares("service.lead")
def publish_policy(service_id: int) -> ResponseReturnValue:
    service = get_or_404("service.lead", service_id)
    form = _saying(queries.current_policy(service.id))
    policy = form.give_to(lambda: operations.publish_policy(actor(), service, form.terms))
    if policy is not None:
        flash(f"Version {policy.number} holds from now on.", "done")
        return redirect(url_for("services.retention", service_id=service.id))
    page = render_template("services/publish_policy.html", service=service, form=form)
    return page, 422 if form.is_submitted() else 200


def _saying(policy: RetentionPolicy) -> PolicyForm:
    return PolicyForm(
        data={
            "months_after_end": policy.months_after_end,
            "reminders": ", ".join(str(days) for days in policy.reminder_days),
            "keep_at_most_months": policy.keep_at_most_months,
            "keeps_originals": policy.keeps_originals,
            "source": policy.source,
        }
    )
