"""`flask person`: accounts, invitations, roles and passwords from the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import IntegrityError

from app.accounts import blueprint, operations, passwords, queries
from app.extensions import transaction
from app.models.people import Person, Role
from app.web.errors import Refusal

blueprint.cli.short_help = "Accounts of people."
blueprint.cli.help = "Accounts of people."


asks_for_a_password = click.option(
    "--password",
    prompt=f"Password, at least {passwords.SHORTEST} characters",
    hide_input=True,
    confirmation_prompt=True,
)


roles_of_a_person = click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="May be given several times.",
)


@blueprint.cli.command("add")
@click.argument("email")
@click.argument("name")
@roles_of_a_person
@asks_for_a_password
def add(email: str, name: str, roles: tuple[str, ...], password: str) -> None:
    """Open an account for EMAIL in the name of NAME."""
    ready = _hashed(password, name, email)
    try:
        with transaction():
            operations.open_account(None, name, email, ready, [Role(role) for role in roles])
    except IntegrityError:
        raise click.ClickException(f"{email} has an account already; nothing changed.") from None
    click.echo(f"{name} can sign in as {email}.")


@blueprint.cli.command("invite")
@click.argument("email")
@click.argument("name")
@roles_of_a_person
def invite(email: str, name: str, roles: tuple[str, ...]) -> None:
    """Invite NAME at EMAIL: a letter with a personal link goes to them, for seven days."""
    with _refused_with_a_sentence(), transaction():
        operations.invite(None, name, email, [Role(role) for role in roles])
    click.echo(f"A letter to {email} is written; with its link {name} chooses a password.")


@blueprint.cli.command("role")
@click.argument("email")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--end", is_flag=True, help="End the role instead of giving it.")
def change_role(email: str, role: str, end: bool) -> None:
    """Give the person at EMAIL a role, or end it: what it allowed ends on their next request."""
    with _refused_with_a_sentence(), transaction():
        person = _known(email)
        if end:
            operations.take_role_back(None, person, Role(role))
        else:
            operations.give_role(None, person, Role(role))
    held = ", ".join(one.label for one in person.current_roles) or "no role"
    click.echo(f"{person.name} holds {held}.")


@blueprint.cli.command("password")
@click.argument("email")
@asks_for_a_password
def set_password(email: str, password: str) -> None:
    """Give the person at EMAIL another password."""
    ready = _hashed(password, _known(email).name, email)
    with transaction():
        operations.change_password(None, _known(email), ready)
    click.echo("The new password counts from the next sign-in.")


@contextmanager
def _refused_with_a_sentence() -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise click.ClickException(f"{refusal} Nothing changed.") from None


def _hashed(password: str, name: str, email: str) -> str:
    reason = passwords.why_not(password, name, email)
    if reason:
        raise click.ClickException(f"{reason} Nothing changed.")
    return passwords.hash_of(password)


def _known(email: str) -> Person:
    person = queries.person_by_email(email)
    if person is None:
        raise click.ClickException(f"Nobody has an account as {email}; nothing changed.")
    return person
