"""`flask service add`: services, until they have pages of their own."""

from __future__ import annotations

import click

from app.extensions import transaction
from app.models.services import ServiceKind
from app.services import blueprint, operations
from app.web.errors import Refusal

blueprint.cli.help = blueprint.cli.short_help = "Councils, trusts, schools, charities."


@blueprint.cli.command("add")
@click.argument("name")
@click.option("--kind", required=True, type=click.Choice([kind.value for kind in ServiceKind]))
def add(name: str, kind: str) -> None:
    """Add the service NAME."""
    try:
        with transaction():
            operations.add_service(None, name, ServiceKind(kind))
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"{name} is there now; trainees can be enrolled with it.")
