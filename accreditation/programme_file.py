"""Loading an edition of the programme from an association-authored file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from accreditation.casework import CaseMeaning, CaseType
from accreditation.framework import FilmKind
from accreditation.framework_file import read_sources
from accreditation.marks import Source, Status
from accreditation.portfolio_contents import read_contents
from accreditation.programme import (
    MEETINGS,
    Kind,
    Programme,
    Requirement,
    Stage,
)
from accreditation.requirement_file import read_requirement
from accreditation.tables import FileFault, Table, digest

__all__ = ["ProgrammeFault", "digest", "load_programme"]

ENTRY = "entry"


class ProgrammeFault(FileFault):
    """An edition file was refused; `faults` names each file, key path and reason."""


def load_programme(text: str, name: str) -> Programme:
    """Read an edition file. `name` is the file's name, for its faults.

    Raises ProgrammeFault with every fault found, and never returns half an edition.
    """
    file = Table.parse(text, name)
    if file.readable:
        programme = _programme(file)
        file.refuse_unknown_keys()
    if file.faults:
        raise ProgrammeFault(*file.faults)
    return programme


def _programme(file: Table) -> Programme:
    sources = read_sources(file)
    frameworks, casework = file.table("frameworks"), file.table("casework")
    portfolio = file.table("portfolio")
    stages = tuple(
        _stage(key, number, table, sources)
        for number, (key, table) in enumerate(file.named_tables("stages"), start=1)
    )
    if not file.faults:
        _refuse_a_wrong_end(file, stages)
    programme = Programme(
        id=file.slug("id"),
        title=file.text("title"),
        standing=file.text("standing"),
        dated=file.date("dated"),
        note=file.text("note", ""),
        principles=frameworks.slug("principles"),
        criteria=frameworks.slug("criteria"),
        review_words=frameworks.optional_slug("review_words"),
        review_words_on=frameworks.optional_choices("review_words_on", FilmKind)
        or (FilmKind.SHARED_REVIEW,),
        case_types=casework.choices("case_types", CaseType),
        case_types_status=casework.choice("status", Status),
        meanings=_meanings(casework, sources),
        before_submission=_before_submission(portfolio, stages),
        portfolio=read_contents(portfolio.optional_table("contents")),
        entry=_stage(ENTRY, 0, file.table("entry"), sources),
        stages=stages,
        sources=sources,
    )
    frameworks.refuse_unknown_keys()
    casework.refuse_unknown_keys()
    portfolio.refuse_unknown_keys()
    return programme


def _meanings(casework: Table, sources: Mapping[str, Source]) -> dict[CaseType, CaseMeaning]:
    """What each kind of casework means; a kind that does not count may be explained too."""
    meanings = {}
    table = casework.optional_table("meanings")
    for case_type in CaseType if table else ():
        told = table.optional_table(case_type.value) if table else None
        if told is not None:
            meanings[case_type] = _meaning(told, sources)
    if table:
        table.refuse_unknown_keys()
    return meanings


def _meaning(table: Table, sources: Mapping[str, Source]) -> CaseMeaning:
    meaning = CaseMeaning(
        filmed=table.text("filmed"),
        consents=table.text("consents"),
        cycle=table.text("cycle"),
        source=table.text("source"),
        status=table.choice("status", Status),
    )
    if meaning.source and meaning.source not in sources:
        table.fault("source", f"{meaning.source!r} is not one of the sources of this file.")
    table.refuse_unknown_keys()
    return meaning


def _stage(key: str, number: int, table: Table, sources: Mapping[str, Source]) -> Stage:
    if number and key == ENTRY:
        table.fault("", "A stage cannot be called entry; that is the intro course.")
    title = table.text("title")
    read = [_requirement(name, each, sources) for name, each in table.named_tables("requirements")]
    requirements = tuple(requirement for requirement in read if requirement)
    table.refuse_unknown_keys()
    _refuse_out_of_place(table, number, requirements)
    return Stage(key, number, title, requirements)


def _requirement(key: str, table: Table, sources: Mapping[str, Source]) -> Requirement | None:
    requirement = read_requirement(key, table)
    if requirement and requirement.source and requirement.source not in sources:
        table.fault("source", f"{requirement.source!r} is not one of the sources of this file.")
    return requirement


def _refuse_out_of_place(table: Table, number: int, requirements: Iterable[Requirement]) -> None:
    for requirement in requirements:
        where = f"requirements.{requirement.key}.kind"
        if (requirement.kind is Kind.INTRO_COURSE) != (number == 0):
            table.fault(where, "The intro course, and nothing else, belongs to the entry.")


def _refuse_a_wrong_end(file: Table, stages: tuple[Stage, ...]) -> None:
    for stage in stages:
        meetings = [each.kind for each in stage.requirements if each.kind in MEETINGS]
        last = stage.number == len(stages)
        if last and meetings != [Kind.ACCREDITATION_MEETING]:
            file.fault(
                f"stages.{stage.key}", "The last stage closes with one accreditation meeting."
            )
        elif not last and meetings != [Kind.TRANSITION_MEETING]:
            file.fault(f"stages.{stage.key}", "This stage closes with one transition meeting.")


def _before_submission(table: Table, stages: tuple[Stage, ...]) -> tuple[Kind, ...]:
    kinds = table.choices("before_submission", Kind)
    asked = {Kind.INTRO_COURSE} | {each.kind for stage in stages for each in stage.requirements}
    for kind in kinds:
        if kind is Kind.ACCREDITATION_MEETING:
            table.fault("before_submission", "The accreditation meeting follows the submission.")
        elif kind not in asked and not table.faults:
            table.fault("before_submission", f"No stage asks for {kind.value!r}.")
    return kinds
