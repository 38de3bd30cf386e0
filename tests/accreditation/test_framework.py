"""The shipped principles and criteria, and how a malformed file is refused."""

import pytest

from accreditation.framework import FilmKind, Standing
from accreditation.framework_file import FrameworkFault, load_criteria, load_principles
from accreditation.marks import ILLUSTRATIVE_MARK, Status
from accreditation.shipped import (
    criteria,
    framework_ids,
    framework_text,
    principles,
    review_words,
)

PRINCIPLES = "principles-of-attuned-interaction-1"
CRITERIA = "illustrative-criteria-1"
SUPERVISION = "illustrative-supervision-criteria-1"
REVIEW_WORDS = "shared-review-words-1"


@pytest.fixture(scope="module")
def table():
    return principles(PRINCIPLES)


@pytest.fixture(scope="module")
def illustrative():
    return criteria(CRITERIA)


def test_the_frameworks_are_shipped():
    assert framework_ids() == (CRITERIA, SUPERVISION, PRINCIPLES, REVIEW_WORDS)


def test_the_criteria_of_supervision_are_ours_and_for_films_of_supervision_only():
    ours = criteria(SUPERVISION)
    assert ours.illustrative
    assert all(one.used_on == (FilmKind.SUPERVISION,) for _, one in ours.criteria())
    assert {each for _, one in ours.criteria() for each in one.rests_on} == set(ours.sources)


def test_the_reviews_own_words_name_their_source():
    words = review_words(REVIEW_WORDS)
    assert [word.key for _, word in words.words()] == [
        "naming", "exploring", "reflecting", "appraising", "challenging",
        "activating", "compensating",
    ]  # fmt: skip
    assert {word.source for _, word in words.words()} == set(words.sources)
    assert {word.status for _, word in words.words()} == {Status.VERIFIED}
    assert words.word("activating")[0].title == "Activating and compensating"
    assert words.word("no-such") is None


def test_the_six_groups_stand_in_building_order(table):
    assert [(group.number, group.title) for group in table.groups] == [
        (1, "Being attentive"),
        (2, "Encouraging initiatives"),
        (3, "Receiving initiatives"),
        (4, "Developing attuned interactions"),
        (5, "Guiding"),
        (6, "Deepening discussion"),
    ]


def test_two_groups_belong_to_each_of_the_three_layers(table):
    assert [group.layer.number for group in table.groups] == [1, 1, 2, 2, 3, 3]
    assert [layer.title for layer in table.layers] == [
        "Towards intersubjectivity",
        "Intersubjectivity",
        "Mediated learning",
    ]


def test_there_are_41_principles_of_which_10_are_from_memory(table):
    standings = [principle.standing for _, principle in table.principles()]
    assert len(standings) == 41
    assert standings.count(Standing.FROM_MEMORY) == 10
    assert [len(group.principles) for group in table.groups] == [5, 7, 6, 8, 7, 8]


def test_a_principle_from_memory_says_so(table):
    having_fun = table.principle("having-fun")
    assert not having_fun.confirmed
    assert having_fun.standing.label == "from memory, not confirmed"
    assert table.principle("waiting").standing.label == "found in a public practitioner text"


def test_a_principle_is_found_by_its_key_with_its_group(table):
    assert table.principle("scaffolding").number == 1
    assert table.group_of("scaffolding").key == "guiding"
    assert table.group("guiding").child_impact.startswith("The child may enjoy")
    assert table.principle("unheard-of") is None
    assert table.group_of("unheard-of") is None
    assert table.group("unheard-of") is None


def test_every_group_says_what_the_child_may_feel(table):
    assert all(group.child_impact.startswith("The child may ") for group in table.groups)


def test_the_criteria_are_illustrative_and_say_so(illustrative):
    assert illustrative.mark == ILLUSTRATIVE_MARK == "illustrative, not AVIGuk's"


def test_there_are_fourteen_criteria_in_six_areas(illustrative):
    areas = [(area.title, len(area.criteria)) for area in illustrative.areas]
    assert areas == [
        ("Starting", 2),
        ("Filming and choosing", 3),
        ("Shared review", 5),
        ("Closing", 1),
        ("Reflecting", 2),
        ("Ethics", 1),
    ]


def test_the_scale_speaks_of_growth(illustrative):
    assert [level.title for level in illustrative.scale.levels] == [
        "beginning",
        "with support",
        "independently",
        "enriching others",
    ]
    assert illustrative.scale.level("with-support").number == 2
    assert illustrative.scale.level("excellent") is None


def test_each_film_kind_has_its_criteria_and_together_they_are_all(illustrative):
    by_film = {film: {c.key for _, c in illustrative.criteria(film)} for film in FilmKind}
    assert "activates-client" in by_film[FilmKind.SHARED_REVIEW] - by_film[FilmKind.CLIENT_FILM]
    assert "short-clips" in by_film[FilmKind.CLIENT_FILM] - by_film[FilmKind.SHARED_REVIEW]
    assert set.union(*by_film.values()) == {c.key for _, c in illustrative.criteria()}


def test_every_criterion_rests_on_sources_with_titles(illustrative):
    for _, criterion in illustrative.criteria():
        assert all(illustrative.sources[key].title for key in criterion.rests_on)


def faults_of(load, text):
    with pytest.raises(FrameworkFault) as refused:
        load(text, "ours.toml")
    return [(fault.key_path, fault.reason) for fault in refused.value.faults]


def edited(framework_id, old, new):
    text = framework_text(framework_id)
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('title = "Being attentive"\n', "", "groups.being-attentive.title"),
        ('layer = "intersubjectivity"', 'layer = "base"', "groups.receiving-initiatives.layer"),
        (
            'turning-towards = { wording = "Turning towards", standing = "found" }',
            'turning-towards = { wording = "Turning towards", standing = "K" }',
            "groups.being-attentive.principles.turning-towards.standing",
        ),
        ("scaffolding = {", "waiting = {", "waiting"),
        ("scaffolding = {", "Scaffolding = {", "groups.guiding.principles.Scaffolding"),
        ('title = "Guiding"', 'title = "Guiding"\ncolour = 3', "groups.guiding.colour"),
    ],
)
def test_a_malformed_principles_file_is_refused_with_its_key_path(old, new, path):
    faults = faults_of(load_principles, edited(PRINCIPLES, old, new))
    assert [key_path for key_path, _ in faults] == [path]


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("illustrative = true", 'illustrative = "yes"', "illustrative"),
        (
            'rests_on = ["S36"]',
            'rests_on = ["S99"]',
            "areas.shared-review.criteria.shares-turns.rests_on",
        ),
        (
            'rests_on = ["S36"]',
            "rests_on = []",
            "areas.shared-review.criteria.shares-turns.rests_on",
        ),
        (
            'used_on = ["client_film"]',
            'used_on = ["client_film", "client_film"]',
            "areas.starting.criteria.helping-question.used_on",
        ),
        ('title = "Growth"\n', "", "scale.title"),
    ],
)
def test_a_malformed_criteria_file_is_refused_with_its_key_path(old, new, path):
    faults = faults_of(load_criteria, edited(CRITERIA, old, new))
    assert [key_path for key_path, _ in faults] == [path]


def test_a_file_that_is_not_toml_is_refused_with_the_place():
    ((key_path, reason),) = faults_of(load_principles, "id = one\n")
    assert key_path == ""
    assert "line 1" in reason


def test_an_empty_file_is_refused_with_everything_that_is_missing():
    paths = [key_path for key_path, _ in faults_of(load_criteria, "")]
    assert set(paths) == {"sources", "id", "title", "illustrative", "scale", "areas"}
