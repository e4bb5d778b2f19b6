"""Read-back: after everything was made, the forges are asked what they now store."""

import asyncio
import os
import time
from typing import Any, TypedDict

import pulumi

from trustpub.model import Plan
from trustpub.observing.budget import sentence
from trustpub.reader import between
from trustpub.render import text
from trustpub.verifying.model import Verified
from trustpub.verifying.problems import problems, unknowns
from trustpub.verifying.telling import complaint
from trustpub.verifying.verify import verify

from .ending import at_the_end
from .taking import none_left

PAUSE = 2.0
"""Seconds before a difference is looked at once more: what was just written may lag behind."""


class ReadBackArgs(TypedDict):
    """What is to be found."""

    plan: dict[str, Any]
    """`trustpub.model.Plan` as JSON."""


class ReadBack(pulumi.ComponentResource):
    """The end of a release project: an `up` after which a forge stores something else fails.

    It holds nothing itself, so that it is the same in every `up`, and is read in each all the same.
    """

    def __init__(
        self,
        name: str,
        args: ReadBackArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("trustpub:index:ReadBack", name, {}, opts)
        plan = Plan.model_validate(args["plan"])

        async def last() -> None:
            await read_back(plan, removed=True)

        # Registered after all that it depends on; what is to go is still there then.
        async def early(urn: str) -> str:
            await read_back(plan, removed=False)
            return urn

        if not pulumi.runtime.is_dry_run() and not at_the_end(last):
            self.told: pulumi.Output[str] = self.urn.apply(early)
        self.register_outputs({})


async def read_back(plan: Plan, removed: bool) -> None:
    """Ask, tell, and fail where anything is otherwise; `removed`: what had to go is gone."""
    if removed:
        between.done()
    verified = await asyncio.to_thread(verify, plan, os.environ, waiting, lagging)
    if removed and all_absent(verified) and await asyncio.to_thread(none_left, plan, os.environ):
        pulumi.log.info("read back: nothing of this project is there or in the state any more")
        return
    tell(verified)
    told = problems(verified.serious)
    errors = [one for one in told if one.severity == "error"]
    beside = [] if removed else [one for one in errors if one.id == "stored-beside"]
    for problem in told:
        if problem not in errors or problem in beside:
            pulumi.log.warn(text.problem(problem))
    failing = [one for one in errors if one not in beside]
    if failing:
        raise pulumi.RunError(complaint(failing))


def all_absent(verified: Verified) -> bool:
    """Whether not one declared resource is there."""
    return bool(verified.resources) and all(one.state == "absent" for one in verified.resources)


def tell(verified: Verified) -> None:
    """What is as declared and what it took; what was not seen, by name."""
    asked = [f"{one.forge}: {sentence(one.budget)}" for one in verified.looks if one.asked]
    settings = sum(one.settings for one in verified.resources)
    words = [f"read back: {verified.as_declared} of {settings} settings as declared", *asked]
    pulumi.log.info("; ".join(words))
    by_reason: dict[str, list[str]] = {}
    for unseen in unknowns(verified.unseen):
        by_reason.setdefault(unseen.why, []).append(unseen.what)
    for why, what in by_reason.items():
        pulumi.log.warn(f"not read back: {', '.join(what)}: {why}")


def waiting(seconds: float) -> None:
    """Say why nothing seems to happen."""
    pulumi.log.info(f"read back: waiting {seconds:.0f} s for the forge's limit")


def lagging() -> None:
    """The pause before the second look."""
    time.sleep(PAUSE)
