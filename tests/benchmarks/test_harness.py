import json
import sys
import time

import pytest

from benchmarks import Samples, bench, interleave
from benchmarks.__main__ import main
from benchmarks.harness import registry
from benchmarks.harness.results import Target, judge


@pytest.fixture
def registered(monkeypatch):
    """The benchmarks of this test alone: modules of the project are imported, then set aside."""
    names = {}
    monkeypatch.setattr(registry, "REGISTRY", names)
    monkeypatch.setattr("benchmarks.__main__.discover", lambda package: None)
    return names


@pytest.fixture
def results_file(tmp_path):
    return tmp_path / "results.json"


def rows(file):
    return {row["name"]: row for row in json.loads(file.read_text())}


def test_ours_and_the_reference_take_turns_and_neither_always_goes_first():
    order = []
    interleave(lambda: order.append("o"), lambda: order.append("r"), rounds=4, warm_up=0)
    assert "".join(order) == "orroorro"


def test_a_warm_up_is_not_measured():
    samples = interleave(lambda: None, lambda: None, rounds=3, warm_up=2)
    assert (len(samples.ours), len(samples.reference)) == (3, 3)


def test_times_are_milliseconds():
    samples = interleave(lambda: time.sleep(0.02), lambda: None, rounds=1, warm_up=0)
    assert 20 <= samples.ours[0] < 500


def test_the_median_is_judged_so_that_one_slow_round_changes_nothing():
    samples = Samples(ours=[10, 11, 900], reference=[4, 4, 4])
    result = judge("page", "ms", Target.read("<= 3"), samples)
    assert (result.ours, result.reference, result.ratio, result.met) == (11, 4, 2.75, True)


def test_without_a_reference_the_figure_itself_is_judged():
    result = judge("queries", "queries", Target.read("<= 12"), Samples(ours=[13]))
    assert (result.ours, result.reference, result.ratio, result.met) == (13, None, None, False)


@pytest.mark.parametrize(
    ("target", "figure", "met"),
    [("<= 4", 4, True), ("< 4", 4, False), (">= 0.9", 0.9, True), ("> 1", 1, False)],
)
def test_a_target_says_on_which_side_of_its_bound_to_be(target, figure, met):
    assert Target.read(target).met_by(figure) is met


@pytest.mark.parametrize("target", ["4", "=< 4", "<= four", "about 4"])
def test_a_target_nobody_can_read_is_refused(target):
    with pytest.raises(ValueError, match="A target is written like"):
        bench("page", unit="ms", target=target)


def test_two_benchmarks_cannot_share_a_name(registered):
    bench("page", unit="ms", target="<= 4")(lambda: Samples([1]))
    with pytest.raises(ValueError, match="two benchmarks called page"):
        bench("page", unit="ms", target="<= 4")(lambda: Samples([1]))


def test_a_run_writes_one_row_a_benchmark_and_prints_them(registered, results_file, capsys):
    bench("page", unit="ms", target="<= 4")(lambda: Samples([6, 6], [2, 2], note="50 people"))
    assert main([], results_file) == 0
    assert json.loads(results_file.read_text()) == [
        {
            "name": "page",
            "unit": "ms",
            "ours": 6,
            "reference": 2,
            "ratio": 3,
            "target": "<= 4",
            "met": True,
            "note": "50 people",
        }
    ]
    assert "page  ms    6     2          3      <= 4    met  50 people" in capsys.readouterr().out


def test_asking_for_some_keeps_the_rows_of_the_others(registered, results_file):
    figures = {"page": 1, "save": 1}
    for name in figures:
        bench(name, unit="ms", target="<= 4")(lambda name=name: Samples([figures[name]]))
    main([], results_file)
    figures |= {"page": 2, "save": 2}
    assert main(["--only", "save"], results_file) == 0
    assert {name: row["ours"] for name, row in rows(results_file).items()} == {"page": 1, "save": 2}


def test_a_full_run_drops_the_row_of_a_benchmark_that_is_gone(registered, results_file):
    bench("page", unit="ms", target="<= 4")(lambda: Samples([1]))
    main([], results_file)
    registered.clear()
    bench("save", unit="ms", target="<= 4")(lambda: Samples([1]))
    main([], results_file)
    assert list(rows(results_file)) == ["save"]


def test_a_name_nobody_knows_is_refused_with_the_names_there_are(registered, results_file, capsys):
    bench("page", unit="ms", target="<= 4")(lambda: Samples([1]))
    assert main(["--only", "pgae"], results_file) == 2
    assert "No benchmark is called pgae. There is: page." in capsys.readouterr().err
    assert not results_file.exists()


def test_one_that_breaks_is_shown_and_the_others_are_still_measured(
    registered, results_file, capsys
):
    bench("broken", unit="ms", target="<= 4")(lambda: 1 / 0)
    bench("page", unit="ms", target="<= 4")(lambda: Samples([1]))
    assert main([], results_file) == 1
    assert list(rows(results_file)) == ["page"]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_modules_of_the_folder_are_found_and_folders_are_not_looked_into(
    registered, tmp_path, monkeypatch
):
    package = tmp_path / "figures_of_a_test"
    (package / "inner").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "inner" / "__init__.py").write_text("raise RuntimeError('looked into')")
    (package / "pages.py").write_text(
        "from benchmarks import bench, Samples\n"
        "@bench('found', unit='ms', target='<= 1')\ndef found(): return Samples([1])\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    __import__(package.name)
    registry.discover(sys.modules[package.name])
    assert list(registered) == ["found"]
