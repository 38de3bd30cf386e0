"""The shipped editions, and how a malformed one is refused."""

import hashlib
from datetime import date

import pytest

from accreditation.marks import Status
from accreditation.programme import Kind, SessionFormat
from accreditation.programme_file import ProgrammeFault, digest, load_programme
from accreditation.shipped import criteria, principles, programme, programme_ids, programme_text

EDITIONS = ("set-a", "set-a-orkney", "set-b", "stage-4-illustrative")


def requirement(edition, stage, key):
    return programme(edition).stage(stage).requirement(key)


def test_four_editions_are_shipped():
    assert programme_ids() == EDITIONS


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_shipped_edition_is_named_by_its_file_and_dated(edition):
    assert programme(edition).id == edition
    assert date(2026, 11, 20) <= programme(edition).dated <= date(2026, 11, 26)


@pytest.mark.parametrize("edition", EDITIONS[:3])
def test_no_shipped_edition_claims_to_be_current(edition):
    assert programme(edition).standing.endswith("published page, not confirmed current")


def test_set_a_is_labelled_as_the_older_page():
    assert programme("set-a").standing == "older published page, not confirmed current"


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_requirement_names_a_source_with_an_address(edition):
    for stage in programme(edition).every_stage():
        for each in stage.requirements:
            assert programme(edition).source_of(each).url.startswith("http")
            assert each.title


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_names_frameworks_that_are_shipped(edition):
    assert principles(programme(edition).principles)
    assert criteria(programme(edition).criteria)


@pytest.mark.parametrize("edition", EDITIONS)
def test_everything_but_the_accreditation_meeting_comes_before_submission(edition):
    asked = {each.kind for stage in programme(edition).every_stage() for each in stage.requirements}
    assert set(programme(edition).before_submission) == asked - {Kind.ACCREDITATION_MEETING}


def test_an_unknown_edition_is_not_guessed():
    with pytest.raises(LookupError, match="set-z"):
        programme_text("set-z")


@pytest.mark.parametrize(
    ("edition", "stage", "cycles", "clients"),
    [
        ("set-a", "1", 6, 2),
        ("set-a", "2", 9, 3),
        ("set-a", "3", 12, 3),
        ("set-a-orkney", "1", 6, 2),
        ("set-a-orkney", "2", 9, 3),
        ("set-a-orkney", "3", 12, 4),
        ("set-b", "practice", 18, 6),
    ],
)
def test_each_stage_asks_for_the_published_cycles_and_clients(edition, stage, cycles, clients):
    found = {each.kind: each for each in programme(edition).stage(stage).requirements}
    assert found[Kind.CYCLES].count == cycles
    assert found[Kind.CLIENTS].count == clients
    assert found[Kind.CLIENTS].new == (stage in ("2", "3"))


@pytest.mark.parametrize(
    ("edition", "stage", "formats"),
    [
        ("set-a", "1", [(7, 60)]),
        ("set-a", "2", [(8, 60)]),
        ("set-a", "3", [(8, 60)]),
        ("set-a-orkney", "1", [(7, 60)]),
        ("set-a-orkney", "2", [(8, 60), (6, 90)]),
        ("set-a-orkney", "3", [(8, 60), (6, 90), (4, 120)]),
    ],
)
def test_each_stage_offers_the_published_ways_of_supervision(edition, stage, formats):
    expected = tuple(SessionFormat(*each) for each in formats)
    assert requirement(edition, stage, "supervision").formats == expected


def test_only_orkney_lets_a_training_half_day_stand_in_for_a_session_and_only_in_stage_1():
    allowed = [
        (edition, stage.key)
        for edition in EDITIONS
        for stage in programme(edition).stages
        if getattr(stage.requirement("supervision"), "training_half_days", 0)
    ]
    assert allowed == [("set-a-orkney", "1")]


