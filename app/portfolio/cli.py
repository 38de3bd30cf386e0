"""`flask portfolio verify` says what a portfolio's PDF is; `make-key` makes a key to sign with."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from app.pdf.signing import make_key
from app.portfolio import blueprint, verifying
from app.portfolio.verifying import Answer

blueprint.cli.help = blueprint.cli.short_help = "Portfolios: their signature and their seal."


@blueprint.cli.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(file: Path) -> None:
    """Say whether FILE is current, superseded by a withdrawal, or altered.

    Ends with 0 when it is current, 1 when it is superseded, 2 when it is altered.
    """
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # the verdict says it in our words
    found = verifying.verdict_on(file)
    click.echo(f"{found.answer}. {found.because}")
    if found.submission is not None:
        click.echo(
            f"Submission {found.submission.number} of {found.submission.enrolment.trainee.name}, "
            f"root {found.submission.root}"
        )
    sys.exit(list(Answer).index(found.answer))


@blueprint.cli.command("make-key")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default="Attune", help="Whose signature readers of PDFs show.")
def make(folder: Path, name: str) -> None:
    """Make a private key and a certificate that vouches for itself, in FOLDER."""
    key = make_key(folder, name)
    click.echo(f"ATTUNE_SIGNING_KEY={key.private}")
    click.echo(f"ATTUNE_SIGNING_CERTIFICATE={key.certificate}")
