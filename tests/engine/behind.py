"""Every setting of the config, and how somebody changes it behind the tool's back.

Each change has a lot of its own: an environment and a tag rule that nothing else touches.
"""

import json
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote

from lab.world import Sandbox

REPOSITORY, PROJECT = "octo-org/sampleproject", "group/sub/otherproject"
CUSTOM = {"protected_branches": False, "custom_branch_policies": True}
PROTECTED = {"protected_branches": True, "custom_branch_policies": False}
Told = list[tuple[str, str, str]]
"""State, name below the repository with LOT for the lot's name, setting."""


@dataclass
class Lot:
    """One lot in a running sandbox."""

    world: Sandbox
    name: str

    def send(self, api: str, method: str, path: str, body: Any = None) -> Any:
        """A change by somebody else; the JSON answer."""
        prefix = {"github": "/api/v3/repos/" + REPOSITORY, "gitlab": "/api/v4/projects/1"}[api]
        url = self.world.urls[api] + prefix + path
        token = self.world.env[f"{api.upper()}_TOKEN"]
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data, headers, method=method)
        with self.world.answer(request) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def environment(self, **changes: Any) -> None:
        """PUT the environment as declared, but for the changes."""
        body = {
            "wait_timer": 5,
            "can_admins_bypass": False,
            "prevent_self_review": True,
            "reviewers": [self.user(), self.team()],
            "deployment_branch_policy": CUSTOM,
        }
        self.send("github", "PUT", f"/environments/{self.name}", {**body, **changes})

    def user(self, login: str = "octocat") -> dict[str, Any]:
        """A person as a reviewer."""
        token = self.world.env["GITHUB_TOKEN"]
        number = self.world.get("github", f"/api/v3/users/{login}", token)["id"]
        return {"type": "User", "id": number}

    def team(self, slug: str = "release-managers") -> dict[str, Any]:
        """A team as a reviewer."""
        token = self.world.env["GITHUB_TOKEN"]
        number = self.world.get("github", f"/api/v3/orgs/octo-org/teams/{slug}", token)["id"]
        return {"type": "Team", "id": number}

    def policies(self, kind: str = "tag") -> str:
        """The path of the one policy of a kind."""
        path = f"/environments/{self.name}/deployment-branch-policies"
        listed = self.send("github", "GET", path)["branch_policies"]
        return f"{path}/{next(one['id'] for one in listed if one['type'] == kind)}"

    def policy(self, kind: str, pattern: str) -> None:
        """One more policy."""
        path = f"/environments/{self.name}/deployment-branch-policies"
        self.send("github", "POST", path, {"name": pattern, "type": kind})

    def stored_ruleset(self) -> dict[str, Any]:
        """The lot's ruleset."""
        listed = self.send("github", "GET", "/rulesets?per_page=100")
        number = next(r["id"] for r in listed if r["name"] == f"release tags {self.name}-*")
        found: dict[str, Any] = self.send("github", "GET", f"/rulesets/{number}")
        return found

    def ruleset(self, **changes: Any) -> None:
        """PUT changes to the ruleset."""
        self.send("github", "PUT", f"/rulesets/{self.stored_ruleset()['id']}", changes)

    def without(self, kind: str) -> None:
        """One kind of bypass actor less."""
        actors = self.stored_ruleset()["bypass_actors"]
        self.ruleset(bypass_actors=[one for one in actors if one["actor_type"] != kind])

    def more(self, kind: str, number: int | None) -> None:
        """One bypass actor more."""
        actor = {"actor_type": kind, "actor_id": number, "bypass_mode": "always"}
        self.ruleset(bypass_actors=[*self.stored_ruleset()["bypass_actors"], actor])

    def refs(self, *include: str, exclude: tuple[str, ...] = ()) -> None:
        """Other conditions of the ruleset; LOT stands for the lot's name."""
        full = [[f"refs/tags/{self.name}{one}" for one in refs] for refs in (include, exclude)]
        self.ruleset(conditions={"ref_name": {"include": full[0], "exclude": full[1]}})

    def rules(self, *kinds: str) -> None:
        """Other rules."""
        self.ruleset(rules=[{"type": kind} for kind in kinds])

    def tag(self, delete: bool = True, **body: Any) -> None:
        """The protected tag pattern made anew with another body; without one it goes."""
        name = f"{self.name}-*"
        if delete:
            self.send("gitlab", "DELETE", f"/protected_tags/{quote(name)}")
        if body:
            self.send("gitlab", "POST", "/protected_tags", {"name": name, **body})

    def protect(self, **changes: Any) -> None:
        """PUT changes to the protected environment."""
        self.send("gitlab", "PUT", f"/protected_environments/{self.name}", changes)

    def drop(self, key: str, **like: Any) -> None:
        """One row of the protected environment less."""
        stored = self.send("gitlab", "GET", f"/protected_environments/{self.name}")
        row = next(one for one in stored[key] if like.items() <= one.items())
        self.protect(**{key: [{**like, "id": row["id"], "_destroy": True}]})

    def row(self, key: str, **like: Any) -> int:
        """The id of one row."""
        stored = self.send("gitlab", "GET", f"/protected_environments/{self.name}")
        return int(next(one["id"] for one in stored[key] if like.items() <= one.items()))

    def number(self) -> int:
        """GitLab's id of the environment."""
        listed = self.send("gitlab", "GET", "/environments?per_page=100")
        return int(next(one["id"] for one in listed if one["name"] == self.name))


class Change(NamedTuple):
    """Something changed by hand."""

    setting: str
    """In the words of the config."""
    what: str
    do: Callable[[Lot], Any]
    told: Told


def differs(
    name: str, setting: str, what: str, do: Callable[[Lot], Any], told: str | None = None
) -> Change:
    """One that is told of one setting, by the name of the plan where that is another."""
    return Change(setting, what, do, [("differs", name, setting if told is None else told)])


def beside(
    name: str, setting: str, what: str, do: Callable[[Lot], Any], told: str | None = None
) -> Change:
    """One that is told as something more than was declared."""
    return Change(setting, what, do, [("beside", name, setting if told is None else told)])


def absent(name: str, setting: str, what: str, do: Callable[[Lot], Any]) -> Change:
    """One after which something is not there any more."""
    return Change(setting, what, do, [("absent", name, "")])


def config_of(head: str, publisher: str, rule: str, lots: list[str]) -> str:
    """A release config with all lots."""
    publishers, rules = (
        "".join(text.replace("LOT", lot) for lot in lots) for text in (publisher, rule)
    )
    return f"{head}publishers:\n{publishers}tags:\n{rules}"


def short(told: dict[str, Any], lot: str) -> tuple[str, str, str]:
    """A difference of `verify` as the tables have it."""
    below = told["name"].removeprefix(REPOSITORY + "/").removeprefix(PROJECT + "/")
    return told["state"], below.replace(lot, "LOT"), told["setting"]
