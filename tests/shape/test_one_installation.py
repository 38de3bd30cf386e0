from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parents[2]
SOURCE = """
import pytest

@pytest.mark.one_machine("settings of SQLite's own")
def test_small(): pass

@pytest.mark.services("the bucket")
def test_large(): pass

def test_on_both(): pass
"""


@pytest.mark.parametrize(
    ("database", "left_out"),
    [
        (None, "test_large: the bucket"),
        ("postgresql:///{}", "test_small: settings of SQLite's own"),
    ],
    ids=["one machine", "services"],
)
def test_what_is_about_the_other_installation_is_left_out_and_named(
    pytester, monkeypatch, database, left_out
):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("ATTUNE_TEST_DATABASE_URL", raising=False)
    if database:
        monkeypatch.setenv("ATTUNE_TEST_DATABASE_URL", database)
    pytester.makepyfile(SOURCE)
    result = pytester.runpytest_subprocess(
        "-p", "tests.shape.one_installation", "-p", "no:cacheprovider", "-W", "ignore"
    )
    result.assert_outcomes(passed=2, deselected=1)
    result.stdout.fnmatch_lines(["*1 not about this installation*", f"*{left_out}"])
