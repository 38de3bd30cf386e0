import re

from tests.shape.sources import ROOT, name_of, project_files


def test_the_readme_names_every_setting_and_no_other():
    read = set(re.findall(r'"(ATTUNE_[A-Z_]+)"', (ROOT / "config.py").read_text()))
    told = set(
        re.findall(r"^\| `(ATTUNE_[A-Z_]+)`", (ROOT / "README.md").read_text(), re.MULTILINE)
    )
    assert read == told


def test_the_readme_names_every_target():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)) - {"help"}
    readme = (ROOT / "README.md").read_text()
    assert targets == set(re.findall(r"(?:^|`)make ([a-z-]+)", readme, re.MULTILINE))


def test_every_link_between_documents_leads_somewhere():
    broken = [
        f"{name_of(document)}: {target}"
        for document in project_files(".md")
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", document.read_text())
        if not (document.parent / target).exists()
    ]
    assert broken == []


def test_every_decision_is_in_the_index():
    index = (ROOT / "docs" / "decisions" / "README.md").read_text()
    pages = sorted(file.name for file in (ROOT / "docs" / "decisions").glob("0*.md"))
    assert sorted(re.findall(r"\]\((0\d+-[a-z0-9-]+\.md)\)", index)) == pages
    assert [page[:4] for page in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]
