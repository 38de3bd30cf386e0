import ast
import re
from pathlib import Path

import pytest

from tests.shape.sources import ROOT, name_of, project_files

# Written so that this file does not find itself.
WORKPLACE = re.compile(
    r"(?<![\w.])/(?:wor" r"k|op" r"t)/"
    r"|/tmp/att" r"une"
    r"|\bfar" r"m-[a-z]"
    r"|py" r"pi\.org|python" r"hosted\.org|registry\.np" r"mjs"
)  # fmt: skip
ADDRESS = re.compile(r"https?://|file:|--(?:extra-)?index-url|--find-links")
MOST_LINES_IN_A_FILE = 300
MOST_LINES_IN_A_FUNCTION = 50
ENVIRONMENT = {"environ", "environb", "getenv", "getenvb", "putenv"}


def text_of(file: Path) -> str:
    """Empty for what is not text."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def is_ours(file: Path) -> bool:
    name = name_of(file)
    return name.startswith(("app/", "accreditation/")) and "/static/vendor/" not in name


def test_no_file_names_the_machine_it_was_written_on():
    found = [
        f"{name_of(file)}:{number}: {line.strip()[:80]}"
        for file in project_files()
        for number, line in enumerate(text_of(file).splitlines(), 1)
        if WORKPLACE.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("lock", ["runtime.txt", "dev.txt"])
def test_a_lock_has_a_hash_for_every_package_and_no_address(lock):
    text = (ROOT / "requirements" / lock).read_text()
    packages = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    assert len(packages) > 30
    assert [p.splitlines()[0] for p in packages if not re.match(r"[a-z0-9.-]+==\S+ ", p)] == []
    assert [p.splitlines()[0] for p in packages if "--hash=sha256:" not in p] == []
    assert ADDRESS.search(text) is None


def test_what_runs_is_locked_at_the_same_version_for_tests():
    runtime, dev = (
        set(re.findall(r"^(\S+==\S+)", (ROOT / "requirements" / lock).read_text(), re.MULTILINE))
        for lock in ("runtime.txt", "dev.txt")
    )
    assert runtime - dev == set()


def reads_of_the_environment(tree: ast.AST) -> list[int]:
    reads = []
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="os"), attr=attr) if attr in ENVIRONMENT:
                reads.append(node.lineno)
            case ast.ImportFrom(module="os", names=names):
                reads += [node.lineno for name in names if name.name in ENVIRONMENT]
    return reads


def test_only_config_reads_the_environment():
    found = [
        f"{name_of(file)}:{line}"
        for file in project_files(".py")
        if not name_of(file).startswith(("config.py", "deploy/", "tests/", "benchmarks/"))
        for line in reads_of_the_environment(ast.parse(text_of(file)))
    ]
    assert found == []


def test_every_way_of_reading_the_environment_is_seen():
    ways = "import os\nos.environ['A']\nos.getenv('A')\nfrom os import environ\n"
    assert sorted(reads_of_the_environment(ast.parse(ways))) == [2, 3, 4]


def test_every_file_is_short_enough_to_have_one_subject():
    found = {
        name_of(file): lines
        for file in project_files(".py", ".js", ".css")
        if is_ours(file)
        if (lines := len(text_of(file).splitlines())) > MOST_LINES_IN_A_FILE
    }
    assert found == {}


def test_every_function_is_short_enough_to_read_at_once():
    found = {
        f"{name_of(file)}:{node.lineno} {node.name}": lines
        for file in project_files(".py")
        if is_ours(file)
        for node in ast.walk(ast.parse(text_of(file)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_IN_A_FUNCTION
    }
    assert found == {}
