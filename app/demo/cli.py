"""`flask demo load`, `flask demo accounts` and `flask demo code`."""

from __future__ import annotations

import click
from flask import current_app

from app.demo import blueprint
from app.demo.people import CAST, PASSWORD, REGISTRAR
from app.models.people import Role

blueprint.cli.help = blueprint.cli.short_help = "A small association to try things with."


def _only_where_nobody_real_is() -> None:
    if current_app.config["MODE"] == "production":
        raise click.ClickException("The demo stays out of production; nothing was changed.")


@blueprint.cli.command("load")
def load() -> None:
    """Load the demo into an empty database; one that holds people already stays as it is."""
    from app.demo.load import is_empty, load_demo

    _only_where_nobody_real_is()
    begun = current_app.config["DATA"] / "demo-begun"
    if begun.exists():
        raise click.ClickException(
            "The demo was interrupted while it was loading. "
            f"Remove the folder {begun.parent}, which holds nothing else, and start again."
        )
    if not is_empty():
        click.echo("There are people in this database already; the demo was not loaded again.")
        return
    begun.touch()
    load_demo(click.echo)
    begun.unlink()


@blueprint.cli.command("accounts")
def accounts() -> None:
    """Print who can sign in to the demo."""
    _only_where_nobody_real_is()
    click.echo(f"Sign in with the password “{PASSWORD}”, the same for everybody.")
    for role in Role:
        click.echo(f"\n{role.label.capitalize()}s")
        for part in (one for one in CAST if role in one.roles):
            click.echo(f"  {part.name:17}{part.email:27}{part.note}")
    click.echo(
        "\nSupervisors, accreditors and the registrar need a code as well. It is printed by"
        f"\n  .venv/bin/flask demo code {REGISTRAR.email}"
    )


@blueprint.cli.command("code")
@click.argument("email")
def code(email: str) -> None:
    """Print the code that the authenticator app of somebody in the demo shows now."""
    from app.accounts.queries import person_by_email
    from app.demo.second_factor import code_of_now, holds_the_demos_key

    _only_where_nobody_real_is()
    person = person_by_email(email)
    if person is None or not holds_the_demos_key(person):
        raise click.ClickException(
            f"{email} does not use the second factor of the demo; there is no code to print."
        )
    click.echo(code_of_now(person.email))
