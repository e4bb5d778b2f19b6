"""Asking the forges: what a config names, or a whole organisation or group."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..config import Config
from ..forges.github.observing import bulk as github_bulk
from ..forges.github.observing import observe as github
from ..forges.github.observing import opening as github_opening
from ..forges.github.observing.glimpse import Glimpse
from ..forges.gitlab.observing import bulk as gitlab_bulk
from ..forges.gitlab.observing import observe as gitlab
from ..forges.gitlab.observing import opening as gitlab_opening
from ..forges.gitlab.observing.place import people as protected_people
from ..model import Forge, Plan
from ..observing.budget import Budget
from ..observing.client import Client
from ..observing.model import Repository
from . import reading, unseen, vanishing
from .case import make_case
from .closer import declared_on_github, worth_a_look

PROTECTIONS = ("gitlab.protected-tag", "gitlab.protected-environment")
MOST_EACH = 5
"""Requests for one project of GitLab that a config names."""


@dataclass
class Look:
    """What was asked, and how many requests it took."""

    variables: Mapping[str, str]
    """The environment: addresses and tokens."""
    foretold: Callable[[int], None] = lambda count: None
    """Hears how many requests are foretold, once before the first and when it gets clearer."""
    answered: Callable[[int, int], None] = lambda sent, predicted: None
    """Hears of each answer: how many were sent, how many are foretold by now."""
    waiting: Callable[[float], None] = lambda seconds: None
    """Hears of each pause."""
    repositories: list[Repository] = field(default_factory=list)
    budgets: dict[Forge, Budget] = field(default_factory=dict)
    told: int = 0
    later: int = 0
    """Requests that no client was told of yet, as far as they can be guessed."""

    def tell(self, count: int) -> None:
        """Tell a foretold number, unless it is about the one that was told."""
        if count > self.told * 1.2:
            self.told = count
            self.foretold(count)

    def progress(self, sent: int, predicted: int) -> None:
        """After each answer: what is foretold by now."""
        predicted += self.later
        if predicted > sent:
            self.tell(predicted)
        self.answered(sent, predicted)

    def client(self, forge: Forge, group: str | None = None) -> Client:
        """The client of a forge; with a group of GitLab one that goes on after an interruption."""
        if forge == "github":
            return github_opening.client(
                self.variables, progress=self.progress, notice=self.waiting
            )
        return gitlab_opening.client(
            self.variables, progress=self.progress, notice=self.waiting, group=group
        )


def look_at_config(look: Look, config: Config, plan: Plan) -> None:
    """The repository and the project that a config names."""
    for forge in config.forges():
        client = look.client(forge)
        settings = config.github if forge == "github" else config.gitlab
        assert settings is not None
        name = settings.repository
        if forge == "github":
            # Secrets of each environment, of the repository and of its owner; and the subject.
            secrets = 3 + len(plan.of("github.environment"))
            look.tell(look.told + github.predicted(name, plan) + secrets)
            found = github.observe(client, [name], plan)
        else:
            client.expect(people(plan, name))
            look.tell(look.told + people(plan, name) + MOST_EACH + 2)
            found = gitlab.observe(client, [name], plan)
        look.repositories += more(client, found, plan, inherited=True)
        look.budgets[forge] = client.budget()


def people(plan: Plan, name: str) -> int:
    """Requests to GitLab for people by number, and for groups that protect from above."""
    named = [one for resource in plan.of(*PROTECTIONS) for one in protected_people(resource)]
    users = {who for kind, who in named if kind == "users"}
    return len(users) + name.count("/")


def look_at_organization(look: Look, login: str) -> None:
    """Every repository of an organisation of GitHub, closely where it publishes."""
    client = look.client("github")
    look.tell(4)
    client.expect(2)

    def secrets(closer: Sequence[Glimpse]) -> None:
        look.later = sum(2 + len(seen.environments or ()) for seen in closer)

    found = github_bulk.observe_org(
        client,
        login,
        files=True,
        closer=worth_a_look,
        declared=declared_on_github,
        chosen=secrets,
    )
    look.later = 0
    look.repositories += reading.organisation(client, login)
    look.repositories += more(client, found, None, inherited=False)
    look.budgets["github"] = client.budget()


def look_at_group(look: Look, group: str) -> None:
    """Every project of a group of GitLab, and the variables of the groups that hold them."""
    look.tell(4)
    with gitlab_opening.going_on(look.client("gitlab", group)) as client:
        found = gitlab_bulk.observe_group(client, group)
        groups = holding(group, (one.name for one in found if publishes(one, None)))
        client.expect(len(groups))
        look.repositories += client.each(lambda path: reading.group(client, path), groups)
        look.repositories += more(client, found, None, inherited=False)
        look.budgets["gitlab"] = client.budget()


def holding(group: str, names: Iterable[str]) -> list[str]:
    """The group, and the groups below it that hold projects which publish."""
    found = {group}
    for name in names:
        parts = name.split("/")[:-1]
        paths = ("/".join(parts[:count]) for count in range(len(parts), 0, -1))
        found |= {path for path in paths if path.casefold().startswith(f"{group.casefold()}/")}
    return sorted(found)


def more(
    client: Client, found: Iterable[Repository], plan: Plan | None, inherited: bool
) -> list[Repository]:
    """The same repositories; those that publish with the names of their secrets."""
    listed = list(found)
    wanted = {id(one): publishes(one, plan) for one in listed}
    names = {id(one): environments(one, plan) for one in listed}
    client.expect(
        sum(reading.requests(one, names[id(one)], inherited) for one in listed if wanted[id(one)])
    )

    def each(one: Repository) -> Repository:
        if not wanted[id(one)]:
            return one
        found = reading.with_more(client, one, names[id(one)], inherited)
        return vanishing.seen_to_the_end(client, found)

    return client.each(each, listed)


def publishes(one: Repository, plan: Plan | None) -> bool:
    """Whether anything shows that a repository publishes."""
    case = make_case(one, plan)
    return one.state == "present" and unseen.may_publish(case)


def environments(one: Repository, plan: Plan | None) -> list[str]:
    """The environments of a repository that publish."""
    return [each.name for each in make_case(one, plan).publishing]
