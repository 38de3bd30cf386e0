"""What each field of the machine-readable record says. It goes with every archive.

`[]` is each of a list. A test reads a record that has everything in it against this list: no
field stands in one and not in the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.copies.described_cases import OF_CASES

HEAD = """# What the fields of record.json say

Days are ISO 8601 (`2026-03-03`), moments in time too, in UTC (`2026-03-03T14:05:00Z`). `null` says
that there is none. A frame is counted from 0 on the film's reference timeline; `rate` is the exact
number of frames a second, as a whole number or a fraction (`30000/1001`), and every second is
worked out from the two. `[]` stands for each of a list.

"""

FIELDS: dict[str, str] = {
    "form": "which form this is; another number says that fields changed their meaning",
    "made_at": "when it was read",
    "person.name": "the person whose record it is",
    "person.email": "their address",
    "person.time_zone": "by whose clock they read appointments",
    "person.created_at": "since when they have an account",
    "person.roles[].role": "a role they hold or held",
    "person.roles[].since": "from when",
    "person.roles[].until": "until when",
    "trainings[].started_on": "the day the training began",
    "trainings[].state": "active, withdrawn or accredited",
    "trainings[].paused_on": "the day it was paused",
    "trainings[].edition.slug": "the edition of requirements, by its key",
    "trainings[].edition.title": "and by its title",
    "trainings[].edition.digest": "SHA-256 of the edition's file",
    "trainings[].edition.standing": "how far its source can be trusted",
    "trainings[].service": "the employer",
    "trainings[].stages[].stage": "a stage that was opened",
    "trainings[].stages[].opened_on": "on which day",
    "trainings[].supervisors[].name": "who supervises or supervised",
    "trainings[].supervisors[].since": "from when",
    "trainings[].supervisors[].until": "until when",
    "trainings[].courses[].title": "an intro course; one line for each day attended",
    "trainings[].courses[].place": "where",
    "trainings[].courses[].held_on": "on which day",
    "trainings[].courses[].half_days": "1 for half a day, 2 for a day",
    "trainings[].courses[].recorded_by": "who recorded that you were there",
    "trainings[].took_place[].stage": "the stage of something else that took place",
    "trainings[].took_place[].kind": "what it was",
    "trainings[].took_place[].held_on": "on which day",
    "trainings[].took_place[].minutes": "how long",
    "trainings[].took_place[].about": "about what",
    "trainings[].took_place[].recorded_at": "when it was written down",
    "trainings[].took_place[].confirmed_at": "when it was confirmed",
    "trainings[].took_place[].asked": "who was asked to confirm it",
    "trainings[].took_place[].confirmed_by": "who did",
    "trainings[].decided[].kind": "a decision about the training",
    "trainings[].decided[].stage": "of which stage",
    "trainings[].decided[].requirement": "of which requirement",
    "trainings[].decided[].amount": "how much of it was credited",
    "trainings[].decided[].reason": "why",
    "trainings[].decided[].decided_at": "when",
    "trainings[].decided[].taken_back_at": "when it was taken back",
    "trainings[].decided[].decided_by": "who decided",
    "trainings[].pathway[].stage": "the stage of a requirement",
    "trainings[].pathway[].key": "the requirement, by its key",
    "trainings[].pathway[].title": "and its title",
    "trainings[].pathway[].status": "whether it is published, inferred or illustrative",
    "trainings[].pathway[].needed": "how much is asked",
    "trainings[].pathway[].count": "how much is there",
    "trainings[].pathway[].unit": "of what",
    "trainings[].pathway[].met": "whether it is met",
    "trainings[].pathway[].left": "how much is left",
    "trainings[].pathway[].sentence": "the same in words",
    "trainings[].sessions[].stage": "the stage of a signed supervision session",
    "trainings[].sessions[].held_on": "its day",
    "trainings[].sessions[].minutes": "how long it took",
    "trainings[].sessions[].trainees": "how many trainees were there",
    "trainings[].sessions[].strengths": "strengths",
    "trainings[].sessions[].next_steps": "next steps",
    "trainings[].sessions[].signed_at": "when the supervisor signed",
    "trainings[].sessions[].supervisor": "who held it",
    "trainings[].sessions[].countersigned_at": "when the trainee signed",
    "trainings[].sessions[].cycles[].client": "the client of a cycle that was looked at",
    "trainings[].sessions[].cycles[].cycle": "and its number",
    "trainings[].sessions[].working_points[].words": "a working point",
    "trainings[].sessions[].working_points[].done_at": "when it was done",
    "trainings[].sessions[].handed_over_to[].supervisor": "a later supervisor who may read it",
    "trainings[].sessions[].handed_over_to[].at": "since when",
    "trainings[].sessions[].corrected[].held_on": "as it was signed before a correction: its day",
    "trainings[].sessions[].corrected[].minutes": "how long",
    "trainings[].sessions[].corrected[].strengths": "strengths",
    "trainings[].sessions[].corrected[].working_points[]": "a working point",
    "trainings[].sessions[].corrected[].next_steps": "next steps",
    "trainings[].sessions[].corrected[].signed_at": "when that was signed",
    "trainings[].sessions[].corrected[].replaced_at": "when it was corrected",
    "trainings[].sessions[].corrected[].reason": "why",
    "trainings[].meetings[].kind": "a stage meeting",
    "trainings[].meetings[].stage": "of which stage",
    "trainings[].meetings[].proposed_at": "when it was proposed",
    "trainings[].meetings[].held_on": "the day it was held",
    "trainings[].meetings[].minutes": "how long",
    "trainings[].meetings[].outcome": "go_on or not_yet",
    "trainings[].meetings[].strengths": "strengths",
    "trainings[].meetings[].next_steps": "next steps",
    "trainings[].meetings[].recorded_at": "when it was recorded",
    "trainings[].meetings[].held_by": "who held it",
    "trainings[].meetings[].recommended[].go_ahead": "whether the own supervisor recommended it",
    "trainings[].meetings[].recommended[].words": "what they wrote",
    "trainings[].meetings[].recommended[].given_at": "when",
    "trainings[].meetings[].recommended[].by": "who they are",
    "trainings[].self_assessments[].given_at": "when you answered about your own work",
    "trainings[].self_assessments[].words": "your words",
    "trainings[].self_assessments[].levels[].framework": "the criteria it was answered under",
    "trainings[].self_assessments[].levels[].criterion": "a criterion, by its key",
    "trainings[].self_assessments[].levels[].criterion_wording": "and its wording of that day",
    "trainings[].self_assessments[].levels[].level": "the level, by its key",
    "trainings[].self_assessments[].levels[].level_wording": "and its wording",
    **OF_CASES,
    "journal[].written_on": "the day of a page of your journal; journal is null unless asked for",
    "journal[].words": "what stands on it",
    "journal[].created_at": "when it was begun",
    "journal[].changed_at": "when it was changed last",
}

OPEN_ENDED = (
    "trainings[].clients[].context.details",
    "trainings[].portfolio.submissions[].entries[].body",
)
"""What depends on the kind of work, or on the kind of entry: described where it is shown."""


def described(fields: Mapping[str, str]) -> str:
    """The fields as a text to go with the record."""
    lines = [f"- `{name}`: {words}" for name, words in fields.items()]
    return HEAD + "\n".join(lines) + "\n"


def paths_in(value: Any, at: str = "") -> Iterator[str]:
    """The names of all fields that stand in a record, as `FIELDS` writes them."""
    if at in OPEN_ENDED:
        yield at
    elif isinstance(value, dict):
        for name, inside in value.items():
            yield from paths_in(inside, f"{at}.{name}" if at else name)
    elif isinstance(value, list):
        for inside in value:
            yield from paths_in(inside, f"{at}[]")
    else:
        yield at
