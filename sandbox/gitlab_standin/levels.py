"""Access levels by name, as the provider spells them."""

# Source: terraform-provider-gitlab, internal/provider/api, AccessLevelNameToValue.
VALUES = {
    "no one": 0,
    "minimal": 5,
    "guest": 10,
    "planner": 15,
    "reporter": 20,
    "developer": 30,
    "maintainer": 40,
    "owner": 50,
    "admin": 60,
}
NAMES = {value: name for name, value in VALUES.items()}
TAG = ("no one", "developer", "maintainer", "admin")
DEPLOY = ("developer", "maintainer")


def value(name: str) -> int:
    """The number; a name in another case passes the check and is then sent as 0."""
    return VALUES.get(name, 0)
