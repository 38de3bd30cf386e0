"""The closing letter: a first draft from what is written down, and the letter as a PDF."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Response, abort, current_app

from accreditation.wording import counted
from app.casework.queries import CaseRecord, GoalChange
from app.models.case_record import Occasion
from app.pdf import PressStopped, press


def draft(record: CaseRecord, cycles: int) -> str:
    """The letter as it could begin. It names nobody: the name is written in by hand."""
    before, after = record.talks.get(Occasion.BEFORE), record.talks.get(Occasion.AFTER)
    parts = ["Thank you for letting me look with you at what goes well between you."]
    if cycles:
        parts.append(f"We filmed and looked together {counted(cycles, 'time')}.")
    if before and before.hopes:
        parts.append(f"At the beginning you hoped for this:\n{before.hopes}")
    if record.goals:
        parts.append("Your goals, from 0 to 10:\n" + "\n".join(map(_goal, record.goals)))
    for field, of in (
        ("words_for_child", "your child"),
        ("words_for_relationship", "the two of you"),
    ):
        then, now = (getattr(talk, field, "") for talk in (before, after))
        if then and now:
            parts.append(f"Words for {of} at the beginning: {then}\nAnd now: {now}")
    if after and after.celebration:
        parts.append(f"What there is to celebrate:\n{after.celebration}")
    if after and after.next_goals:
        parts.append(f"Where you want to go from here:\n{after.next_goals}")
    parts.append("The films belong to the people in them. You can ask me about them at any time.")
    return "\n\n".join(parts)


def _goal(one: GoalChange) -> str:
    before, after = one.ratings.get(Occasion.BEFORE), one.ratings.get(Occasion.AFTER)
    if before and after:
        return f"- {one.goal.words}: from {before.rating} to {after.rating}"
    return f"- {one.goal.words}"


def as_pdf(template: str, name: str, **values: object) -> Response:
    """A document for the client, made when it is asked for and kept nowhere."""
    html = current_app.jinja_env.get_template(template).render(**values)
    with TemporaryDirectory() as folder:
        target = Path(folder) / "document.pdf"
        try:
            press(html, target, {})
        except PressStopped:
            abort(503, "The document could not be made just now. Try again in a moment.")
        answer = Response(target.read_bytes(), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f"attachment; filename={name}.pdf"
    return answer
