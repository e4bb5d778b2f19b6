"""A group of GitLab with subgroups and tokens at every level, and its section of a seed."""

from typing import Any

from .model import Key, Planted, Work
from .planting import DECOY_NAMES, STYLES, UNUSED, Planter
from .texts_github import command
from .texts_gitlab import by_hand, pipeline

TOP = "forge"
GROUPS = ("forge", "forge/tools", "forge/tools/deep", "forge/apps")
UPLOADS = (
    *(("twine", "mapped"), ("uv", "unnamed"), ("poetry", "export"), ("hatch", "unnamed")),
    *(("flit", "unnamed"), ("pdm", "unnamed"), ("maturin", "unnamed"), ("make", "unnamed")),
    *(("twine", "inline"), ("uv", "mapped"), ("tox", "unnamed"), ("nox", "unnamed")),
    *(("twine", "export"), ("script", "unnamed"), ("uv", "export"), ("twine", "unnamed")),
)
"""Tool, and the way in which its password comes."""
HOSTS = ("project", "scoped", "release", "group", "subgroup", "instance", "schedule")
"""Where the passwords are kept; `scoped` and `release` for an environment, or a pattern of them."""
SHARED = {
    "group": {"pypi": "PYPI_TOKEN", "testpypi": "PYPI_TOKEN"},
    "subgroup": {"pypi": "RELEASE_KEY", "testpypi": "RELEASE_KEY"},
    "instance": {"pypi": "Company_Upload", "testpypi": "Company_Upload"},
}
OUTSIDER = "forge/tools/handbook"


def at(level: str, holder: str, name: str, scope: str = "*", part: str = "") -> Key:
    """A key; GitLab keeps names as they are written."""
    return Key("gitlab", level, holder, "ci", "variable", part, name, scope)


def make_work(planter: Planter, number: int) -> Work:
    """One project with its variables."""
    tool, way = UPLOADS[number % len(UPLOADS)]
    host = HOSTS[number % len(HOSTS)]
    indexes = ("pypi",) if number % 4 == 3 else ("testpypi", "pypi")
    path = f"{GROUPS[number % len(GROUPS)]}/app-{number:02}"
    work = Work("gitlab", path, f"forge-app-{number:02}", indexes, private=True)
    prefix = "release/" if host == "release" else ""
    work.environments = {index: f"{prefix}{index}" for index in indexes}
    work.workflows = dict.fromkeys(indexes, ".gitlab-ci.yml")
    if way == "unnamed" and host in SHARED:
        way, tool = "mapped", "twine" if tool not in ("uv", "twine") else tool
    feeds(planter, work, host, tool, way)
    around = work.environments if host in ("scoped", "release") else {}
    jobs = {index: (tool, way, work.feeds[index]) for index in indexes}
    work.files[".gitlab-ci.yml"] = pipeline(jobs, around)
    work.hand[".gitlab-ci.yml"] = by_hand(list(indexes), work.environments)
    planter.files(work, number, [tool])
    beside(planter, work, number)
    return work


def feeds(planter: Planter, work: Work, host: str, tool: str, way: str) -> None:
    """The variable of each index."""
    for index in work.indexes:
        own = command(tool, index)[0]
        name = own if way == "unnamed" else planter.cased(planter.rng.choice(STYLES[index]))
        if host in SHARED:
            name = SHARED[host][index]
        elif host == "schedule":
            planter.plant(at("schedule", work.repository, name, part="1"), True)
            planter.plant(at("repository", work.repository, name), True)
        else:
            scope = {"scoped": work.environments[index], "release": "release/*"}.get(host, "*")
            planter.plant(at("repository", work.repository, name, scope), True)
        work.feeds[index] = name