def test_the_intro_course_is_two_days_and_in_orkney_four_half_days_will_do():
    courses = {edition: requirement(edition, "entry", "intro-course") for edition in EDITIONS[:3]}
    assert [course.days for course in courses.values()] == [2, 2, 2]
    assert [course.half_days for course in courses.values()] == [None, 4, None]


def test_set_b_asks_for_normally_fifteen_hours_in_one_stage():
    supervision = requirement("set-b", "practice", "supervision")
    assert (supervision.minutes, supervision.normally) == (15 * 60, True)
    assert [stage.key for stage in programme("set-b").stages] == ["practice"]


def test_a_reading_of_ours_is_marked_inferred():
    assert requirement("set-a-orkney", "2", "new-clients").status is Status.INFERRED
    assert requirement("set-a", "2", "new-clients").status is Status.VERIFIED
    assert requirement("set-a", "3", "reflective-statement").status is Status.INFERRED


def test_a_stage_knows_its_closing_meeting():
    assert programme("set-a").stage("2").meeting.kind is Kind.TRANSITION_MEETING
    assert programme("set-a").stage("3").meeting.kind is Kind.ACCREDITATION_MEETING
    assert programme("set-a").entry.meeting is None
    assert programme("set-a").stage("4") is None


def test_a_digest_is_the_sha256_of_the_text():
    text = programme_text("set-a")
    assert digest(text) == hashlib.sha256(text.encode()).hexdigest()
    assert digest(text + "\n") != digest(text)


def faults_of(text):
    with pytest.raises(ProgrammeFault) as refused:
        load_programme(text, "ours.toml")
    return refused.value


def edited(old, new, edition="set-a-orkney"):
    text = programme_text(edition)
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "key_path", "reason"),
    [
        ("count = 6\n", "", "stages.1.requirements.cycles.count", "missing"),
        ("count = 6\n", 'count = "6"\n', "stages.1.requirements.cycles.count", "whole number"),
        ("count = 6\n", "count = true\n", "stages.1.requirements.cycles.count", "whole number"),
        ("count = 6\n", "count = 0\n", "stages.1.requirements.cycles.count", "at least 1"),
        (
            "count = 6\n",
            "count = 6\nfilms = 3\n",
            "stages.1.requirements.cycles.films",
            "not known",
        ),
        (
            '"cycles"\ntitle',
            '"loops"\ntitle',
            "stages.1.requirements.cycles.kind",
            "'loops' is not",
        ),
        (
            'half_days = 4\nsource = "S6"',
            'half_days = 4\nsource = "S7"',
            "entry.requirements.intro-course.source",
            "'S7'",
        ),
        (
            'status = "verified"',
            'status = "official"',
            "entry.requirements.intro-course.status",
            "one",
        ),
        ("new = false", "new = 0", "stages.1.requirements.clients.new", "true or false"),
        (
            "{ sessions = 6, minutes = 90 }",
            "{ sessions = 6 }",
            "stages.2.requirements.supervision.formats[2].minutes",
            "missing",
        ),
        (
            "{ sessions = 6, minutes = 90 }",
            "{ sessions = 6, minutes = 90, by = 1 }",
            "stages.2.requirements.supervision.formats[2].by",
            "not known",
        ),
        (
            "{ sessions = 6, minutes = 90 }",
            '"6 x 90"',
            "stages.2.requirements.supervision.formats[2]",
            "table in braces",
        ),
        (
            "training_half_days = 1",
            "training_half_days = 7",
            "stages.1.requirements.supervision.training_half_days",
            "every session",
        ),
        (
            "ideal_minutes = 120",
            "ideal_minutes = 30",
            "stages.2.requirements.introduction.ideal_minutes",
            "less than",
        ),
        ("dated = 2026-11-20", 'dated = "November"', "dated", "a date such as"),
        ("dated = 2026-11-20", "dated = 2026-11-20T10:00:00", "dated", "a date such as"),
        ('["vig"]', '["vig", "vig"]', "casework.case_types", "only once"),
        ('["vig"]', '["video"]', "casework.case_types", "'video' is not one of"),
        ('"cycles",', '"mid-point",', "portfolio.before_submission", "No stage asks"),
        (
            '"cycles",',
            '"accreditation-meeting",',
            "portfolio.before_submission",
            "follows the submission",
        ),
        ('id = "set-a-orkney"', 'id = "Set A"', "id", "small letters"),
        ('title = "Stage 2"', 'title = "  "', "stages.2.title", "not an empty one"),
        ("[entry]", "colour = 1\n[entry]", "portfolio.contents.colour", "not known"),
        ("[portfolio]", "[portfolio]\ncolour = 1", "portfolio.colour", "not known"),
        (
            "moments_per_criterion = 3",
            "moments_per_criterion = -1",
            "portfolio.contents.moments_per_criterion",
            "at least 0",
        ),
        (
            "least_words = 1",
            "least_words = 9000",
            "portfolio.contents.most_words",
            "less than the least",
        ),
    ],
)
def test_a_malformed_edition_is_refused_with_file_key_path_and_reason(old, new, key_path, reason):
    refused = faults_of(edited(old, new))
    assert [fault.key_path for fault in refused.faults] == [key_path]
    assert refused.file == "ours.toml"
    assert reason in refused.reason


