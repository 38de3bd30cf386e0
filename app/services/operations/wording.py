"""The words a service asks for consent with: drafted, published, never changed again."""

from __future__ import annotations

from accreditation.promises import LEFT_TO_THE_LAW, lacks_what_the_law_may_require
from app import audit, clock
from app.audit import Acting
from app.extensions import db
from app.models.services import Service
from app.models.wording import ConsentWording
from app.services import queries, words
from app.services.languages import LANGUAGES, SOURCE
from app.services.words import Words, completed, words_of
from app.web.errors import Refusal

EVIDENCE = (
    "Look at {headings}: the promise that a film is not used as evidence leaves out what the "
    "law may still require. Add it beside the promise, for example: “{sentence}” Nothing "
    "was published, and the draft is as it was."
)


def draft_wording(actor: Acting, service: Service, language: str = SOURCE) -> ConsentWording:
    """A draft that says what the current version in that language says; the one there is, if any.

    The first one in another language than English begins with the English words, to be translated.
    """
    draft = queries.draft_of(service.id, language)
    if draft is not None:
        return draft
    number, current = (
        queries.next_wording_number(service, language),
        queries.current_wordings(service.id),
    )
    source = current[SOURCE]
    draft = ConsentWording(
        service_id=service.id,
        number=number,
        name=_name(number, language),
        language=language,
        says_version=None if language == SOURCE else source.number,
        changed_by_id=actor.person_id,
    )
    words.put(completed(words_of(current.get(language, source))), draft)
    db.session.add(draft)
    audit.record(
        actor,
        "wording.drafted",
        draft,
        service=service.id,
        version=number,
        language=language,
    )
    return draft


def _name(number: int, language: str) -> str:
    spoken = "" if language == SOURCE else f" in {LANGUAGES[language].name}"
    return f"version {number}{spoken}"


def change_wording(actor: Acting, draft: ConsentWording, said: Words) -> ConsentWording:
    """The draft says this now. Nobody who is asked for consent reads it before it is published.

    Raises Refusal for a published version.
    """
    _refuse_a_published(draft)
    words.put(said, draft)
    draft.changed_at, draft.changed_by_id = clock.now(), actor.person_id
    audit.record(actor, "wording.changed", draft, version=draft.number)
    return draft


def publish_wording(actor: Acting, draft: ConsentWording) -> ConsentWording:
    """Whoever is asked from now on reads this version; consents given before keep theirs.

    Raises Refusal where something is left out, what the law may still require beside a promise
    included, or where it says the same as the version before.
    """
    _refuse_a_published(draft)
    _refuse_an_unready(draft)
    draft.published_at, draft.published_by_id = clock.now(), actor.person_id
    audit.record(actor, "wording.published", draft, version=draft.number)
    return draft


def discard_wording(actor: Acting, draft: ConsentWording) -> None:
    """The draft is gone; the current version goes on."""
    _refuse_a_published(draft)
    audit.record(actor, "wording.discarded", draft, version=draft.number)
    db.session.delete(draft)


def _refuse_a_published(wording: ConsentWording) -> None:
    if wording.published_at is not None:
        raise Refusal("A published wording never changes. Begin a new version instead.")


def _refuse_an_unready(draft: ConsentWording) -> None:
    said = words_of(draft)
    missing = [heading for heading, text in _required(said) if not text.strip()]
    if missing:
        raise Refusal(f"Something is left out: {', '.join(missing)}. Nothing was published.")
    bare = [
        f"“{heading}”" for heading, text in said.parts() if lacks_what_the_law_may_require(text)
    ]
    if bare:
        raise Refusal(EVIDENCE.format(headings=", ".join(bare), sentence=LEFT_TO_THE_LAW))
    before = queries.version_before(draft)
    if before is not None and words_of(before) == said and _says_as_much(before, draft):
        raise Refusal("This says the same as the version before. Nothing was published.")
    english = draft.language == SOURCE
    if not english and words_of(queries.current_wording(draft.service_id)) == said:
        raise Refusal(
            "These are the English words still. Put the translation in their place; the draft is "
            "as it was."
        )


def _says_as_much(before: ConsentWording, draft: ConsentWording) -> bool:
    """Whether both say the same English version: the same translation may hold for another."""
    return before.says_version == draft.says_version


def _required(said: Words) -> list[tuple[str, str]]:
    told = [(heading, text) for heading, text in said.parts()][: -len(said.purposes)]
    for purpose, one in said.purposes.items():
        told += [(f"{purpose.heading} (title)", one.title), (purpose.heading, one.explanation)]
    return told
