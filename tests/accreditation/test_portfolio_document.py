"""The portfolio document: everything in order, by value, and back again."""

import json
import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accreditation.consent import Purpose
from accreditation.framework import FilmKind
from accreditation.marks import ILLUSTRATIVE_MARK
from accreditation.portfolio_assembly import assemble
from accreditation.portfolio_document import (
    ENTRY_TYPES,
    SECTION_OF,
    SECTIONS,
    ConsentLine,
    Cover,
    MeetingLine,
    PortfolioDocument,
    RemovedEntry,
    Section,
    Statement,
    SupervisionLine,
)
from accreditation.portfolio_facts import (
    ChosenMoment,
    FilmConsent,
    PortfolioFacts,
    Rating,
    SubmittedFilm,
)
from accreditation.portfolio_plain import PlainFault, freeze, from_plain, removed, thaw, to_plain
from accreditation.readiness import assess
from accreditation.seal import canonical, seal, tombstone, verify
from accreditation.shipped import criteria, principles, programme, programme_text
from accreditation.tables import digest
from accreditation.timecode import FrameRate, Span
from tests.accreditation.told import told

TODAY = date(2026, 11, 20)
NTSC = FrameRate(30000, 1001)
RECORD = told(
    [
        "intro course: 2 whole days",
        "stage 1 opened",
        "stage 1 cycles: A1 A2 A3 B1 B2 B3",
        "stage 1 cycle C1 waits for confirmation",
        "stage 1 supervision: 7 x 60",
        "stage 1 transition meeting: 60 minutes, go on",
        "stage 2 opened",
        "stage 2 cycles: C2 D1",
    ]
)
CYCLES = {f"{cycle.client_code}{cycle.number}": cycle.id for cycle in RECORD.cycles}


def moment(moment_id, cycle, film, span, **changes):
    chosen = ChosenMoment(
        moment_id,
        90 + moment_id,
        CYCLES[cycle],
        film,
        f"moment-{moment_id}.jpg",
        NTSC,
        span,
        ("waiting", "having-fun"),
        ("activates-client",),
        "She waits, and he looks up.",
        "It answers the helping question.",
    )
    return replace(chosen, **changes)


def session(session_id, held_on):
    return SupervisionLine(
        session_id, "Stage 1", held_on, 60, "Sam Reid", None, "Calm pace", "", ("wait longer",)
    )


def facts(**changes):
    edition = programme("set-a")
    gathered = PortfolioFacts(
        cover=Cover(
            "Alex Muir",
            "Northfield Council",
            "Sam Reid",
            edition.id,
            edition.title,
            edition.standing,
            digest(programme_text("set-a")),
            edition.principles,
            edition.criteria,
            1,
            TODAY,
        ),
        record=RECORD,
        readiness=assess(RECORD, edition, TODAY),
        principles=principles(edition.principles),
        criteria=criteria(edition.criteria),
        moments=(
            moment(1, "D1", FilmKind.CLIENT_FILM, Span(30)),
            moment(2, "A1", FilmKind.SHARED_REVIEW, Span(0, 59)),
            moment(3, "A1", FilmKind.CLIENT_FILM, Span(1000)),
            moment(4, "A1", FilmKind.CLIENT_FILM, Span(15)),
        ),
        supervision=(session(2, date(2026, 4, 2)), session(1, date(2026, 3, 2))),
        ratings=(
            Rating("shares-turns", "independently", "supervisor", "client A, cycle 1", TODAY),
            Rating("helping-question", "with-support", "supervisor", "client A, cycle 1", TODAY),
        ),
        meetings=(
            MeetingLine(
                5, "Stage 1", "transition", TODAY, 60, "Jo Lind", "go on", "Warmth", "More turns"
            ),
        ),
        statement=Statement("Reflective statement", "What I see now.\n\nWhat comes next.", TODAY),
        consents=(
            FilmConsent(
                93,
                CYCLES["A1"],
                FilmKind.CLIENT_FILM,
                3,
                (Purpose.OTHER_SUPERVISORS, Purpose.FILMING),
                date(2027, 5, 1),
            ),
        ),
    )
    return replace(gathered, **changes)


@pytest.fixture(scope="module")
def document():
    return assemble(facts())


def test_every_section_stands_in_order(document):
    assert [section.key for section in document.sections] == list(SECTIONS)
    assert document.section("moments").title == "Chosen moments"
    with pytest.raises(KeyError):
        document.section("marks")


