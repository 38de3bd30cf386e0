import io
import re

import pytest
from pypdf import PdfReader
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from tests.shape.sources import ROOT

STATIC = ROOT / "app" / "static"
FOLDERS = sorted(
    [STATIC / "icons"]
    + [folder for home in ("vendor", "fonts") for folder in (STATIC / home).iterdir()]
)
VENDORED = [folder for folder in FOLDERS if folder.is_dir()]


@pytest.mark.parametrize("folder", VENDORED, ids=lambda folder: folder.name)
def test_what_others_wrote_carries_its_licence_and_version(folder):
    assert "copyright" in (folder / "LICENSE").read_text().lower()
    assert re.fullmatch(r"\S+ \d+\.\d+\.\d+\n", (folder / "VERSION").read_text())


@pytest.mark.parametrize("folder", VENDORED, ids=lambda folder: folder.name)
def test_the_table_of_vendored_files_names_each_folder_at_its_version(folder):
    version = (folder / "VERSION").read_text().strip()
    row = f"| `{folder.relative_to(STATIC).as_posix()}/` | {version} |"
    assert row in (STATIC / "vendor" / "README.md").read_text()


def test_every_font_that_is_declared_is_there_and_no_other():
    declared = re.findall(r'url\("([^"]+)"\)', (STATIC / "fonts" / "fonts.css").read_text())
    here = {file.relative_to(STATIC / "fonts").as_posix() for file in STATIC.rglob("*.woff2")}
    assert len(declared) == len(set(declared))
    assert set(declared) == here


def test_every_icon_a_template_asks_for_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons" / "lucide.svg").read_text()))
    asked = {
        name
        for template in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r"""\bicon\(["']([a-z0-9-]+)["']""", template.read_text())
    }
    assert asked - drawn == set()


@pytest.mark.parametrize("family", ["Atkinson Hyperlegible Next", "Source Serif 4"])
def test_a_pdf_keeps_the_two_alphabets_of_a_family_apart(family):
    page = f'<p style=\'font-family: "{family}", "{family} Ext"\'>Anna from Łódź</p>'
    stylesheet = CSS(STATIC / "fonts" / "fonts.css", font_config=(faces := FontConfiguration()))
    document = HTML(string=page).write_pdf(stylesheets=[stylesheet], font_config=faces)
    fonts = PdfReader(io.BytesIO(document)).pages[0]["/Resources"]["/Font"]
    assert len(fonts) == 2