def beside(planter: Planter, work: Work, number: int) -> None:
    """What nothing uploads with: leftovers, decoys."""
    repository = work.repository
    if number % 3 == 0:
        name = planter.cased(UNUSED[number % len(UNUSED)])
        planter.plant(at("repository", repository, name), True)
    if number % 5 == 0:
        planter.plant(at("repository", repository, "pypi_api_token", "production"), True)
        planter.plant(at("repository", repository, "pypi_api_token", "review/*"), True)
    if number % 9 == 0:
        planter.plant(at("schedule", repository, "Twine_Api_Token", part="1"), True)
        planter.plant(at("schedule", repository, "NIGHTLY", part="1"), False)
    for name in planter.rng.sample(DECOY_NAMES, 3):
        planter.plant(at("repository", repository, name), False)


def plant_shared(planter: Planter, works: list[Work]) -> None:
    """What groups and the instance keep for all below them."""
    rows = [
        ("group", TOP, "PYPI_TOKEN", True),
        ("group", "forge/tools", "RELEASE_KEY", True),
        ("group", "forge/tools/deep", "RELEASE_KEY", True),
        ("group", "forge/apps", "RELEASE_KEY", True),
        ("group", TOP, "RELEASE_KEY", True),
        ("group", "forge/apps", "Flit_Password", True),
        ("group", "forge/tools", "twine_username", True),
        ("instance", "", "Company_Upload", True),
        ("instance", "", "pypi_password", True),
        ("group", TOP, "DOCKER_TOKEN", False),
        ("group", "forge/tools/deep", "PYPI_MIRROR_URL", False),
        ("instance", "", "PYPI_INDEX", False),
        ("instance", "", "NPM_TOKEN", False),
    ]
    for level, holder, name, token in rows:
        planter.plant(at(level, holder, name), token)


def variables(planted: list[Planted]) -> list[dict[str, Any]]:
    """Variables as a seed has them; every third is hidden."""
    return [
        {
            "key": one.key.name,
            "value": one.value,
            "environment_scope": one.key.scope,
            "masked": True,
            "hidden": number % 3 == 0,
        }
        for number, one in enumerate(planted)
    ]


def project(work: Work, planted: list[Planted]) -> dict[str, Any]:
    """A project of the seed."""
    mine = [one for one in planted if one.key.holder == work.repository]
    nightly = [one for one in mine if one.key.part]
    rows = [{"key": one.key.name, "value": one.value} for one in nightly]
    return {
        "path": work.repository,
        "visibility": "private",
        "files": work.files,
        "environments": list(work.environments.values()),
        "protected_tags": [{"name": "v*", "create_access_level": 40}],
        "variables": variables([one for one in mine if not one.key.part]),
        "pipeline_schedules": [{"description": "nightly", "variables": rows}] if rows else [],
    }


def section(works: list[Work], planted: list[Planted], outside: dict[str, str]) -> dict[str, Any]:
    """The seed's `gitlab`."""

    def of(level: str, holder: str) -> list[Planted]:
        return [one for one in planted if (one.key.level, one.key.holder) == (level, holder)]

    instance = [
        {k: v for k, v in row.items() if k not in ("environment_scope", "hidden")}
        for row in variables(of("instance", ""))
    ]
    more = {
        TOP: {
            "plan": "premium",
            "members": {"boss": "owner", "owner": "owner", "member": "developer"},
        }
    }
    return {
        "edition": "ee",
        "limits": {"per_minute": 10**7},
        "tokens": [
            {"token": "gitlab-all", "user": "boss"},
            {"token": "gitlab-reader", "user": "owner", "scopes": ["read_api"]},
            {"token": "gitlab-member", "user": "member"},
            {"token": "gitlab-owner", "user": "owner"},
        ],
        "users": [{"username": "boss", "admin": True}, "owner", "member"],
        "variables": instance,
        "groups": [
            {"path": path, "variables": variables(of("group", path)), **more.get(path, {})}
            for path in GROUPS
        ],
        "projects": [
            *(project(work, planted) for work in works),
            {"path": OUTSIDER, "visibility": "private", "files": outside},
        ],
    }
