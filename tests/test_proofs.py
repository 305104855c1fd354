"""The quick control of the long proofs (scripts/prove matrix): a planted mistake is seen."""

from bench.proofs import planted
from bench.proofs.policy import Policy
from kinkeeper.ground.access.actions import end_grant
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import MONITORING
from tests.cast import Cast

CAPABILITY = "people.read"


def more_than_declared(policy: Policy, cast: Cast) -> list[str]:
    asked = (cast.awa, cast.claire, cast.pierre, cast.nobody, cast.nadia)
    door = (CAPABILITY, MONITORING)
    return [
        account.name for account in asked
        if may(account, CAPABILITY, purpose=MONITORING) and not policy.passes(account, door)
    ]  # fmt: skip


def test_the_kept_table_and_the_program_agree_and_a_right_too_many_is_seen(cast: Cast) -> None:
    policy = Policy()
    assert policy.passes(cast.awa, (CAPABILITY, MONITORING))
    assert more_than_declared(policy, cast) == []
    with planted._widened(CAPABILITY, "administrator"):
        assert more_than_declared(policy, cast) == []  # administrators have no such purpose
    with planted._any_purpose(), planted._widened(CAPABILITY, "sponsor"):
        assert more_than_declared(policy, cast) == ["Claire"]


def test_an_ended_grant_that_goes_on_is_seen(cast: Cast) -> None:
    held = cast.awa.grants.get()
    end_grant(held, by=cast.machine, on=held.since)
    cast.awa.__dict__.pop("_granted", None)
    policy = Policy()
    assert more_than_declared(policy, cast) == []
    with planted._ended():
        assert more_than_declared(policy, cast) == ["Awa"]
