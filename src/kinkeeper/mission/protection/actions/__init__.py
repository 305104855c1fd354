"""The verbs of protection: tell, judge, work on a case, share, safeguard."""

from kinkeeper.mission.protection.actions.casework import (
    Ground,
    add_entry,
    decline_step,
    hand_over,
    join_case,
    name_children,
    open_case,
    propose_step,
    take_step,
)
from kinkeeper.mission.protection.actions.consent import ground_anew, withdraw
from kinkeeper.mission.protection.actions.desk import (
    add_contact,
    ask_opinion,
    put_on_duty,
    set_superior,
    shut_contact,
    verify,
)
from kinkeeper.mission.protection.actions.following import Followed, add, follow
from kinkeeper.mission.protection.actions.naming import leave_out, name_more
from kinkeeper.mission.protection.actions.sharing import (
    Asked,
    answer_referral,
    open_to,
    refer,
    shut_opening,
)
from kinkeeper.mission.protection.actions.telling import Heard, Kept, tell, tell_as_colleague
from kinkeeper.mission.protection.actions.triage import (
    Judged,
    answer,
    conclude,
    decline_triage,
    judge,
    pass_on,
)

__all__ = [
    "Asked", "Followed", "Ground", "Heard", "Judged", "Kept", "add", "add_contact", "add_entry",
    "answer", "answer_referral", "ask_opinion", "conclude", "decline_step", "decline_triage",
    "follow", "ground_anew", "hand_over", "join_case", "judge", "leave_out", "name_children",
    "name_more", "open_case", "open_to", "pass_on", "propose_step", "put_on_duty", "refer",
    "set_superior", "shut_contact", "shut_opening",
    "take_step", "tell", "tell_as_colleague", "verify", "withdraw",
]  # fmt: skip
