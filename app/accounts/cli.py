"""`flask person add`: accounts, until people are invited."""

from __future__ import annotations

import click
from sqlalchemy.exc import IntegrityError

from app.accounts import blueprint, operations, passwords
from app.extensions import transaction
from app.models.people import Role

blueprint.cli.short_help = "Accounts of people."
blueprint.cli.help = "Accounts of people."


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
@click.option(
    "--password",
    prompt=f"Password, at least {passwords.SHORTEST} characters",
    hide_input=True,
    confirmation_prompt=True,
)
def add(email: str, name: str, roles: tuple[str, ...], password: str) -> None:
    """Open an account for EMAIL in the name of NAME."""
    if len(password) < passwords.SHORTEST:
        raise click.ClickException(
            f"The password is too short: {passwords.SHORTEST} characters at least."
        )
    ready = passwords.hash_of(password)
    try:
        with transaction():
            operations.open_account(None, name, email, ready, [Role(role) for role in roles])
    except IntegrityError:
        raise click.ClickException(f"{email} has an account already; nothing changed.") from None
    click.echo(f"{name} can sign in as {email}.")
