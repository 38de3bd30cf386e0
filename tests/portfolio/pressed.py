"""One signed portfolio as a file, to be checked by hand: python -m tests.portfolio.pressed FILE"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from app.extensions import db
from app.portfolio import files
from benchmarks.harness.filled import opened_over
from tests.portfolio import story as tell


def pressed(target: Path) -> None:
    with TemporaryDirectory() as name, opened_over(Path(name)).app_context():
        db.create_all()
        key = tell.bound(tell.ready_to_submit()).document_key
        assert key is not None, "the document could not be built"
        with files.storage().fetch(key) as path:
            shutil.copyfile(path, target)
        db.session.remove()
        db.engine.dispose()


if __name__ == "__main__":
    pressed(Path(sys.argv[1]))
