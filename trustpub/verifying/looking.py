"""Asking the forges of a plan for all that it declares. Reads only."""

import importlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ..model import Forge, Plan
from ..observing.budget import Budget
from ..observing.matching import place
from ..observing.model import Repository
from ..resolving import TOKENS
from .model import Look

if TYPE_CHECKING:
    from ..observing.client import Client

ADDRESSES: dict[Forge, str] = {"github": "GITHUB_BASE_URL", "gitlab": "GITLAB_BASE_URL"}
PATIENCE = 120.0
"""Seconds that a limit of a forge is waited for."""
NOTHING = Budget(predicted=0, sent=0, unchanged=0, points=0, waited=0.0, kinds={})
Notice = Callable[[float], None]


def look(
    plan: Plan, environ: Mapping[str, str], notice: Notice = lambda seconds: None
) -> tuple[tuple[Repository, ...], tuple[Look, ...]]:
    """Every repository of a plan as it is; what cannot be asked is unknown, with the reason.

    No answer is kept and none is taken from an earlier look: this is about now.
    """
    seen: list[Repository] = []
    looks: list[Look] = []
    for forge in forges(plan):
        names = repositories(plan, forge)
        why = barred(forge, environ)
        if why:
            seen += [Repository(forge=forge, name=n, state="unknown", why=why) for n in names]
            looks.append(Look(forge=forge, asked=False, budget=NOTHING))
            continue
        client = opened(forge, environ, notice)
        module = importlib.import_module(f"..forges.{forge}.observing.observe", __package__)
        seen += module.observe(client, names, plan)
        looks.append(Look(forge=forge, asked=True, budget=client.budget()))
    return tuple(seen), tuple(looks)


def forges(plan: Plan) -> list[Forge]:
    """The forges on which a plan declares anything."""
    kinds = {resource.kind.partition(".")[0] for resource in plan.resources}
    return [forge for forge in ADDRESSES if forge in kinds]


def repositories(plan: Plan, forge: Forge) -> list[str]:
    """The repositories or projects of a plan on one forge, each once."""
    here = (r for r in plan.resources if r.kind.startswith(f"{forge}."))
    return list({place(r).casefold(): place(r) for r in here}.values())


def barred(forge: Forge, environ: Mapping[str, str]) -> str | None:
    """Why a forge is not asked at all."""
    if not environ.get(TOKENS[forge]):
        return f"{TOKENS[forge]} is not set; export {TOKENS[forge]}"
    address = environ.get(ADDRESSES[forge], "")
    if "@" in address.partition("//")[2].partition("/")[0]:
        return f"{ADDRESSES[forge]} holds a user or password; take it out of the address"
    return None


def opened(forge: Forge, environ: Mapping[str, str], notice: Notice) -> "Client":
    """A client with the token of the environment; every answer is a fresh one."""
    module = importlib.import_module(f"..forges.{forge}.observing.opening", __package__)
    fresh = {"kept": False} if forge == "github" else {}
    client: Client = module.client(environ, patience=PATIENCE, notice=notice, **fresh)
    return client
