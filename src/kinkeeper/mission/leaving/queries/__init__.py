"""What this room answers: young people's ways, plans, papers, money, aftercare. The door."""

from kinkeeper.mission.leaving.models import (
    Allowance,
    Contact,
    Exit,
    Goal,
    IndependencePlan,
    Paper,
    SavingsAccount,
    SavingsEntry,
    Support,
    Way,
)
from kinkeeper.mission.leaving.queries.lists import (
    Followed,
    Growing,
    aftercare_list,
    contacts_due,
    overdue_stages,
    proposals_to_decide,
    youth_list,
)
from kinkeeper.mission.leaving.queries.money import (
    allowance,
    allowance_of,
    as_values,
    book_of,
    entries_of,
    open_account,
    open_allowances,
    payments_of,
    savings,
    savings_of,
    unpaid_of,
)
from kinkeeper.mission.leaving.queries.ways import (
    KINDS,
    contacts_of,
    evidence,
    exits_of,
    followers,
    goal,
    goals_of,
    holds,
    last_exit,
    last_way,
    papers_of,
    plan_of,
    plans_of,
    rhythm,
    rhythm_set,
    stands,
    state_of,
    supports_of,
    way,
    way_of,
    ways_by_ids,
)

__all__ = [
    "KINDS", "Allowance", "Contact", "Exit", "Followed", "Goal", "Growing", "IndependencePlan",
    "Paper", "SavingsAccount", "SavingsEntry", "Support", "Way", "aftercare_list", "allowance",
    "allowance_of", "as_values", "book_of", "contacts_due", "contacts_of", "entries_of",
    "evidence", "exits_of", "followers", "goal", "goals_of", "holds", "last_exit", "last_way",
    "open_account", "open_allowances", "overdue_stages", "papers_of", "payments_of", "plan_of",
    "plans_of", "proposals_to_decide", "rhythm", "rhythm_set", "savings", "savings_of", "stands",
    "state_of", "supports_of", "unpaid_of", "way", "way_of", "ways_by_ids", "youth_list",
]  # fmt: skip
