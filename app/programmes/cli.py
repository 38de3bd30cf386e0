"""`flask programme check FILE` and `flask programme take-up FILE|ID`."""

from __future__ import annotations

from pathlib import Path

import click

from accreditation import shipped
from accreditation.programme import Programme
from accreditation.programme_file import ProgrammeFault
from app.extensions import transaction
from app.programmes import blueprint, operations

blueprint.cli.short_help = "Editions of the training programme."
blueprint.cli.help = "Editions of the training programme."


@blueprint.cli.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> None:
    """Read the edition in FILE and say what stands in it, or everything to put right."""
    programme = _checked(_text(file), file.name)
    asked = sum(len(stage.requirements) for stage in programme.every_stage())
    click.echo(f"{programme.title} ({programme.id}), dated {programme.dated}: {programme.standing}")
    click.echo(f"{len(programme.stages)} stages, {asked} requirements. Ready to be taken up.")


@blueprint.cli.command("take-up")
@click.argument("edition")
def take_up(edition: str) -> None:
    """Take EDITION into use: a file, or the id of one that comes with Attune."""
    text, name = _found(edition)
    _checked(text, name)
    with transaction():
        row = operations.take_up_edition(None, text, name)
        click.echo(f"{row.title} is in use, pinned by {row.digest}.")


def _found(edition: str) -> tuple[str, str]:
    file = Path(edition)
    if file.is_file():
        return _text(file), file.name
    if edition in shipped.programme_ids():
        return shipped.programme_text(edition), f"{edition}.toml"
    known = ", ".join(shipped.programme_ids())
    raise click.ClickException(
        f"There is no file {edition}, and no edition of that id comes with Attune ({known})."
    )


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise click.ClickException(
            f"{file.name} is not text in UTF-8; an edition is a TOML file."
        ) from None


def _checked(text: str, name: str) -> Programme:
    try:
        return operations.check_edition(text, name)
    except ProgrammeFault as fault:
        raise click.ClickException("\n".join(str(each) for each in fault.faults)) from None
