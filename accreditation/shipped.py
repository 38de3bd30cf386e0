"""The edition and framework files that come with Attune, read as package data."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from accreditation.framework import CriteriaFramework, PrinciplesFramework
from accreditation.framework_file import load_criteria, load_principles
from accreditation.programme import Programme
from accreditation.programme_file import load_programme
from accreditation.review_words import ReviewWords, load_review_words


def programme_ids() -> tuple[str, ...]:
    return _ids("programmes")


def programme_text(programme_id: str) -> str:
    """The text of a shipped edition file. Raises LookupError for an unknown id."""
    return _text("programmes", programme_id)


@cache
def programme(programme_id: str) -> Programme:
    """A shipped edition. Raises LookupError for an unknown id."""
    return load_programme(programme_text(programme_id), f"{programme_id}.toml")


def framework_ids() -> tuple[str, ...]:
    return _ids("frameworks")


def framework_text(framework_id: str) -> str:
    """The text of a shipped framework file. Raises LookupError for an unknown id."""
    return _text("frameworks", framework_id)


@cache
def principles(framework_id: str) -> PrinciplesFramework:
    """A shipped principles framework. Raises LookupError for an unknown id."""
    return load_principles(framework_text(framework_id), f"{framework_id}.toml")


@cache
def criteria(framework_id: str) -> CriteriaFramework:
    """A shipped criteria framework. Raises LookupError for an unknown id."""
    return load_criteria(framework_text(framework_id), f"{framework_id}.toml")


@cache
def review_words(framework_id: str) -> ReviewWords:
    """The shipped words of the shared review. Raises LookupError for an unknown id."""
    return load_review_words(framework_text(framework_id), f"{framework_id}.toml")


def _ids(folder: str) -> tuple[str, ...]:
    shipped = (file.name for file in files("accreditation").joinpath(folder).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in shipped if name.endswith(".toml")))


def _text(folder: str, file_id: str) -> str:
    if file_id not in _ids(folder):
        raise LookupError(f"There is no {file_id!r} among the files that come with Attune.")
    return files("accreditation").joinpath(folder, f"{file_id}.toml").read_text("utf-8")
