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
from accreditation.shipped import programme, programme_ids
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


def boundaries():
    for edition_id in programme_ids():
        for stage in programme(edition_id).every_stage():
            for asked in stage.requirements:
                path = f"{stage.key}.{asked.key}"
                yield pytest.param(edition_id, path, id=f"{edition_id} {path}")


def told_of(edition_id, path):
    """What situations of an edition expect for a requirement: its count, and what is needed."""
    for param in situations():
        edition, situation = param.values
        expected = situation.get("expect", {}).get(path) if edition == edition_id else None
        if expected is not None:
            count, _, needed = expected.partition(":")[0].split()
            yield int(count), int(needed)


@pytest.mark.parametrize(("edition_id", "path"), list(boundaries()))
def test_each_requirement_is_told_one_short_and_exactly_there(edition_id, path):
    found = set(told_of(edition_id, path))
    assert any(count == needed for count, needed in found), found
    assert any(count == needed - 1 for count, needed in found), found
