"""Asking the forges and the indexes for all that a migration has to know. Reads only.

What fails is unknown, for exactly the project or the list that it is about.
"""

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from ...careful import careful
from ...model import Forge, Unknown
from ...observing.budget import Budget
from ...observing.client import Client
from ...verifying.looking import barred
from ..judged import Shared
from ..judging.shared import recognised, shared
from ..kept.all import Found
from ..kept.all import predicted as of_lists
from ..model import Sight
from ..reach import reaches
from .beside import Around, around
from .lists import accounts, of_repository, reach_of, settled
from .model import Asking, Looked, Project, Reach, Texts, Verdict
from .one import publishers, sight, texts, unread
from .verdict import predicted as of_verdicts
from .verdict import verdicts

FORGES: tuple[Forge, ...] = ("github", "gitlab")
EACH = 6
"""Requests for the default branch of one project, its history and the list of its branches, without
any files."""


@dataclass
class Look:
    """What is asked with, and how many requests it took."""

    variables: Mapping[str, str]
    """The environment: addresses and tokens."""
    foretold: Callable[[Forge, int], None] = lambda forge, count: None
    """Hears how many requests to a forge are foretold, before the first one is sent."""
    answered: Callable[[int, int], None] = lambda sent, predicted: None
    waiting: Callable[[float], None] = lambda seconds: None
    budgets: dict[Forge, Budget] = field(default_factory=dict)

    def client(self, forge: Forge) -> Client:
        """A client that keeps no answer: those about variables hold their values."""
        module = importlib.import_module(f"...forges.{forge}.observing.opening", __package__)
        fresh = {"kept": False} if forge == "github" else {}
        client: Client = module.client(
            self.variables, progress=self.answered, notice=self.waiting, **fresh
        )
        return client

    @contextmanager
    def counted(self) -> Iterator[Callable[[Forge], Client]]:
        """Clients whose requests are counted when all is done."""
        made: list[tuple[Forge, Client]] = []

        def client(forge: Forge) -> Client:
            made.append((forge, self.client(forge)))
            return made[-1][1]

        try:
            yield client
        finally:
            for forge, one in made:
                self.spent(forge, one.budget())

    def spent(self, forge: Forge, budget: Budget) -> None:
        """Add what one look took."""
        before = self.budgets.get(forge)
        self.budgets[forge] = together(before, budget) if before else budget


def together(one: Budget, other: Budget) -> Budget:
    """The requests of two looks."""
    kinds = {kind: one.kinds.get(kind, 0) + count for kind, count in other.kinds.items()}
    sums = {
        name: getattr(one, name) + getattr(other, name)
        for name in ("predicted", "sent", "unchanged", "points", "waited")
    }
    return other.model_copy(update={**sums, "kinds": {**one.kinds, **kinds}})


def look_again(look: Look, projects: Sequence[Project]) -> tuple[Sight, ...]:
    """Some projects as they are now, without what they share."""
    return look_at(look, projects, others=False).sights


def look_at(look: Look, projects: Sequence[Project], others: bool = True) -> Looked:
    """Every project, and with `others` all who share a token with it."""
    parts = [
        on_forge(look, forge, mine, others)
        for forge in FORGES
        if (mine := [one for one in projects if one.forge == forge])
    ]
    order = {(one.file, one.forge): number for number, one in enumerate(projects)}
    sights = sorted(
        (one for part in parts for one in part.sights),
        key=lambda one: order[one.file, one.forge],
    )
    return Looked(tuple(sights), tuple(one for part in parts for one in part.shared))


def on_forge(look: Look, forge: Forge, projects: list[Project], others: bool) -> Looked:
    """The projects of one forge."""
    asking = Asking(forge, look.client(forge), look.variables)
    why = barred(forge, look.variables)
    if why:
        return Looked(tuple(blind(asking, one, why) for one in projects))
    client, repositories = asking.client, [one.repository for one in projects]
    client.expect(of_lists(forge, repositories) + EACH * len(projects))
    look.foretold(forge, client.budget().predicted + of_verdicts(projects, look.variables))
    judged = verdicts(asking, projects)
    read = client.each(lambda one: careful(lambda: texts(client, one), no_texts(one)), projects)
    own = client.each(lambda name: of_repository(asking, name), repositories)
    above = accounts(asking, repositories, read)
    reach = [reach_of(forge, name, own[n], above) for n, name in enumerate(repositories)]

    def see(number: int) -> Sight:
        one, lists = projects[number], reach[number]
        return careful(
            lambda: sight(asking, one, read[number], judged[number], lists),
            lambda why: blind(asking, one, why, lists),
        )

    sights = tuple(client.each(see, range(len(projects))))
    sights, above = settled(asking, sights, above)
    looked = Looked(sights, shared_by(asking, sights, above) if others else ())
    look.spent(forge, client.budget())
    return looked


def no_texts(project: Project) -> Callable[[str], Texts]:
    """The files of a project as unknown."""
    return lambda why: Texts(unknown=(unread(project, why),))


def blind(asking: Asking, project: Project, why: str, lists: Reach | None = None) -> Sight:
    """A project of which the forge showed nothing; the indexes are asked all the same."""
    name = project.repository
    nothing = Reach((), (Unknown(what=f"secrets and variables that reach {name}", why=why),))
    verdict = Verdict((), (Unknown(what=f"what is set up for {name}", why=why),))
    files, reach = Texts(unknown=(unread(project, why),)), lists or nothing
    bare = Sight(
        file=project.file,
        forge=project.forge,
        repository=name,
        publishers=publishers(project),
        unlisted=reach.unlisted,
        unknown=files.unknown,
        unverified=verdict.unknown,
    )
    return careful(lambda: sight(asking, project, files, verdict, reach), lambda again: bare)


def shared_by(
    asking: Asking, sights: tuple[Sight, ...], above: Mapping[str, Found]
) -> tuple[Shared, ...]:
    """The tokens of accounts that reach a project, with everybody who refers to them."""
    kept = [
        one
        for found in above.values()
        for one in found.kept
        if recognised(one, sights)
        and any(reaches(one, asking.forge, each.repository) for each in sights)
    ]
    if not kept:
        return ()
    names = [one.repository for one in sights]
    seen = careful(lambda: around(asking, kept, names), lambda why: Around())
    return shared(kept, sights, seen.beside, seen.whole)
