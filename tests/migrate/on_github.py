"""An organisation of GitHub with tokens at every level, and its section of a seed."""

from typing import Any

from .model import Key, Planted, Work
from .planting import DECOY_NAMES, STYLES, UNUSED, Planter
from .texts_github import by_hand, command, workflow

ORG = "acme"
UPLOADS = (
    *(("action", "with"), ("twine", "step"), ("uv", "job"), ("poetry", "step")),
    *(("hatch", "job"), ("flit", "step"), ("pdm", "step"), ("maturin", "step")),
    *(("action", "renamed"), ("twine", "job"), ("uv", "top"), ("make", "step")),
    *(("twine", "top"), ("tox", "step"), ("nox", "job"), ("script", "step")),
    *(("twine", "inline"), ("uv", "step"), ("poetry", "job"), ("hatch", "step")),
)
"""Tool, and the way in which its password comes."""
HOSTS = (
    *("repository", "environment", "org-all", "org-selected", "org-private", "variable"),
    "org-variable",
)
"""Where the passwords are kept."""
SHARED = {
    "org-all": {"pypi": "TWINE_PASSWORD", "testpypi": "TWINE_PASSWORD"},
    "org-selected": {"pypi": "PYPI_API_TOKEN", "testpypi": "TEST_PYPI_TOKEN"},
    "org-private": {"pypi": "RELEASE_PASSPHRASE", "testpypi": "RELEASE_PASSPHRASE"},
    "org-variable": {"pypi": "UPLOAD_KEY", "testpypi": "UPLOAD_KEY"},
}
ELSEWHERE = """on: {schedule: [{cron: "0 4 * * 1"}]}
jobs:
  numbers:
    runs-on: ubuntu-latest
    steps:
      - run: 'curl -H "Authorization: Bearer ${{ secrets.NAME }}" https://stats.example.com/'
"""
OUTSIDER = "acme/handbook"
CUSTOM = {"protected_branches": False, "custom_branch_policies": True}
RULESET = {
    "name": "release tags v*",
    "target": "tag",
    "enforcement": "active",
    "bypass_actors": [
        {"actor_id": None, "actor_type": "OrganizationAdmin", "bypass_mode": "always"}
    ],
    "conditions": {"ref_name": {"include": ["refs/tags/v*"], "exclude": []}},
    "rules": [{"type": "creation"}, {"type": "update"}, {"type": "deletion"}],
}


def at(level: str, holder: str, name: str, kind: str = "secret", **more: str) -> Key:
    """A key; GitHub keeps all names in capitals."""
    store, part = more.get("store", "actions"), more.get("part", "")
    return Key("github", level, holder, store, kind, part, name.upper(), "*")


def make_work(planter: Planter, number: int) -> Work:
    """One repository with its tokens."""
    tool, way = UPLOADS[number % len(UPLOADS)]
    host = HOSTS[number % len(HOSTS)]
    indexes = ("pypi",) if number % 3 == 2 else ("testpypi", "pypi")
    work = Work("github", f"{ORG}/lib-{number:02}", f"acme-lib-{number:02}", indexes)
    work.private = host == "org-private"
    work.environments = {index: index for index in indexes}
    work.bare = number % 14 == 0
    apart = number % 4 == 1 and len(indexes) == 2
    for index in indexes:
        name = "test.yml" if apart and index == "testpypi" else "release.yml"
        work.workflows[index] = f".github/workflows/{name}"
    feeds(planter, work, host, tool, way)
    write(work, host, tool, way)
    planter.files(work, number, [tool])
    beside(planter, work, number)
    return work


def feeds(planter: Planter, work: Work, host: str, tool: str, way: str) -> None:
    """The secret or variable of each index."""
    style = planter.rng.randrange(6)
    for index in work.indexes:
        own = command(tool, index)[0] if tool != "action" else "PYPI_TOKEN"
        shown = "pypi" if way == "top" and tool != "poetry" else index
        name = ([*STYLES[shown], own] if way != "top" else [*STYLES[shown], "PYPI_TOKEN"])[style]
        if host in SHARED:
            name = SHARED[host][shown]
        elif host == "environment":
            for each in work.indexes if shown != index or way == "top" else (index,):
                part = work.environments[each]
                planter.plant(at("environment", work.repository, name, part=part), True)
        else:
            kind = "variable" if host == "variable" else "secret"
            planter.plant(at("repository", work.repository, name, kind), True)
        work.feeds[index] = planter.cased(name)
    if way == "top" and tool != "poetry":
        work.feeds = dict.fromkeys(work.indexes, work.feeds[work.indexes[0]])


def write(work: Work, host: str, tool: str, way: str) -> None:
    """The workflows, as they are and as a person swaps them."""
    store = "vars" if "variable" in host else "secrets"
    around = work.environments if host == "environment" else {}
    if way == "top" and host == "environment":
        way = "job"  # A workflow's own `env:` sees no secret of an environment.
    for path in dict.fromkeys(work.workflows.values()):
        mine = [index for index in work.indexes if work.workflows[index] == path]
        jobs = {index: (tool, way, work.feeds[index]) for index in mine}
        work.files[path] = workflow("Release", jobs, around, store)
        work.hand[path] = by_hand("Release", mine, work.environments)


