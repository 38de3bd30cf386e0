"""`flask person`: accounts, roles and passwords, until people are invited."""

from __future__ import annotations

import click
from sqlalchemy.exc import IntegrityError

from app.accounts import blueprint, operations, passwords, queries
from app.extensions import transaction
from app.models.people import Person, Role

blueprint.cli.short_help = "Accounts of people."
blueprint.cli.help = "Accounts of people."


asks_for_a_password = click.option(
    "--password",
    prompt=f"Password, at least {passwords.SHORTEST} characters",
    hide_input=True,
    confirmation_prompt=True,
)


@blueprint.cli.command("add")
@click.argument("email")
@click.argument("name")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="May be given several times.",
)
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


@blueprint.cli.command("role")
@click.argument("email")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--end", is_flag=True, help="End the role instead of giving it.")
def change_role(email: str, role: str, end: bool) -> None:
    """Give the person at EMAIL a role, or end it: what it allowed ends on their next request."""
    with transaction():
        person = _known(email)
        if end:
            operations.end_role(None, person, Role(role))
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
