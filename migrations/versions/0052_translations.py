"""Words in another language say which version of the words they say."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("consent_wordings", sa.Column("says_version", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Words in other languages stay, and so does every consent that was given to them."""
    op.drop_column("consent_wordings", "says_version")
