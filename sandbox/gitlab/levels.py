"""Access levels by name, and what GitLab calls them in its answers."""

# Source: doc/api/access_requests.md, "Valid access levels".
LEVELS = {
    "no one": 0,
    "guest": 10,
    "planner": 15,
    "reporter": 20,
    "developer": 30,
    "maintainer": 40,
    "owner": 50,
    "admin": 60,
}
PLANNER, REPORTER, DEVELOPER, MAINTAINER, OWNER, ADMIN = 15, 20, 30, 40, 50, 60

# Source: app/models/concerns/protected_ref_access.rb, human_access_levels.
TAG_LEVELS = {
    0: "No one",
    30: "Developers + Maintainers",
    40: "Maintainers",
    60: "Instance admins",
}
# Source: doc/api/protected_environments.md, "Valid access levels".
DEPLOY_LEVELS = {30: "Developers + Maintainers", 40: "Maintainers", 60: "Instance admins"}


def level(value: object) -> int:
    """A level as the seed writes it, by name or number."""
    if isinstance(value, int) and value in LEVELS.values():
        return value
    if isinstance(value, str) and value.lower() in LEVELS:
        return LEVELS[value.lower()]
    raise ValueError(f"gitlab: {value!r} is no access level; known: {', '.join(LEVELS)}")
