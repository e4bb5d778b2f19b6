"""A whole world: both forges, both indexes, the fleet's configs, and the truth about it."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from . import on_github, on_gitlab
from .model import Key, Planted, Work
from .planting import ARBITRARY, Planter
from .texts_github import by_hand, workflow
from .texts_gitlab import by_hand as pipeline_by_hand
from .texts_gitlab import pipeline

OWNERS = {"github": "ann", "gitlab": "bob"}
"""Who owns the projects of a forge on both indexes."""
CREATORS = {"github": {"organization_admins": True}, "gitlab": {"access": "maintainer"}}


@dataclass(frozen=True)
class World:
    """What was planted."""

    works: list[Work]
    planted: dict[Key, Planted]
    values: list[str]
    seed: dict[str, Any]
    outsiders: list[Work]
    """Repositories that are not migrating and use a shared token."""

    def everyone(self) -> list[Work]:
        """All who publish."""
        return [*self.works, *self.outsiders]

    def tokens(self) -> set[Key]:
        """Every secret and variable that is a credential of an index and reaches a project.

        A name that could be anything is one only where a project that it reaches uploads with it.
        """
        return {p.key for p in self.planted.values() if p.token and self.concerns(p)}

    def concerns(self, one: Planted) -> bool:
        """Whether it reaches a project, and is told by its name or by what the project does."""
        reached = [work for work in self.works if one.reaches(work)]
        named = one.key.name.casefold()
        fed = any(named in map(str.casefold, work.feeds.values()) for work in reached)
        return fed if one.key.name.upper() in ARBITRARY else bool(reached)

    def loose(self) -> set[tuple[str, str, bool]]:
        """Repository, file, and whether a value stands there."""
        return {
            (w.repository, path, literal) for w in self.works for path, literal in w.loose.items()
        }

    def write(self, folder: Path) -> Path:
        """The seed and a release config for each project; the file of the seed."""
        folder.mkdir(parents=True, exist_ok=True)
        for work in self.works:
            YAML().dump(config(work), folder / work.file)
        YAML().dump(self.seed, folder / "seed.yaml")
        return folder / "seed.yaml"


def make_world(
    repositories: Iterable[int],
    projects: Iterable[int],
    without: Callable[[Key], bool] = lambda key: False,
) -> World:
    """A world of the repositories on GitHub and projects on GitLab with these numbers."""
    planter = Planter(random.Random(7))
    ours = [on_github.make_work(planter, number) for number in repositories]
    theirs = [on_gitlab.make_work(planter, number) for number in projects]
    on_github.plant_shared(planter, ours)
    on_gitlab.plant_shared(planter, theirs)
    for key in [key for key in planter.planted if without(key)]:
        del planter.planted[key]
    planted = list(planter.planted.values())
    beside = outside()
    where = {work.repository: work.files for work in beside}
    document = {
        "github": on_github.section(ours, planted, where[on_github.OUTSIDER]),
        "gitlab": on_gitlab.section(theirs, planted, where[on_gitlab.OUTSIDER]),
        **dict.fromkeys(("pypi", "testpypi"), index([*ours, *theirs, *beside], planted)),
    }
    return World(ours + theirs, planter.planted, planter.values, document, beside)


def outside() -> list[Work]:
    """A repository of each forge that does not migrate and uploads with a shared token."""
    path, file = ".github/workflows/release.yml", ".gitlab-ci.yml"
    one = Work("github", on_github.OUTSIDER, "acme-handbook", ("pypi",))
    one.files[path] = workflow("Site", {"pypi": ("twine", "step", "TWINE_PASSWORD")}, {}, "secrets")
    one.hand[path] = by_hand("Site", ["pypi"], {"pypi": "pypi"})
    other = Work("gitlab", on_gitlab.OUTSIDER, "forge-handbook", ("pypi",), private=True)
    other.files[file] = pipeline({"pypi": ("twine", "mapped", "RELEASE_KEY")}, {})
    other.hand[file] = pipeline_by_hand(["pypi"], {"pypi": "pypi"})
    for work, workflows in ((one, path), (other, file)):
        work.environments["pypi"], work.workflows["pypi"] = "pypi", workflows
    return [one, other]


def index(works: list[Work], planted: list[Planted]) -> dict[str, Any]:
    """An index that has every project, and takes every planted token for an upload."""
    return {
        "users": [{"name": name} for name in OWNERS.values()],
        "projects": [
            {
                "name": work.project,
                "owners": [OWNERS[work.forge]],
                "releases": [{"version": "0.1", "files": [{"filename": first_file(work)}]}],
            }
            for work in works
        ],
        "api_tokens": [
            {"token": one.value, "user": OWNERS[one.key.forge]} for one in planted if one.token
        ],
    }


def first_file(work: Work) -> str:
    """A release from before."""
    return f"{work.project.replace('-', '_')}-0.1-py3-none-any.whl"


def config(work: Work) -> dict[str, Any]:
    """Its release config."""
    publishers = []
    default = work.workflows["pypi"]
    for name in work.indexes:
        more: dict[str, Any] = {"index": name, "environment": work.environments[name]}
        if work.workflows[name] != default:
            more["workflow"] = work.workflows[name].rpartition("/")[2]
        publishers.append(more)
    key = "workflow" if work.forge == "github" else "pipeline"
    file = default.rpartition("/")[2] if work.forge == "github" else default
    return {
        "project": work.project,
        work.forge: {"repository": work.repository, key: file},
        "publishers": publishers,
        "tags": [{"pattern": "v*", "created_by": CREATORS[work.forge]}],
    }
