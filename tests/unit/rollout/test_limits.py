"""The budget of a run, against a GitHub with a made-up clock."""

import math
from pathlib import Path

import pytest
import yaml

from trustpub.config import Config
from trustpub.plan import make_plan
from trustpub.rollout.limits.budget import Budget
from trustpub.rollout.limits.cost import foretold, own
from trustpub.rollout.limits.foresight import sentences
from trustpub.rollout.model import Work

from .simulated import START, Hour, World, budget_of

EXAMPLE = Path(__file__).parents[3] / "examples/github/release.yaml"
CONFIG = Config.model_validate(yaml.safe_load(EXAMPLE.read_text()))


def works(count: int) -> list[Work]:
    """So many repositories."""
    return [Work(f"github:o/p{n}", f"p{n}", CONFIG, "x", True, False) for n in range(count)]


@pytest.mark.parametrize(
    ("parallel", "seconds"), [(2, (0.8, 2.0)), (2, (1.5, 3.5)), (8, (1.0, 6.0)), (1, (1.0, 1.5))]
)
def test_a_thousand_use_nine_tenths(parallel: int, seconds: tuple[float, float]) -> None:
    """Of the points, and never more than all of them in any minute; nobody looks all the time."""
    world = World(Hour(100_000), parallel)

    world.run(budget_of(world), works(1000), seconds)

    assert 1000 == len(world.done)
    assert world.most() <= 900
    assert world.share() >= 0.9
    assert world.idle < 6000


@pytest.mark.parametrize("limit", [(1800.0, 60.0), (120.0, 6.0), (60.0, 60.0)])
def test_other_limits_are_kept(limit: tuple[float, float]) -> None:
    """Larger and smaller ones, and one that only one repository fits into."""
    world = World(Hour(100_000), 4)

    world.run(budget_of(world, limit), works(60), (0.5, 1.0))

    assert world.most(limit[1]) <= limit[0]
    assert 60 == len(world.done)


def test_shards_share_the_points() -> None:
    """Each of four takes a quarter, each of a hundred what one repository takes in some minutes."""
    world, other = World(Hour(100_000), 2), World(Hour(100_000), 2)

    world.run(budget_of(world, sharers=4), works(40), (1.0, 2.0))
    other.run(budget_of(other, sharers=100), works(4), (1.0, 2.0))

    assert world.most() <= 225
    assert other.most(333.0) <= 50
    assert [4, 40] == [len(one.done) for one in (other, world)]


def test_the_hour_is_waited_for() -> None:
    """2,875 requests of 1,000 an hour: none is refused, and only two resets are waited for."""
    world = World(Hour(1000), 2)

    world.run(budget_of(world), works(125), (1.0, 2.0))

    assert (125, 0) == (len(world.done), world.hour.refused)
    assert 7200 < world.now - START < 7200 + 400


def test_what_others_sent_counts() -> None:
    """The hour is half gone already, and others go on with it."""
    world = World(Hour(1000), 2)
    world.hour.ask(START, 500)

    world.run(budget_of(world), works(30), (1.0, 2.0))

    assert (30, 0) == (len(world.done), world.hour.refused)
    assert world.now - START > 3600


@pytest.mark.parametrize("parallel", [1, 2, 8])
def test_what_all_ask_is_asked_once(parallel: int) -> None:
    """However many ask, and once more every ten minutes: never more than was foretold."""
    world = World(Hour(100_000), parallel)
    one = budget_of(world)
    plan = make_plan(CONFIG)
    cost = foretold([plan] * 1000, "apply", parallel)
    (told, *_) = sentences(cost, one.ledger, START)

    world.run(one, works(1000), (1.0, 4.0))

    minutes = (world.now - START) / 60
    assert 40 < minutes < 60
    (times,) = set(world.asked.values())
    assert minutes // 10 <= times <= math.ceil(minutes / 10)
    reads = 1000 * own(plan, "apply").reads["github"] + world.asked.total()
    assert reads <= int(told.split("github: ")[1].split(" ")[0].replace(",", "")) < 1.01 * reads


def test_without_a_limit_nobody_waits() -> None:
    """`--github-points 0`, on a server that tells of no hour."""
    world = World(Hour(100_000), 4)
    budget = budget_of(world, (0.0, 60.0))
    budget.ledger = budget.ledger._replace(told={})

    world.run(budget, works(100), (1.0, 1.0))

    assert world.now - START < 60
    assert isinstance(budget, Budget)
