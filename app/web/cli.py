"""`flask access` prints who may do what."""

from __future__ import annotations

import click
from flask import Flask

from app.policies.page import access_page


@click.command("access")
def print_access() -> None:
    """Print the table of rules as docs/access.md has it."""
    click.echo(access_page(), nl=False)


def init_app(app: Flask) -> None:
    app.cli.add_command(print_access)
