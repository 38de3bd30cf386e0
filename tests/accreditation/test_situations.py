"""Readable situations: a record in words, and what an edition then says is in place or left.

Each file of `situations/` holds situations of one edition. `expect` names requirements as
`stage.requirement` and gives `count of needed: sentence`.
"""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from accreditation.guidance import next_thing
from accreditation.readiness import assess, missing_before_submission, ready_for_stage_meeting
from accreditation.shipped import programme
from tests.accreditation.told import told

FOLDER = Path(__file__).parent / "situations"
KNOWN = {"title", "record", "expect", "states", "now", "next", "missing", "not_counted", "meeting"}


def situations():
    for file in sorted(FOLDER.glob("*.toml")):
        content = tomllib.loads(file.read_text("utf-8"))
        for situation in content["situation"]:
            name = f"{file.stem}: {situation['title']}"
            yield pytest.param(content["edition"], situation, id=name)


def readiness_of(edition, situation):
    return assess(told(situation["record"]), programme(edition), date(2026, 12, 1))


def requirement(readiness, path):
    stage, key = path.split(".")
    found = readiness.stage(stage).requirement(key)
    assert found is not None, path
    return found


@pytest.mark.parametrize(("edition", "situation"), list(situations()))
def test_the_situation_is_assessed_as_it_is_told(edition, situation):
    assert set(situation) <= KNOWN
    readiness = readiness_of(edition, situation)
    for path, expected in situation.get("expect", {}).items():
        found = requirement(readiness, path)
        assert f"{found.count} of {found.needed}: {found.sentence}" == expected
        assert found.met == (found.count >= found.needed) == (found.left == 0)
    for path, expected in situation.get("not_counted", {}).items():
        assert [str(each) for each in requirement(readiness, path).not_counted] == expected


@pytest.mark.parametrize(("edition", "situation"), list(situations()))
def test_the_situation_leads_to_what_is_told(edition, situation):
    readiness = readiness_of(edition, situation)
    if "states" in situation:
        assert [stage.state.value for stage in readiness.every_stage()] == situation["states"]
    if "now" in situation:
        assert readiness.now.key == situation["now"]
    if "next" in situation:
        assert next_thing(readiness).sentence == situation["next"]
    if "missing" in situation:
        missing = [f"{each.stage}.{each.key}" for each in missing_before_submission(readiness)]
        assert missing == situation["missing"]
    for stage, ready in situation.get("meeting", {}).items():
        assert ready_for_stage_meeting(readiness, stage) == ready
