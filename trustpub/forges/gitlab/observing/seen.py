"""GitLab's answers -> Seen, in the words of `desired.py`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ....observing.model import Seen
from .actors import ODD, Actors, actors, creators
from .crowd import Crowd
from .lists import Listing

TAG, ENVIRONMENT = "gitlab.protected-tag", "gitlab.environment"
PROTECTION = "gitlab.protected-environment"
Row = Mapping[str, Any]
PLAIN = {"auto_stop_setting": "always", "state": "available"}
"""Values that say nothing; GitLab REST, "Environments"."""
TOLD = (
    "tier",
    "state",
    "description",
    "external_url",
    "auto_stop_at",
    "auto_stop_setting",
    "kubernetes_namespace",
    "flux_resource_path",
    "cluster_agent",
)


def read(kind: str, name: str, make: Callable[[], Seen], **known: str) -> Seen:
    """What an answer says; one of another form is broken, not empty, but for what is `known`."""
    try:
        return make()
    except ODD as error:
        why = f"GitLab describes it in an unknown form ({type(error).__name__})"
        return Seen(kind=kind, name=name, state="broken", why=why, properties=known)


def tag_seen(crowd: Crowd, row: Row) -> Seen:
    """One protected tag pattern."""
    project, pattern = crowd.place.name, str(row["name"])
    name = f"{project}/tag/{pattern}"

    def make() -> Seen:
        by = creators(crowd, row["create_access_levels"])
        named = [("users", one) for one in by.users] + [("groups", one) for one in by.groups]
        able, why = abilities(crowd, named, environment=False)
        return Seen(
            kind=TAG,
            name=name,
            properties={
                "project": project,
                "pattern": pattern,
                "access": by.access,
                "users": by.users,
                "groups": by.groups,
            },
            unseen={**by.unseen, **({"creators_able": why} if why else {})},
            beyond={**by.beyond(), **({"creators_able": able} if able else {})},
        )

    return read(TAG, name, make, project=project, pattern=pattern)


def protection_seen(crowd: Crowd, row: Row) -> Seen:
    """Who may deploy to an environment, and who must approve."""
    project, environment = crowd.place.name, str(row["name"])
    name = f"{project}/environment/{environment}/protection"

    def make() -> Seen:
        deployers = actors(crowd, row["deploy_access_levels"], approvals=False)
        approvals = actors(crowd, row.get("approval_rules") or [], approvals=True)
        named = [
            (f"{kind}s", rule[kind])
            for rule in (*deployers.words, *approvals.words)
            for kind in ("user", "group")
            if kind in rule
        ]
        able, why = abilities(crowd, named, environment=True)
        count = row.get("required_approval_count") or 0
        return Seen(
            kind=PROTECTION,
            name=name,
            properties={
                "project": project,
                "environment": environment,
                "deployers": deployers.words,
                "approvals": approvals.words,
            },
            unseen={**unseen(deployers, approvals), **({"approvers_able": why} if why else {})},
            beyond={
                **others(deployers, approvals),
                **({"required_approval_count": count} if count else {}),
                **({"approvers_able": able} if able else {}),
            },
        )

    return read(PROTECTION, name, make, project=project, environment=environment)


def unseen(deployers: Actors, approvals: Actors) -> dict[str, str]:
    """Lists in which somebody has no name."""
    found = {"deployers": deployers.why, "approvals": approvals.why}
    return {key: why for key, why in found.items() if why}


def others(deployers: Actors, approvals: Actors) -> dict[str, Any]:
    """Rows that no word is about."""
    rows = [*deployers.others, *approvals.others]
    return {"others": rows} if rows else {}


def abilities(
    crowd: Crowd, named: Iterable[tuple[str, str]], environment: bool
) -> tuple[dict[str, bool | str], str | None]:
    """Of everybody named: True or why not; and why that was not seen of all."""
    found: dict[str, bool | str] = {}
    why = None
    for kind, name in named:
        able = crowd.able(kind, name, environment)
        if able is None:
            why = crowd.why
        else:
            found[f"{kind}/{name.casefold()}"] = able
    return found, why


def environment_seen(crowd: Crowd, row: Row) -> Seen:
    """One environment, with the protections of its tier by groups above."""
    project, environment = crowd.place.name, str(row["name"])
    name = f"{project}/environment/{environment}"

    def make() -> Seen:
        beyond = {k: row[k] for k in TOLD if row.get(k) is not None and row[k] != PLAIN.get(k)}
        return Seen(
            kind=ENVIRONMENT,
            name=name,
            properties={"project": project, "environment": environment},
            beyond=beyond,
            number=int(row["id"]),
        )

    return read(ENVIRONMENT, name, make, project=project, environment=environment)


def with_groups(crowd: Crowd, environment: Seen, above: Mapping[str, Listing]) -> Seen:
    """The environment with what groups say of its tier.

    GitLab docs, "Protected environments": whoever deploys has to be allowed by both, the project
    and the groups. So these let nobody in whom the project does not.
    """
    rules: list[dict[str, Any]] = []
    why = None
    for group, listing in above.items():
        why = listing.why or why
        for row in listing.rows:
            if environment.state == "present" and row["name"] == environment.beyond.get("tier"):
                shown = protection_seen(crowd, row)
                said = {k: shown.properties.get(k) for k in ("deployers", "approvals")}
                rules.append({"group": group, "tier": row["name"], **said})
    key = "protected_by_groups"
    return environment.model_copy(
        update={
            "beyond": {**environment.beyond, **({key: rules} if rules else {})},
            "unseen": {**environment.unseen, **({key: why} if why else {})},
        }
    )
