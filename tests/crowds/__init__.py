"""Rows by the hundred, inserted in bulk: for lists, benchmarks and whatever must not grow slow.

What is around them (a supervisor, an edition) comes from `tests.factories`.
"""

from tests.crowds.cases import asked, bring, case_people, clients, films, journal, moments, worked
from tests.crowds.panels import certificates, reviews, submissions
from tests.crowds.people import add, attempts, browsers, letters, members, notices, people, services
from tests.crowds.trainings import courses, presentations, sessions, times, trainings

__all__ = [
    "add",
    "asked",
    "attempts",
    "bring",
    "browsers",
    "case_people",
    "certificates",
    "clients",
    "courses",
    "films",
    "journal",
    "letters",
    "members",
    "moments",
    "notices",
    "people",
    "presentations",
    "reviews",
    "services",
    "sessions",
    "submissions",
    "times",
    "trainings",
    "worked",
]
