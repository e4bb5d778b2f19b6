"""Release configs by number: varied in names, environments, patterns and forges, all valid. Pure.

Written as text, since reading it is part of the work that is measured.
"""

from random import Random

FORGES = (("github",), ("gitlab",), ("github", "gitlab"))
OWNERS = ("octo-org", "acme", "North-Wind", "data-tools")
STEMS = ("reader", "parser", "async-client", "http_tools", "geo.index", "colour")
ENVIRONMENTS = ("pypi", "release", "Production", "publish-pypi", "pypi/main")
PATTERNS = ("v*", "release-*", "{name}-v*", "{name}/*", "py-v*-final")
WORKFLOWS = ("release.yml", "publish.yaml", "cd.yml")
PIPELINES = (".gitlab-ci.yml", "ci/release.yml", ".gitlab/publish.yaml")
TEAMS = ("release-managers", "maintainers", "core")
WAITS = ("0", "5m", "2h", "1d")


def config(number: int) -> str:
    """The text of one release.yaml; the same number always gives the same text."""
    pick = Random(number)
    forges = FORGES[number % len(FORGES)]
    name = f"{pick.choice(STEMS)}-{number}"
    pattern = pick.choice(PATTERNS).format(name=name)
    lines = [
        f"project: {name}",
        *(line for forge in forges for line in repository(forge, name, pick)),
        "publishers:",
        *publisher(pick, forges),
        *test_publisher(pick, forges, pattern),
        "tags:",
        f'  - pattern: "{pattern}"',
        f"    created_by: {{{', '.join(creators(pick, forges))}}}",
    ]
    return "\n".join(lines) + "\n"


def repository(forge: str, name: str, pick: Random) -> list[str]:
    """The section of one forge."""
    owner = pick.choice(OWNERS)
    if forge == "github":
        where, file = f"{owner}/{name}", f"  workflow: {pick.choice(WORKFLOWS)}"
    else:
        deeper = pick.choice(("", "/sub", "/sub/deep"))
        where, file = f"{owner}{deeper}/{name}", f"  pipeline: {pick.choice(PIPELINES)}"
    return [f"{forge}:", f"  repository: {where}", file]


def publisher(pick: Random, forges: tuple[str, ...]) -> list[str]:
    """The one on PyPI, with every protection that its forges have."""
    lines = ["  - index: pypi", "    environment:", f"      name: {pick.choice(ENVIRONMENTS)}"]
    team = pick.choice(TEAMS)
    if "github" in forges:
        users = ", ".join(
            f"user-{pick.randrange(500)}-{place}" for place in range(pick.randint(0, 4))
        )
        lines += [
            f"      reviewers: {{users: [{users}], teams: [{team}]}}",
            f"      prevent_self_review: {pick.choice(('true', 'false'))}",
            f"      wait_timer: {pick.choice(WAITS)}",
            "      admins_can_bypass: false",
        ]
    if "gitlab" in forges:
        lines += [
            f"      deployers: [{{access: maintainer}}, {{group: acme/{team}}}]",
            f"      approvals: [{{group: acme/{team}, required: {pick.randint(1, 3)}}}]",
        ]
    return lines


def test_publisher(pick: Random, forges: tuple[str, ...], pattern: str) -> list[str]:
    """The one on TestPyPI, for some: release candidates within the protected pattern."""
    if pick.random() < 0.3:
        return []
    who = ", deployers: [{access: maintainer}]" if "gitlab" in forges else ""
    return [
        "  - index: testpypi",
        f"    environment: {{name: testpypi{who}}}",
        f'    triggers: {{tags: ["{pattern.replace("*", "*-rc*")}"], manual: true}}',
    ]


def creators(pick: Random, forges: tuple[str, ...]) -> list[str]:
    """Who may create release tags, on each forge."""
    on_github = [f"teams: [{pick.choice(TEAMS)}]", "roles: [maintain]"][: pick.randint(1, 2)]
    said = {"github": on_github, "gitlab": ["access: maintainer"]}
    return [one for forge in forges for one in said[forge]]
