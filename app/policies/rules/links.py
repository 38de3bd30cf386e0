"""The table of what opens with a client's own link: rules of their own, asked for no person."""

from __future__ import annotations

from accreditation.consent import Purpose
from app.models.case_record import Goal
from app.models.casework import CasePerson
from app.models.consent_scans import ConsentScan
from app.models.footage import Recording
from app.models.highlights import LinkCode
from app.models.reels import Reel
from app.models.rights import ClientLink
from app.policies.blurs import blurs_of_reel_are_confirmed
from app.policies.footage import (
    everyone_agreed_to,
    filming_was_agreed_before,
    has_its_timeline,
    list_is_confirmed,
    reel_has_all_its_clips,
    reel_is_kept,
    reel_is_made,
)
from app.policies.link_highlights import (
    code_is_in_its_time,
    code_is_not_ended,
    numbers_were_typed_here,
    of_the_film_of_the_reel,
    reel_was_opened_to_them,
    these_numbers_hold,
    told_for_this_link,
    typed_not_long_ago,
    whoever_asks,
)
from app.policies.links import (
    OPENS,
    LinkCondition,
    LinkRule,
    film_is_kept,
    goal_is_their_own,
    link_answers_for_somebody_in_shot,
    link_answers_for_them,
    link_opens,
    no_other_adult_unless_with_them,
)
from app.policies.scans import (
    scan_is_not_gone,
    scan_is_of_somebody_the_link_answers_for,
    scan_is_their_own_or_no_other_adult_is_there,
    scan_is_whole,
)

# Somebody the link answers for is in shot, so nothing asks here that anybody is.
_FILM: tuple[LinkCondition, ...] = (
    link_answers_for_somebody_in_shot,
    no_other_adult_unless_with_them,
    whoever_asks(has_its_timeline),
    whoever_asks(list_is_confirmed),
    whoever_asks(filming_was_agreed_before),
    whoever_asks(everyone_agreed_to(Purpose.SHARED_REVIEW)),
)

_LISTED: tuple[LinkCondition, ...] = (
    link_opens,
    link_answers_for_somebody_in_shot,
    no_other_adult_unless_with_them,
    film_is_kept,
)

_HIGHLIGHTS: tuple[LinkCondition, ...] = (
    link_opens,
    numbers_were_typed_here,
    typed_not_long_ago,
    these_numbers_hold,
    reel_was_opened_to_them,
    *(whoever_asks(one) for one in (reel_is_kept, reel_has_all_its_clips, reel_is_made)),
    whoever_asks(blurs_of_reel_are_confirmed),
    *(of_the_film_of_the_reel(one) for one in _FILM),
)

LINK_RULES: dict[str, LinkRule] = {
    "your_page.see": LinkRule(ClientLink, OPENS),
    "your_page.answer": LinkRule(CasePerson, (link_opens, link_answers_for_them)),
    "your_page.rate": LinkRule(Goal, (link_opens, goal_is_their_own)),
    "your_page.list_film": LinkRule(Recording, _LISTED),
    "your_page.refuse_film": LinkRule(Recording, _LISTED),
    "your_page.list_scan": LinkRule(
        ConsentScan,
        (
            link_opens,
            scan_is_of_somebody_the_link_answers_for,
            scan_is_their_own_or_no_other_adult_is_there,
            whoever_asks(scan_is_whole),
            whoever_asks(scan_is_not_gone),
        ),
    ),
    "your_page.type_code": LinkRule(
        LinkCode, (link_opens, told_for_this_link, code_is_not_ended, code_is_in_its_time)
    ),
    "your_page.watch": LinkRule(Reel, _HIGHLIGHTS),
    "your_page.copy": LinkRule(
        Reel,
        (
            *_HIGHLIGHTS,
            of_the_film_of_the_reel(whoever_asks(everyone_agreed_to(Purpose.CLIENT_COPY))),
        ),
    ),
}
