"""The guide to writing an edition shows an edition that loads, and names every kind."""

import re
from pathlib import Path

import pytest

from accreditation.programme import Kind, SessionFormat
from accreditation.programme_file import ProgrammeFault, load_programme

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "write-an-edition.md"


@pytest.fixture(scope="module")
def guide():
    return GUIDE.read_text("utf-8")


@pytest.fixture(scope="module")
def example(guide):
    (block,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    return block


def test_the_edition_in_the_guide_loads(example):
    edition = load_programme(example, "our-edition-1.toml")
    assert edition.id == "our-edition-1"
    supervision = edition.stage("practice").requirement("supervision")
    assert supervision.formats == (SessionFormat(10, 90), SessionFormat(15, 60))


def test_the_guide_names_every_kind_of_requirement(guide):
    assert [kind for kind in Kind if f"| `{kind}` |" not in guide] == []


def test_the_fault_in_the_guide_is_the_one_that_is_told(guide, example):
    with pytest.raises(ProgrammeFault) as refused:
        load_programme(example.replace("count = 18\n", ""), "our-edition-1.toml")
    assert f"    {refused.value}\n" in guide
