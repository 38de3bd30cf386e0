"""Kinds that no shipped edition asks for: time in a stage, cases seen, criteria, who confirms."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accreditation.casework import CaseType
from accreditation.framework import FilmKind
from accreditation.programme import Confirmer
from accreditation.programme_file import ProgrammeFault, load_programme
from accreditation.readiness import assess
from accreditation.shipped import programme, programme_ids, programme_text
from tests.accreditation.told import DAY, told

MORE = """
[stages.practice.requirements.time]
kind = "stage-time"
title = "Time in practice"
days = 180
source = "S2"
status = "illustrative"

[stages.practice.requirements.seen]
kind = "cases-seen"
title = "Every case seen"
source = "S2"
status = "illustrative"

[stages.practice.requirements.criteria]
kind = "criteria"
title = "Criteria"
count = 2
level = 3
source = "S2"
status = "illustrative"

[stages.practice.requirements.introduction]
kind = "introduction"
title = "Introduction to practice"
minutes = 60
source = "S2"
status = "illustrative"
confirmed_by = ["other-supervisor"]

[stages.practice.requirements.self-assessment]
kind = "document"
title = "Self-assessment"
document = "self-assessment"
source = "S2"
status = "illustrative"

[stages.practice.requirements.course-evaluation]
kind = "document"
title = "Course evaluation"
document = "course-evaluation"
source = "S2"
status = "illustrative"
"""


@pytest.fixture(scope="module")
def edition():
    return load_programme(programme_text("set-b") + MORE, "set-b.toml")


def found(edition, key, lines, on=date(2026, 12, 1)):
    return assess(told(lines), edition, on).stage("practice").requirement(key)


@pytest.mark.parametrize(("days", "met"), [(179, False), (180, True)])
def test_time_in_a_stage_is_met_on_its_very_day(edition, days, met):
    asked = found(edition, "time", ["stage practice opened"], DAY + timedelta(days))
    assert (asked.met, asked.count) == (met, days)
    assert met or asked.sentence == "1 more day"


def test_the_day_that_time_alone_changes_is_told(edition):
    readiness = assess(told(["stage practice opened"]), edition, DAY)
    assert readiness.turns_on == DAY + timedelta(180)
    assert assess(told(["stage practice opened"]), edition, readiness.turns_on).turns_on is None


def test_every_case_is_seen_once_its_cycle_was_in_supervision(edition):
    seen = found(edition, "seen", ["stage practice cycles: A1 A2 B1"])
    assert (seen.met, seen.count, seen.needed) == (True, 2, 2)
    assert not found(edition, "seen", []).met


@pytest.mark.parametrize(("level", "count"), [(2, 1), (3, 2), (4, 2)])
def test_a_criterion_counts_from_its_level_on(edition, level, count):
    lines = [
        "stage practice criterion a at level 3",
        f"stage practice criterion b at level {level}",
    ]
    asked = found(edition, "criteria", lines)
    assert asked.count == count
    assert asked.met == (count == 2)


def test_a_criterion_counts_once_at_its_best(edition):
    lines = [f"stage practice criterion a at level {level}" for level in (4, 1, 3)]
    assert found(edition, "criteria", lines).count == 1


def test_who_confirms_stands_in_the_edition_or_is_what_the_field_expects(edition):
    stage = edition.stage("practice")
    assert stage.requirement("introduction").confirmed_by == (Confirmer.OTHER_SUPERVISOR,)
    assert stage.requirement("cycles").confirmed_by == (Confirmer.SUPERVISOR,)
    assert stage.requirement("mid-point").confirmed_by == (Confirmer.OTHER_SUPERVISOR,)


@pytest.mark.parametrize(
    ("by", "met", "why"),
    [
        (", confirmed by another supervisor", True, []),
        (", confirmed by nobody yet", False, ["counts once it is confirmed"]),
        ("", False, ["counts where a different supervisor confirmed it"]),
    ],
)
def test_what_took_place_counts_once_whom_the_edition_asks_for_confirmed_it(edition, by, met, why):
    asked = found(edition, "introduction", [f"stage practice introduction: 60 minutes{by}"])
    assert (asked.met, [each.why for each in asked.not_counted]) == (met, why)


def test_the_course_counts_by_who_recorded_the_attendance():
    only = 'kind = "intro-course"\nconfirmed_by = ["registrar"]'
    text = programme_text("set-b").replace('kind = "intro-course"', only)
    edition = load_programme(text, "set-b.toml")
    record = told(["intro course: 2 whole days"])
    by_trainer = tuple(replace(each, by=Confirmer.TRAINER) for each in record.intro_attendances)
    for days, met in ((record.intro_attendances, True), (by_trainer, False)):
        stage = assess(replace(record, intro_attendances=days), edition, DAY + timedelta(9)).entry
        assert all(each.met == met for each in stage.requirements)


@pytest.mark.parametrize("document", ["self-assessment", "course evaluation"])
def test_a_document_counts_from_its_day_on(edition, document):
    key = document.replace(" ", "-")
    before, after = ([], [f"stage practice {document}"])
    assert found(edition, key, before).sentence == f"{document} to give"
    assert found(edition, key, after).sentence == f"{document} given"
    assert not found(edition, key, after, DAY - timedelta(1)).met


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ("days = 180", "days = 0", "stages.practice.requirements.time.days"),
        ("level = 3", "level = true", "stages.practice.requirements.criteria.level"),
        (
            '"other-supervisor"',
            '"nobody"',
            "stages.practice.requirements.introduction.confirmed_by",
        ),
        (
            '"other-supervisor"',
            '"trainer"',
            "stages.practice.requirements.introduction.confirmed_by",
        ),
        ("count = 2\nlevel", "level", "stages.practice.requirements.criteria.count"),
    ],
)
def test_a_wrong_value_is_refused_with_its_key_path(before, after, where):
    text = programme_text("set-b") + MORE
    assert before in text
    with pytest.raises(ProgrammeFault) as refused:
        load_programme(text.replace(before, after), "set-b.toml")
    assert any(fault.key_path.startswith(where) for fault in refused.value.faults)


@pytest.mark.parametrize("edition_id", programme_ids())
def test_every_edition_says_what_each_kind_of_casework_means(edition_id):
    told, counted = programme(edition_id).meanings, programme(edition_id).case_types
    assert set(CaseType) - set(told) <= {CaseType.SUPERVISION} - set(counted)


def test_only_whoever_learns_to_supervise_films_supervision():
    filmed = [one for one in programme_ids() if CaseType.SUPERVISION in programme(one).case_types]
    assert filmed == ["stage-4-illustrative"]
    assert programme("stage-4-illustrative").review_words_on == (FilmKind.SUPERVISION,)
    assert programme("set-a").review_words_on == (FilmKind.SHARED_REVIEW,)


def test_nothing_in_stage_4_is_presented_as_verified():
    stage_4 = programme("stage-4-illustrative")
    asked = [each for stage in stage_4.every_stage() for each in stage.requirements]
    assert {each.status.value for each in asked} == {"illustrative"}
    assert "illustrative" in stage_4.standing