def beside(planter: Planter, work: Work, number: int) -> None:
    """What nothing uploads with: leftovers, a token used for something else, decoys."""
    repository = work.repository
    if number % 3 == 0:
        planter.plant(at("repository", repository, UNUSED[number % len(UNUSED)]), True)
    if number % 5 == 0:
        planter.plant(at("repository", repository, "PYPI_TOKEN", store="dependabot"), True)
    if number % 7 == 0:
        planter.plant(at("repository", repository, "TWINE_PASSWORD", store="codespaces"), True)
    if number % 11 == 0:
        planter.plant(at("repository", repository, "TWINE_USERNAME", "variable"), True)
    if number % 13 == 0:
        planter.plant(at("environment", repository, "PYPI_PASSWORD", part="legacy"), True)
    if number % 15 == 7:
        name = planter.plant(at("repository", repository, "PYPI_STATS_TOKEN"), False)
        name = planter.plant(at("repository", repository, "PYPI_ACCESS_TOKEN"), True)
        work.files[".github/workflows/stats.yml"] = ELSEWHERE.replace("NAME", name)
        work.clean[".github/workflows/stats.yml"] = ELSEWHERE.replace(
            "secrets.NAME", "github.token"
        )
    for name in planter.rng.sample(DECOY_NAMES, 2):
        planter.plant(at("repository", repository, name), False)
    name = planter.rng.choice(DECOY_NAMES)
    planter.plant(at("repository", repository, name, "variable"), False)


def plant_shared(planter: Planter, works: list[Work]) -> None:
    """What the organisation keeps for its repositories."""
    named = [w for w in works if "PYPI_API_TOKEN" in map(str.upper, w.feeds.values())]
    chosen = tuple(w.repository for w in named)
    both = tuple(w.repository for w in named if "testpypi" in w.indexes)
    some = tuple(w.repository for w in works[:5])
    rows: tuple[tuple[str, str, str, bool, str, tuple[str, ...]], ...] = (
        ("TWINE_PASSWORD", "secret", "actions", True, "all", ()),
        ("PYPI_API_TOKEN", "secret", "actions", True, "selected", chosen),
        ("TEST_PYPI_TOKEN", "secret", "actions", True, "selected", both),
        ("RELEASE_PASSPHRASE", "secret", "actions", True, "private", ()),
        ("UPLOAD_KEY", "variable", "actions", True, "all", ()),
        ("TWINE_USERNAME", "variable", "actions", True, "selected", some),
        ("PYPI_TOKEN", "secret", "dependabot", True, "all", ()),
        ("UV_PUBLISH_TOKEN", "secret", "codespaces", True, "selected", some),
        ("DOCKER_TOKEN", "secret", "actions", False, "all", ()),
        ("NPM_TOKEN", "secret", "dependabot", False, "all", ()),
        ("PYPI_INDEX", "variable", "actions", False, "all", ()),
        ("PYPI_MIRROR_URL", "secret", "actions", False, "private", ()),
    )
    for name, kind, store, token, visibility, selected in rows:
        key = at("organization", ORG, name, kind, store=store)
        planter.plant(key, token, visibility=visibility, selected=selected)


def secrets_of(planted: list[Planted], shared: bool = False) -> dict[str, Any]:
    """The lists of one holder, as a seed has them."""
    found: dict[str, Any] = {}
    for one in planted:
        key = one.key
        if key.kind == "variable":
            place = "variables"
        else:
            place = "secrets" if key.store == "actions" else f"{key.store}_secrets"
        more = {"repositories": list(one.selected)} if one.visibility == "selected" else {}
        whole = {"value": one.value, "visibility": one.visibility, **more}
        found.setdefault(place, {})[key.name] = whole if shared else one.value
    return found


def repository(work: Work, planted: list[Planted]) -> dict[str, Any]:
    """A repository of the seed."""
    mine = [one for one in planted if one.key.holder == work.repository]
    declared = [] if work.bare else list(work.environments.values())
    parts = dict.fromkeys([*declared, *(one.key.part for one in mine if one.key.part)])
    environments = []
    for part in parts:
        inside = secrets_of([one for one in mine if one.key.part == part])
        own = part in declared
        gate = {"deployment_branch_policy": CUSTOM, "policies": [{"name": "v*", "type": "tag"}]}
        environments.append({"name": part, **(gate if own else {}), **inside})
    return {
        "name": work.repository,
        "visibility": "private" if work.private else "public",
        "files": work.files,
        "environments": environments,
        "rulesets": [RULESET],
        **secrets_of([one for one in mine if not one.key.part]),
    }


def section(works: list[Work], planted: list[Planted], outside: dict[str, str]) -> dict[str, Any]:
    """The seed's `github`: budgets are no matter of this world."""
    above = [one for one in planted if one.key.level == "organization"]
    return {
        "owner": ORG,
        "limits": {"primary": 10**7, "secondary": {"points": 10**7}},
        "tokens": [
            {"token": "github-all", "user": "boss"},
            {"token": "github-reader", "user": "reader", "access": "read"},
            {"token": "github-blind", "user": "boss", "without": ["secrets", "environments"]},
            {"token": "github-member", "user": "member"},
        ],
        "users": ["boss", "reader", "member"],
        "organizations": [
            {
                "login": ORG,
                "plan": "team",
                "members": ["boss", "reader", "member"],
                "admins": ["boss"],
                **secrets_of(above, shared=True),
            }
        ],
        "repositories": [
            *(repository(work, planted) for work in works),
            {"name": OUTSIDER, "files": outside},
        ],
    }
