"""The verbs of accounts."""

from app.accounts.operations.administering import (
    close_account,
    open_account_again,
    reset_second_factor,
    take_role_back,
)
from app.accounts.operations.attempts import (
    Here,
    TooManyAttempts,
    attempt_went_well,
    begin_attempt,
    note_attempt,
)
from app.accounts.operations.factors import (
    end_second_factor,
    make_recovery_codes,
    set_second_factor,
    set_up_second_factor,
    take_second_factor_away,
    use_code,
    use_recovery_code,
)
from app.accounts.operations.links import (
    accept_invitation,
    answer_password_request,
    ask_for_password,
    change_own_password,
    end_links,
    invite,
    invite_again,
    reset_password,
    withdraw_invitation,
)
from app.accounts.operations.passwords import change_password
from app.accounts.operations.people import (
    choose_time_zone,
    end_role,
    give_role,
    open_account,
)
from app.accounts.operations.pruning import prune_sign_ins
from app.accounts.operations.sessions import (
    SEEN_EVERY,
    begin_session,
    end_session,
    end_sessions,
    note_seen,
    pass_second_factor,
)

__all__ = [
    "SEEN_EVERY",
    "Here",
    "TooManyAttempts",
    "accept_invitation",
    "answer_password_request",
    "ask_for_password",
    "attempt_went_well",
    "begin_attempt",
    "begin_session",
    "change_own_password",
    "change_password",
    "choose_time_zone",
    "close_account",
    "end_links",
    "end_role",
    "end_second_factor",
    "end_session",
    "end_sessions",
    "give_role",
    "invite",
    "invite_again",
    "make_recovery_codes",
    "note_attempt",
    "note_seen",
    "open_account",
    "open_account_again",
    "pass_second_factor",
    "prune_sign_ins",
    "reset_password",
    "reset_second_factor",
    "set_second_factor",
    "set_up_second_factor",
    "take_role_back",
    "take_second_factor_away",
    "use_code",
    "use_recovery_code",
    "withdraw_invitation",
]
