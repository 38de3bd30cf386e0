"""The table of rules: who may do what. Readable in one sitting, and nothing else decides.

Each line is one way to be allowed; all conditions on the line must hold.
A rule without a subject is about the actor alone. `docs/access.md` is printed from this table.
"""

from __future__ import annotations

from app.models.casework import CasePerson, Client, Cycle
from app.models.footage import Clip, Recording
from app.models.meetings import StageMeeting
from app.models.moments import Moment, Track
from app.models.notices import Notice
from app.models.panel import Decision
from app.models.people import Person
from app.models.portfolio import Portfolio, Submission, SubmissionStill
from app.models.presentations import Presentation
from app.models.programme import Course, EditionInUse, Enrolment
from app.models.register import Certificate
from app.models.sign_in import BrowserSession
from app.models.supervision import SupervisionSession
from app.policies.accounts import browser_not_signed_out, own_browser
from app.policies.actors import (
    anyone_signed_in,
    as_accreditor,
    as_registrar,
    as_service_lead,
    as_supervisor,
    as_trainee,
    enrolled_now,
)
from app.policies.evidence import (
    decision_about_my_trainee,
    decision_of_my_panel,
    document_is_built,
    not_decided,
    on_its_panel_now,
    own_certificate,
    own_decision,
    own_submission,
    still_agreed_for_filming,
    still_agreed_for_other_supervisors,
    still_of_own_submission,
    still_on_my_panel_now,
    stills_agreed_for_filming,
    stills_agreed_for_other_supervisors,
)
from app.policies.footage import (
    FOR_FILMING,
    FOR_OTHER_SUPERVISORS,
    FOR_SUPERVISION,
    can_be_played,
    clip_is_kept,
    has_its_timeline,
    in_own_track,
    moment_is_kept,
    moment_is_shared,
    moment_on_my_trainees_recording,
    moment_on_own_recording,
    not_erased,
    own_clip,
    own_presentation,
    own_recording,
    own_track,
    presentation_open_to_me,
    presented_to_me_now,
    recording_of_my_trainee,
    recording_was_brought,
    still_uploading,
)
from app.policies.notices import for_a_role_still_held, own_notice
from app.policies.rule import Rule, Way
from app.policies.rules_of_services import OF_SERVICES
from app.policies.services import is_not_my_line_manager
from app.policies.training import (
    client_of_my_trainee,
    client_was_brought,
    cycle_is_not_confirmed,
    cycle_of_my_trainee,
    cycle_was_brought,
    enrolment_is_active,
    enrolment_supervised_by_me,
    has_no_account,
    holds_the_accreditor_role,
    holds_the_supervisor_role,
    holds_the_trainee_role,
    in_my_case,
    is_somebody_else,
    it_is_me,
    meeting_i_hold,
    meeting_is_not_recorded,
    meeting_of_my_trainee,
    never_supervised_me,
    own_client,
    own_cycle,
    own_enrolment,
    own_meeting,
    own_portfolio,
    own_session,
    session_i_held,
    session_is_signed,
    session_is_unsigned,
    session_of_my_trainee,
)

_supervised_footage: Way = (as_supervisor, recording_of_my_trainee, recording_was_brought)

ABOUT_THE_ACTOR: dict[str, tuple[Way, ...]] = {
    "account.use": ((anyone_signed_in,),),
    "training.follow": ((as_trainee,),),
    "client.add": ((as_trainee, enrolled_now),),
    "caseload.see": ((as_supervisor,),),
    "reviews.see": ((as_accreditor,),),
    "presentations.receive": ((as_supervisor,), (as_accreditor,)),
    "training.administer": ((as_registrar,),),
    "services.lead": ((as_service_lead,),),
    "people.administer": ((as_registrar,),),
}

# What a person may do in no role: before their second factor, or once their last role has ended.
IN_NO_ROLE = {"account.use", "browser_session.end", "case_person.answer_as", "notice.read"}

