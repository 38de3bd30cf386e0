"""The form with which the scan of a signed paper is kept."""

from __future__ import annotations

from pathlib import Path

from flask_wtf.file import FileRequired, MultipleFileField

from app.web.forms import Form


class ScanForm(Form):
    pages = MultipleFileField(
        "Scan or photos of the form",
        validators=[FileRequired("Choose the scan, or photograph the form.")],
    )

    def saved_in(self, folder: Path) -> list[Path]:
        """The files as they were sent, in their order; none keeps its name."""
        paths = []
        for number, sent in enumerate(self.pages.data, 1):
            paths.append(folder / f"sent-{number}")
            sent.save(paths[-1])
        return paths
