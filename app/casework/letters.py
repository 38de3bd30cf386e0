"""The closing letter: a first draft from what is written down."""

from __future__ import annotations

from accreditation.wording import counted
from app.casework.queries import CaseRecord, GoalChange
from app.models.case_record import Occasion


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