def test_the_notices_say_what_attune_is_not_and_what_is_illustrative(document):
    notices = {notice.key: notice.text for notice in document.section("notices").entries}
    assert notices["not-aviguk"] == "Attune is not an AVIGuk service."
    assert notices["criteria"] == f"Illustrative criteria: {ILLUSTRATIVE_MARK}."
    assert "older published page, not confirmed current" in notices["edition"]
    assert "from memory" in notices["principles"]
    assert "requirements" not in notices


def test_the_pathway_shows_every_requirement_with_evidence_source_and_status(document):
    lines = document.section("pathway").entries
    asked = sum(len(stage.requirements) for stage in programme("set-a").every_stage())
    assert len(lines) == asked
    cycles = lines[1]
    assert (cycles.stage, cycles.requirement, cycles.count, cycles.needed) == (
        "Stage 1",
        "Cycles",
        6,
        6,
    )
    assert cycles.evidence[0] == "cycle 1 of client A"
    assert cycles.source == "AVIGuk, Training (older snapshot)"
    assert cycles.status == "verified: stated by the source"


def test_the_cycles_that_count_are_listed_and_no_others(document):
    listed = [f"{line.client}{line.number}" for line in document.section("cycles").entries]
    assert listed == ["A1", "A2", "A3", "B1", "B2", "B3", "C2", "D1"]


def test_moments_stand_by_stage_client_cycle_film_and_time(document):
    assert [each.moment_id for each in document.section("moments").entries] == [4, 3, 2, 1]


def test_a_moment_keeps_its_exact_frame_and_rate_beside_its_label(document):
    review = document.section("moments").entries[2]
    assert (review.rate, review.start_frame, review.last_frame) == ("30000/1001", 0, 59)
    assert review.timecode == "0:00.00 to 0:01.29"
    assert review.timecode_spoken == "0 seconds, frame 0"
    assert (review.client, review.cycle_number, review.film) == ("A", 1, "shared review")


def test_the_films_to_watch_stand_in_the_order_of_their_cycles():
    films = [
        SubmittedFilm(7, CYCLES["D1"], FilmKind.CLIENT_FILM, TODAY, 61),
        SubmittedFilm(8, CYCLES["A1"], FilmKind.SHARED_REVIEW, TODAY, 600),
    ]
    lines = assemble(facts(films=films)).section("films").entries
    assert [(line.client, line.film, line.seconds) for line in lines] == [
        ("A", "shared review", 600),
        ("D", "client film", 61),
    ]


def test_a_tag_carries_its_words_and_its_mark(document):
    waiting, fun = document.section("moments").entries[0].principles
    assert (waiting.wording, waiting.group, waiting.standing) == (
        "Waiting",
        "Encouraging initiatives",
        "",
    )
    assert fun.standing == "from memory, not confirmed"
    (activates,) = document.section("moments").entries[0].criteria
    assert activates.mark == ILLUSTRATIVE_MARK


def test_ratings_follow_the_order_of_the_criteria_with_level_and_mark(document):
    lines = document.section("ratings").entries
    assert [line.area for line in lines] == ["Starting", "Shared review"]
    assert [line.level for line in lines] == ["with support", "independently"]
    assert all(line.mark == ILLUSTRATIVE_MARK for line in lines)


def test_the_supervision_log_stands_in_the_order_of_days(document):
    assert [line.session_id for line in document.section("supervision").entries] == [1, 2]


def test_consent_is_summed_up_without_names(document):
    (line,) = document.section("consent").entries
    assert line == ConsentLine(
        93,
        "client A, cycle 1: client film",
        3,
        ("Filming, and looking at the film", "Showing it to other supervisors"),
        date(2027, 5, 1),
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"principles": ("unheard",)}, "no principle 'unheard'"),
        ({"criteria": ("unheard",)}, "no criterion 'unheard'"),
        ({"cycle_id": 999}, "no cycle 999"),
    ],
)
def test_a_moment_that_names_what_is_not_there_is_refused(changes, words):
    odd = moment(9, "A1", FilmKind.CLIENT_FILM, Span(0), **changes)
    with pytest.raises(LookupError, match=words):
        assemble(facts(moments=(odd,)))


def test_a_rating_at_a_level_the_scale_does_not_have_is_refused():
    odd = Rating("shares-turns", "excellent", "supervisor", "client A, cycle 1", TODAY)
    with pytest.raises(LookupError, match="no level 'excellent'"):
        assemble(facts(ratings=(odd,)))


