"""A whole organisation: from afar by GraphQL, closely where something publishes."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from trustpub.forges.github.observing.bulk import observe_org
from trustpub.observing.budget import sentence
from trustpub.observing.compare import differences
from trustpub.observing.model import Repository

from . import worlds
from .conftest import GitHub
from .worlds import REPOSITORY, as_declared

Serve = Callable[[dict[str, Any]], GitHub]


def plain(name: str, **more: Any) -> dict[str, Any]:
    """A repository that publishes nothing."""
    return {"name": f"octo-org/{name}", "environments": [{"name": "staging"}], **more}


def organization(publishing: int, others: int) -> dict[str, Any]:
    """An organisation with so many repositories."""
    named = [as_declared(f"octo-org/lib{n:05}") for n in range(publishing)]
    return worlds.seed(as_declared(), *named, *(plain(f"app{n:05}") for n in range(others)))


def look(github: GitHub, token: str = "admin-token", **options: Any) -> dict[str, Repository]:
    """The organisation's repositories by name."""
    found = observe_org(github.client(token), "octo-org", **options)
    return {one.name: one for one in found}


def asked(github: GitHub, after: int = 0) -> Counter[str]:
    """Requests by status."""
    events = github.sandbox.events("github", after)
    return Counter(str(e["status"]) for e in events if e["kind"] == "request")


def test_publishing_is_looked_at_closely(serve: Serve) -> None:
    """What a single look sees is what the look at all sees; of others only the names are asked."""
    github = serve(worlds.seed(as_declared(), plain("app")))
    plan = worlds.plan()

    found = look(github, plan=plan, apps=True)

    assert [] == list(differences(plan, list(found.values())))
    assert github.look(plan=plan) == found[REPOSITORY]
    app = found["octo-org/app"]
    assert "from afar" == app.facts["looked"]
    assert ["octo-org/app/environment/staging"] == [one.name for one in app.seen]
    assert {"reviewers", "can_admins_bypass", "policies"} <= set(app.seen[0].unseen)
    assert "github.deployment-policy" in app.unseen


def test_needed_is_looked_at_closely(serve: Serve) -> None:
    """A repository that is asked for by name is seen in full, whatever it is called."""
    github = serve(worlds.seed(plain("app")))

    found = look(github, needed=["Octo-Org/App"])["octo-org/app"]

    assert {} == found.unseen
    assert {"deploys_from": "any ref"} == found.seen[0].beyond


def test_workflow_that_uploads_is_a_reason_to_look(serve: Serve) -> None:
    """With files, a repository without an environment is looked at if a workflow uploads."""
    text = "jobs: {release: {steps: [{run: twine upload dist/*}]}}\n"
    github = serve(
        worlds.seed(
            {"name": "octo-org/lib", "files": {".github/workflows/ci.yml": text}},
            {"name": "octo-org/app", "files": {".github/workflows/ci.yml": "jobs: {}\n"}},
        )
    )

    found = look(github, files=True)

    assert {"ci.yml": text} == found["octo-org/lib"].facts["workflows"]
    assert "workflows" not in found["octo-org/app"].facts


def test_organization_ruleset(serve: Serve) -> None:
    """A ruleset of the organisation is seen in each repository, and asked for once."""
    shared = {**worlds.RULESET, "name": "all tags", "bypass_actors": []}
    shared["conditions"] = {**shared["conditions"], "repository_name": {"include": ["~ALL"]}}
    github = serve(worlds.seed(as_declared(), as_declared("octo-org/lib"), rulesets=[shared]))

    found = look(github)

    kinds = [one.kind for one in found["octo-org/lib"].seen]
    assert 1 == kinds.count("github.organization-tag-ruleset")
    paths = [e["path"] for e in github.sandbox.events("github") if e["kind"] == "request"]
    assert 1 == len([path for path in paths if "/orgs/octo-org/rulesets/" in path])
    (told,) = differences(worlds.plan(), list(found.values()))
    assert ("beside", "warning") == (told.state, told.severity)


def test_counts(serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    """Cold, then warm: as few as can be, foretold, growing with what publishes."""
    said, per = [], []
    for publishing, others in ((59, 140), (119, 280)):
        github = serve(organization(publishing, others))
        for name in ("cold", "warm"):
            before = github.sandbox.mark()
            client = github.client()
            found = observe_org(client, "octo-org")
            budget, statuses = client.budget(), asked(github, before)
            assert publishing + others + 1 == len(found)
            assert sum(statuses.values()) == budget.sent
            assert {"200", "304"} >= set(statuses)
            assert abs(budget.predicted - budget.sent) <= 5
            said.append(f"{len(found)} repositories, {name}: {sentence(budget)}")
        per.append(budget.sent / len(found))
        paid = statuses["200"]
        assert paid <= publishing + 1 + len(found) / 50 + 5, "rulesets, and pages of GraphQL"
    with capsys.disabled():
        print("", *said, f"growth {per[1] / per[0]:.3f}", sep="\n  ")

    assert per[1] <= per[0] * 1.01


def test_resumed_look_pays_for_the_rest_alone(serve: Serve) -> None:
    """A look that was cut off half way loses nothing: what was seen costs nothing again."""
    github = serve(organization(9, 3))
    first = github.client()
    stop = 20

    def cut(sent: int, predicted: int) -> None:
        if sent >= stop:
            raise KeyboardInterrupt

    first.sending.progress = cut
    with pytest.raises(KeyboardInterrupt):
        observe_org(first, "octo-org")
    seen = first.budget().sent
    second = github.client()

    observe_org(second, "octo-org")

    assert second.budget().unchanged >= seen // 2
