"""A repository that went away: what was seen stays, and no list is complete any more."""

from trustpub.audit.case import make_case
from trustpub.audit.judge import judge
from trustpub.audit.unseen import may_publish, unseen
from trustpub.audit.vanishing import GONE, vanished
from trustpub.observing.compare import differences
from trustpub.observing.model import Difference, Repository, Seen

from ..observing import worlds
from .build import environment, hub, lab, policy, ruleset

OPEN = {"beyond": {"deploys_from": "any ref"}}


def test_nothing_is_absent_of_it() -> None:
    """The ruleset that the config declares and nobody saw is unknown."""
    before = hub(environment(repository=worlds.REPOSITORY), name=worlds.REPOSITORY)

    def told(world: Repository) -> list[tuple[str, str]]:
        found = differences(worlds.plan(), [world])
        return [(one.state, one.reason) for one in found if one.kind == "github.tag-ruleset"]

    assert ["absent"] == [state for state, _ in told(before)]
    assert [("unknown", GONE)] == told(vanished(before))


def test_what_was_seen_is_judged() -> None:
    """An open environment is open; tags that no list protects are not told."""
    before = hub(environment(**OPEN), policy(), ruleset("refs/tags/x*"))

    found = {one.id for one in judge(make_case(vanished(before)))}

    assert "audit-unprotected-tags" in {one.id for one in judge(make_case(before))}
    assert {"audit-open-deployment"} == found
    assert GONE in {one.why for one in unseen(make_case(vanished(before)))}


def test_who_cannot_read_it_may_have_been_able_to() -> None:
    """A reviewer is not stale for a repository that nobody can read; who could is kept."""
    able = {"users/octocat": False, "teams/managers": True}
    gone = vanished(hub(environment(beyond={"reviewers_able": able})))

    assert {"teams/managers": True} == gone.seen[0].beyond["reviewers_able"]
    assert GONE == gone.seen[0].unseen["reviewers_able"]
    assert gone.seen == vanished(gone).seen


def test_policy_that_is_told_as_undeclared_is_told_once() -> None:
    """That nothing protects its tags goes with it; of a declared one it is told."""
    seen = policy("x*")
    world = hub(environment(), seen)
    beside = Difference(kind=seen.kind, name=seen.name, setting="", state="beside", reason="x")

    alone = {one.id for one in judge(make_case(world))}
    once = [one.id for one in judge(make_case(world, differences=[beside]))]

    assert {"audit-unprotected-tags"} == alone
    assert ["audit-beside"] == once


def test_what_may_publish() -> None:
    """Also what is declared to, and what hides whether it does; from afar nothing is asked."""
    staging = environment("staging")
    hidden = {"github.environment": "403"}
    broken = Seen(
        kind="gitlab.environment", name="group/lib/environment/x", state="broken", why="?"
    )

    assert may_publish(make_case(hub()))
    assert may_publish(make_case(hub(staging, unseen=hidden)))
    assert may_publish(make_case(lab(broken)))
    assert may_publish(make_case(hub(staging, name=worlds.REPOSITORY), worlds.plan()))
    assert not may_publish(make_case(hub(staging)))
    assert not may_publish(make_case(hub(staging, unseen=hidden, looked="from afar")))