def test_the_order_of_the_facts_does_not_matter(document):
    shuffled = {}
    for name in ("moments", "supervision", "ratings", "meetings", "consents"):
        each = list(getattr(facts(), name))
        random.Random(4).shuffle(each)
        shuffled[name] = tuple(each[::-1])
    assert assemble(facts(**shuffled)) == document


def test_a_portfolio_with_nothing_chosen_still_has_every_section():
    bare = assemble(facts(moments=(), supervision=(), ratings=(), meetings=(), consents=()))
    assert [section.key for section in bare.sections] == list(SECTIONS)
    assert bare.section("moments").entries == ()


def test_a_document_goes_to_plain_values_and_back(document):
    plain = to_plain(document)
    assert from_plain(json.loads(json.dumps(plain))) == document
    assert from_plain(json.loads(canonical(plain))) == document


def test_plain_values_are_texts_whole_numbers_lists_and_tables_only(document):
    def check(value):
        assert type(value) in (str, int, list, dict)
        if isinstance(value, dict | list):
            for inner in value.values() if isinstance(value, dict) else value:
                check(inner)

    for table in freeze(document):
        check(table)


def test_a_frozen_document_can_be_sealed_entry_by_entry_and_read_after_one_is_taken_out(document):
    tables = freeze(document)
    entries, root = seal(tables, [f"{n:064x}" for n in range(len(tables))])
    place = next(n for n, table in enumerate(tables) if table["kind"] == "moment")
    kept = [tombstone(each) if n == place else each for n, each in enumerate(entries)]
    assert verify(kept, root).intact
    read = thaw([removed("moment") if each.removed else each.value() for each in kept])
    shown = read.section("moments").entries
    assert [each.kind for each in shown] == ["removed", "moment", "moment", "moment"]


def test_every_entry_stands_in_the_section_of_its_kind(document):
    assert all(SECTION_OF[entry.kind] == section for section, entry in document.entries())
    assert set(SECTION_OF.values()) == set(SECTIONS)


def test_an_unknown_kind_cannot_have_been_taken_out():
    with pytest.raises(PlainFault, match="'score'"):
        removed("score")


def test_a_removed_entry_reads_as_removed_and_freezes_again():
    document = PortfolioDocument(
        tuple(Section(key, (RemovedEntry(),) if key == "moments" else ()) for key in SECTIONS)
    )
    assert thaw(freeze(document)) == document


def test_a_rating_that_was_sealed_before_its_place_on_the_scale_was_kept_still_reads(document):
    tables = freeze(document)
    place = next(n for n, table in enumerate(tables) if table["kind"] == "rating")
    late = ("level_number", "levels", "by_trainee")
    before = {key: value for key, value in tables[place].items() if key not in late}
    read = thaw([before if n == place else table for n, table in enumerate(tables)])
    assert read.section("ratings").entries[0].level_number == 0


def changed(tables, place, **changes):
    return [{**table, **changes} if n == place else table for n, table in enumerate(tables)]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"section": "marks"}, "no section 'marks'"),
        ({"kind": "score"}, "no kind of entry 'score'"),
        ({"colour": "red"}, "other keys: colour"),
        ({"submission_number": "1"}, "cannot stand for"),
        ({"submission_number": True}, "cannot stand for"),
        ({"trainee": 3}, "cannot stand for"),
        ({"submitted_on": "yesterday"}, "is not a day"),
    ],
)
def test_a_plain_value_that_is_not_an_entry_is_refused(document, changes, words):
    tables = freeze(document)
    cover = next(n for n, table in enumerate(tables) if table["kind"] == "cover")
    with pytest.raises(PlainFault, match=words):
        thaw(changed(tables, cover, **changes))


@pytest.mark.parametrize(
    "plain", [{}, {"form": "attune-portfolio-1"}, {"form": "x", "entries": []}]
)
def test_a_document_of_another_form_is_refused(plain):
    with pytest.raises(PlainFault, match="attune-portfolio-1"):
        from_plain(plain)


def test_an_entry_that_is_no_table_is_refused():
    with pytest.raises(PlainFault, match="must be a table"):
        thaw(["cover"])


entries = st.one_of([st.from_type(kind) for kind in ENTRY_TYPES])
documents = st.lists(st.lists(entries, max_size=2), min_size=len(SECTIONS), max_size=len(SECTIONS))


@given(documents)
def test_any_document_reads_back_as_itself(sections):
    document = PortfolioDocument(
        tuple(Section(key, tuple(each)) for key, each in zip(SECTIONS, sections, strict=True))
    )
    assert from_plain(to_plain(document)) == document
