"""The map of criteria and evidence: every criterion, and the moments that stand for it."""

from accreditation.coverage import coverage
from accreditation.portfolio_contents import PortfolioContents
from accreditation.portfolio_document import Covering
from accreditation.shipped import criteria

FRAMEWORK = criteria("illustrative-criteria-1")
KEYS = [one.key for _, one in FRAMEWORK.criteria()]


def test_every_criterion_has_its_line_in_order_with_evidence_or_without():
    lines = coverage(FRAMEWORK, [], 3)
    assert [one.criterion for one in lines] == [one.wording for _, one in FRAMEWORK.criteria()]
    assert all(one.moments == () and one.most == 3 for one in lines)
    assert {one.mark for one in lines} == {FRAMEWORK.mark} != {""}


def test_a_moment_stands_for_each_of_its_criteria_with_its_stage():
    lines = coverage(FRAMEWORK, [(7, "Stage 1", KEYS[:2]), (9, "Stage 2", KEYS[1:2])], 3)
    assert lines[0].moments == (Covering(7, "Stage 1"),)
    assert lines[1].moments == (Covering(7, "Stage 1"), Covering(9, "Stage 2"))
    assert lines[2].moments == ()


def test_there_is_room_below_the_bound_and_always_without_one():
    assert PortfolioContents(moments_per_criterion=3).room(2)
    assert not PortfolioContents(moments_per_criterion=3).room(3)
    assert PortfolioContents().room(300)
