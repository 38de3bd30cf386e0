"""`flask demo load` and `flask demo accounts`."""

from __future__ import annotations

import click
from flask import current_app

from app.demo import blueprint
from app.demo.people import CAST, PASSWORD

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
    click.echo(f"Sign in with the password “{PASSWORD}” (the same for everybody) as")
    for part in CAST:
        roles = ", ".join(role.label for role in part.roles)
        click.echo(f"  {part.email:28} {part.name}, {roles}: {part.note}")
