"""The part of the table about clients, the people in a case, and cycles."""

from __future__ import annotations

from app.models.case_record import JournalEntry
from app.models.casework import CasePerson, Client, Cycle
from app.models.consent_scans import ConsentScan
from app.policies.actors import as_supervisor, as_trainee
from app.policies.brought import client_was_brought, cycle_was_brought
from app.policies.rule import Rule
from app.policies.scans import scan_in_my_case, scan_is_not_gone, scan_is_whole
from app.policies.training import (
    client_of_my_trainee,
    cycle_is_not_confirmed,
    cycle_of_my_trainee,
    has_no_account,
    in_my_case,
    it_is_me,
    own_client,
    own_cycle,
    own_journal,
)

OF_CASEWORK: dict[str, Rule] = {
    "client.see": Rule(
        Client,
        ((as_trainee, own_client), (as_supervisor, client_of_my_trainee, client_was_brought)),
    ),
    "client.change": Rule(Client, ((as_trainee, own_client),)),
    "case_person.answer_for": Rule(CasePerson, ((as_trainee, in_my_case, has_no_account),)),
    "case_person.answer_as": Rule(CasePerson, ((it_is_me,),)),
    "consent_scan.open": Rule(
        ConsentScan, ((as_trainee, scan_in_my_case, scan_is_whole, scan_is_not_gone),)
    ),
    "consent_scan.remove": Rule(
        ConsentScan, ((as_trainee, scan_in_my_case, scan_is_whole, scan_is_not_gone),)
    ),
    "cycle.see": Rule(
        Cycle,
        ((as_trainee, own_cycle), (as_supervisor, cycle_of_my_trainee, cycle_was_brought)),
    ),
    "cycle.change": Rule(Cycle, ((as_trainee, own_cycle, cycle_is_not_confirmed),)),
    "cycle.note": Rule(Cycle, ((as_trainee, own_cycle),)),
    "cycle.supervise": Rule(Cycle, ((as_supervisor, cycle_of_my_trainee, cycle_was_brought),)),
    "journal_entry.keep": Rule(JournalEntry, ((as_trainee, own_journal),)),
}
