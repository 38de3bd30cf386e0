from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def outcome(pytester, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))

    def run(source, *options):
        pytester.makepyfile(source)
        return pytester.runpytest_subprocess(
            "-p", "tests.shape.no_skips", "-p", "no:cacheprovider", *options
        )

    return run


def test_a_run_in_which_every_test_answers_is_green(outcome):
    assert outcome("def test_it(): pass").ret == 0


@pytest.mark.parametrize(
    "source",
    [
        "import pytest\ndef test_it(): pytest.skip('no browser here')",
        "import pytest\n@pytest.mark.skip(reason='later')\ndef test_it(): pass",
        "import pytest\n@pytest.mark.xfail(reason='known')\ndef test_it(): assert False",
        "import pytest\npytest.importorskip('a_package_nobody_has')\ndef test_it(): pass",
    ],
    ids=["skip", "skip-mark", "xfail", "module-skip"],
)
def test_a_test_that_does_not_answer_turns_the_run_red(outcome, source):
    result = outcome(source)
    assert result.ret != 0
    result.stdout.fnmatch_lines(["*tests that did not say yes or no*"])


def test_a_test_left_out_by_its_marker_leaves_the_run_green(outcome):
    source = "import pytest\n@pytest.mark.slow\ndef test_later(): pass\ndef test_now(): pass"
    assert outcome(source, "-m", "not slow", "-W", "ignore").ret == 0