def test_every_fault_of_an_edition_is_told_at_once():
    text = edited("count = 6\n", "count = 0\n").replace('title = "Stage 2"', "title = 2", 1)
    assert [fault.key_path for fault in faults_of(text).faults] == [
        "stages.1.requirements.cycles.count",
        "stages.2.title",
    ]


def test_a_fault_reads_as_a_sentence_with_its_place():
    refused = faults_of(edited("count = 6\n", ""))
    assert str(refused) == "ours.toml: stages.1.requirements.cycles.count: This is missing."
    assert (refused.key_path, refused.reason) == (
        "stages.1.requirements.cycles.count",
        "This is missing.",
    )


def test_a_file_that_is_not_toml_is_refused_with_the_line():
    refused = faults_of("id = 'set-a'\nstages = nothing")
    assert refused.key_path == ""
    assert "line 2" in refused.reason


def test_an_empty_file_is_refused_with_what_is_missing():
    paths = {fault.key_path for fault in faults_of("").faults}
    assert {"id", "title", "dated", "stages", "entry", "sources", "portfolio"} <= paths


def test_a_stage_that_closes_with_the_wrong_meeting_is_refused():
    swapped = programme_text("set-a").replace(
        'kind = "transition-meeting"', 'kind = "accreditation-meeting"'
    )
    faults = {fault.key_path: fault.reason for fault in faults_of(swapped).faults}
    assert "closes with one transition meeting" in faults["stages.1"]


def test_an_edition_whose_last_stage_has_no_accreditation_meeting_is_refused():
    swapped = programme_text("set-b").replace('"accreditation-meeting"', '"transition-meeting"')
    faults = {fault.key_path: fault.reason for fault in faults_of(swapped).faults}
    assert "accreditation meeting" in faults["stages.practice"]


def test_the_intro_course_belongs_to_the_entry_alone():
    text = programme_text("set-b").replace('kind = "cycles"', 'kind = "intro-course"\ndays = 1')
    assert any("belongs to the entry" in fault.reason for fault in faults_of(text).faults)


def test_a_stage_called_entry_is_refused():
    refused = faults_of(programme_text("set-a").replace("[stages.2", "[stages.entry"))
    assert [fault.key_path for fault in refused.faults] == ["stages.entry"]
    assert "intro course" in refused.reason


def test_a_requirement_of_an_unknown_kind_is_one_fault_and_not_many():
    text = programme_text("set-a").replace('kind = "cycles"', 'kind = "loops"')
    assert [fault.key_path for fault in faults_of(text).faults] == [
        f"stages.{stage}.requirements.cycles.kind" for stage in (1, 2, 3)
    ]
