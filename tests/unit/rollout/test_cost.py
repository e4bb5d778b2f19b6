"""What a run costs at most: what goes counts too, as far as the journal tells what was there."""

from pathlib import Path

import pytest
import yaml

from trustpub.config import Config
from trustpub.plan import make_plan
from trustpub.rollout.history import work
from trustpub.rollout.limits.cost import foretold, own
from trustpub.rollout.limits.foresight import repeated, sentences
from trustpub.rollout.limits.ledger import Ledger
from trustpub.rollout.limits.past import Past, on_forges
from trustpub.rollout.limits.table import FRESH
from trustpub.rollout.model import Line

from .made import config, history, line

NAME = "github:octo-org/p"
PLAN = make_plan(config())
EXAMPLE = Path(__file__).parents[3] / "examples/gitlab/release.yaml"
GITLAB = make_plan(Config.model_validate(yaml.safe_load(EXAMPLE.read_text())))
GONE = "github.environment octo-org/p/environment/old"


def begun(second: int, *made: str, older: bool = False) -> Line:
    """An engine was started, for all this."""
    return line("begun", second, name=NAME, host="here", engine=7, made=None if older else made)


def good(second: int) -> Line:
    """And it ended well."""
    return line("ended", second, name=NAME, outcome="changed", fingerprint="x")


@pytest.mark.parametrize(
    ("lines", "made"),
    [
        ([], ()),
        ([begun(1, "a", "b")], ("a", "b")),
        ([begun(1, "a", "b"), good(2)], ("a", "b")),
        ([begun(1, "a", "b"), good(2), begun(3, "b", "c")], ("a", "b", "c")),
        ([begun(1, "a"), good(2), begun(3, "b"), begun(4, "c"), good(5)], ("c",)),
        ([begun(1, older=True), good(2)], None),
        ([begun(1, older=True), good(2), begun(3, "a")], None),
        ([begun(1, older=True), good(2), begun(3, "a"), good(4)], ("a",)),
    ],
)
def test_what_there_may_be(lines: list[Line], made: tuple[str, ...] | None) -> None:
    """All that was declared since the last good end, and at it; older journals do not tell."""
    assert made == work(NAME, "p", config(), "x", history(*lines), "here").made


def test_what_goes_is_counted() -> None:
    """Read before and after, and one write; a preview only looks at it where it looks at all."""
    before, after = own(PLAN, "apply"), own(PLAN, "apply", past=Past((GONE, *on_forges(PLAN))))

    assert before.reads["github"] + 2 == after.reads["github"]
    assert before.writes["github"] + 1 == after.writes["github"]
    plan = own(PLAN, "plan", past=Past((GONE,)))
    assert (own(PLAN, "plan").reads, {}) == (
        plan.reads,
        {k: v for k, v in plan.writes.items() if v},
    )
    full = own(PLAN, "plan", True, Past((GONE,)))
    assert own(PLAN, "plan", True).reads["github"] + 1 == full.reads["github"]


def test_rulesets_are_asked_for_once_however_many() -> None:
    """One list before the first write, in a preview too; a plan without any asks for none."""
    tags = [{"pattern": one, "created_by": {"roles": ["admin"]}} for one in ("v*", "x*")]
    one, two = (make_plan(config(tags=tags[:count])) for count in (1, 2))

    looks = [own(plan, "plan").reads["github"] for plan in (PLAN, one, two)]

    assert [0, 1, 1] == [count - looks[0] for count in looks]
    assert "github" not in own(GITLAB, "plan").reads


def test_what_is_made_anew_is_counted_twice() -> None:
    """GitLab's protections have no update."""
    kinds = [one.kind for one in GITLAB.resources]
    anew = sum(kind.startswith("gitlab.protected-") for kind in kinds)
    once, twice = own(GITLAB, "apply"), own(GITLAB, "apply", past=Past(on_forges(GITLAB)))

    assert 3 == anew
    assert once.writes["gitlab"] + anew == twice.writes["gitlab"]
    assert own(PLAN, "apply") == own(PLAN, "apply", past=Past(on_forges(PLAN)))


def test_another_forge_that_goes() -> None:
    """What was on GitHub goes with the forge."""
    cost = foretold([GITLAB], "apply", 1, before=[Past((GONE,))])

    assert (2, 1) == (cost.reads["github"], cost.writes["github"])


def test_what_was_left_in_the_middle_is_looked_at() -> None:
    """As the budget counts it."""
    assert (
        own(PLAN, "apply", past=Past((), True)).reads["github"] > own(PLAN, "apply").reads["github"]
    )


def test_what_is_not_known_is_said() -> None:
    """A journal of an older version does not tell what was there."""
    cost = foretold([PLAN, PLAN], "apply", 2, before=[Past(None), Past(())])

    told = sentences(cost, Ledger(), 0.0)

    assert told[-1].startswith("1 repository: what they no longer declare is not in that")
    assert 1 == len(sentences(foretold([PLAN], "apply", 2), Ledger(), 0.0))


def test_what_is_asked_once_is_asked_again() -> None:
    """Every ten minutes of a run four times as long; each repository for its own at most."""
    cost = foretold([PLAN] * 10, "apply", 2)
    reads = cost.reads["github"]

    assert cost == repeated(cost, FRESH / 4 - 1)
    assert reads + cost.once == repeated(cost, FRESH / 4).reads["github"]
    assert reads + 9 * cost.once == repeated(cost, 1e6).reads["github"]