RULES: dict[str, Rule] = {
    **{action: Rule(None, ways) for action, ways in ABOUT_THE_ACTOR.items()},
    # accounts
    "person.administer": Rule(Person, ((as_registrar,),)),
    "browser_session.end": Rule(BrowserSession, ((own_browser, browser_not_signed_out),)),
    # notices
    "notice.read": Rule(Notice, ((own_notice, for_a_role_still_held),)),
    # people to choose from
    "person.enrol": Rule(Person, ((as_registrar, holds_the_trainee_role),)),
    "person.allocate": Rule(Person, ((as_registrar, holds_the_supervisor_role),)),
    "person.put_on_panel": Rule(Person, ((as_registrar, holds_the_accreditor_role),)),
    "person.ask_to_meet": Rule(
        Person,
        (
            (
                as_trainee,
                holds_the_supervisor_role,
                is_somebody_else,
                never_supervised_me,
                is_not_my_line_manager,
            ),
        ),
    ),
    **OF_SERVICES,
    # training
    "edition.administer": Rule(EditionInUse, ((as_registrar,),)),
    "course.run": Rule(Course, ((as_registrar,),)),
    "enrolment.administer": Rule(Enrolment, ((as_registrar,),)),
    "enrolment.follow": Rule(
        Enrolment, ((as_trainee, own_enrolment), (as_supervisor, enrolment_supervised_by_me))
    ),
    "enrolment.work_on": Rule(Enrolment, ((as_trainee, own_enrolment, enrolment_is_active),)),
    "enrolment.withdraw": Rule(
        Enrolment,
        ((as_registrar, enrolment_is_active), (as_trainee, own_enrolment, enrolment_is_active)),
    ),
    "enrolment.supervise": Rule(
        Enrolment, ((as_supervisor, enrolment_supervised_by_me, enrolment_is_active),)
    ),
    # casework
    "client.see": Rule(
        Client,
        ((as_trainee, own_client), (as_supervisor, client_of_my_trainee, client_was_brought)),
    ),
    "client.change": Rule(Client, ((as_trainee, own_client),)),
    "case_person.answer_for": Rule(CasePerson, ((as_trainee, in_my_case, has_no_account),)),
    "case_person.answer_as": Rule(CasePerson, ((it_is_me,),)),
    "cycle.see": Rule(
        Cycle,
        ((as_trainee, own_cycle), (as_supervisor, cycle_of_my_trainee, cycle_was_brought)),
    ),
    "cycle.change": Rule(Cycle, ((as_trainee, own_cycle, cycle_is_not_confirmed),)),
    "cycle.supervise": Rule(Cycle, ((as_supervisor, cycle_of_my_trainee, cycle_was_brought),)),
    # footage: consent is part of every way in
    "recording.follow": Rule(
        Recording, ((as_trainee, own_recording), (*_supervised_footage, not_erased))
    ),
    "recording.declare_in_shot": Rule(Recording, ((as_trainee, own_recording, not_erased),)),
    "recording.upload": Rule(Recording, ((as_trainee, own_recording, still_uploading),)),
    "recording.erase": Rule(Recording, ((as_trainee, own_recording, not_erased),)),
    "recording.see_who_watched": Rule(Recording, ((as_trainee, own_recording),)),
    "recording.watch": Rule(
        Recording,
        (
            (as_trainee, own_recording, can_be_played, *FOR_FILMING),
            (*_supervised_footage, can_be_played, *FOR_SUPERVISION),
            (as_supervisor, presented_to_me_now, can_be_played, *FOR_OTHER_SUPERVISORS),
            (as_accreditor, presented_to_me_now, can_be_played, *FOR_OTHER_SUPERVISORS),
        ),
    ),
    "recording.annotate": Rule(
        Recording,
        (
            (as_trainee, own_recording, has_its_timeline, *FOR_FILMING),
            (*_supervised_footage, has_its_timeline, *FOR_SUPERVISION),
        ),
    ),
    "recording.clip": Rule(
        Recording, ((as_trainee, own_recording, has_its_timeline, *FOR_FILMING),)
    ),
    "clip.change": Rule(Clip, ((as_trainee, own_clip, clip_is_kept),)),
    "track.share": Rule(Track, ((own_track,),)),
    "moment.read": Rule(
        Moment,
        (
            (in_own_track, moment_is_kept),
            (as_trainee, moment_on_own_recording, moment_is_shared, moment_is_kept),
            (as_supervisor, moment_on_my_trainees_recording, moment_is_shared, moment_is_kept),
        ),
    ),
    "moment.change": Rule(Moment, ((in_own_track, moment_is_kept),)),
    # presentations and stage meetings
    "recording.present": Rule(
        Recording, ((as_trainee, own_recording, has_its_timeline, *FOR_OTHER_SUPERVISORS),)
    ),
    "presentation.see": Rule(
        Presentation,
        (
            (as_trainee, own_presentation),
            (as_supervisor, presentation_open_to_me),
            (as_accreditor, presentation_open_to_me),
        ),
    ),
    "presentation.end": Rule(Presentation, ((as_trainee, own_presentation),)),
    "stage_meeting.see": Rule(
        StageMeeting,
        (
            (as_trainee, own_meeting),
            (as_supervisor, meeting_of_my_trainee),
            (as_supervisor, meeting_i_hold),
        ),
    ),
    "stage_meeting.take_back": Rule(
        StageMeeting, ((as_trainee, own_meeting, meeting_is_not_recorded),)
    ),
    "stage_meeting.record": Rule(
        StageMeeting, ((as_supervisor, meeting_i_hold, meeting_is_not_recorded),)
    ),
    # supervision
    "session.see": Rule(
        SupervisionSession,
        ((as_trainee, own_session, session_is_signed), (as_supervisor, session_of_my_trainee)),
    ),
    "session.change": Rule(
        SupervisionSession,
        ((as_supervisor, session_i_held, session_of_my_trainee, session_is_unsigned),),
    ),
    "session.sign": Rule(
        SupervisionSession,
        ((as_supervisor, session_i_held, session_of_my_trainee, session_is_unsigned),),
    ),
    # portfolio, panel, register
    "portfolio.build": Rule(Portfolio, ((as_trainee, own_portfolio),)),
    "submission.see": Rule(
        Submission, ((as_trainee, own_submission), (as_accreditor, on_its_panel_now))
    ),
    "submission.administer": Rule(Submission, ((as_registrar,),)),
    "submission.review": Rule(Submission, ((as_accreditor, on_its_panel_now, not_decided),)),
    "submission.read_document": Rule(
        Submission,
        (
            (as_trainee, own_submission, document_is_built, stills_agreed_for_filming),
            (
                as_accreditor,
                on_its_panel_now,
                document_is_built,
                stills_agreed_for_other_supervisors,
            ),
        ),
    ),
    "submission_still.see": Rule(
        SubmissionStill,
        (
            (as_trainee, still_of_own_submission, still_agreed_for_filming),
            (as_accreditor, still_on_my_panel_now, still_agreed_for_other_supervisors),
        ),
    ),
    "decision.see": Rule(
        Decision,
        (
            (as_trainee, own_decision),
            (as_supervisor, decision_about_my_trainee),
            (as_accreditor, decision_of_my_panel),
            (as_registrar,),
        ),
    ),
    "certificate.see": Rule(Certificate, ((as_trainee, own_certificate), (as_registrar,))),
}
