"""A Pulumi program in one breath: load, stop on problems, plan, components, exports."""

import os
from collections.abc import Iterable, Mapping
from typing import Any

import pulumi

from trustpub.checking import Checked
from trustpub.cli.files import check_file
from trustpub.model import Problem
from trustpub.plan import make_plan
from trustpub.render import text
from trustpub.resolving import Resolved, resolve

from . import proposal
from .project import ReleaseProject
from .taking import NO_STATE, rulesets_already, stack, there_already

RETRIES = "github:maxRetries"
RETRYING = (
    f"{RETRIES} is not 0, so the GitHub provider sends a write whose answer was lost again, and "
    f"GitHub makes a second ruleset of the name; run: pulumi config set {RETRIES} 0"
)
"""terraform-provider-github, github/transport.go, RetryTransport; the default is 3."""


def deploy(file: str | None = None) -> ReleaseProject:
    """Declare the project of a release config: `file`, else `trustpub:config`, else release.yaml.

    Raises pulumi.RunError with every problem when there is an error; nothing was written then.
    """
    resolved = load(file or pulumi.Config("trustpub").get("config") or "release.yaml")
    stop_on_leftovers(resolved, by_command=True)
    return declare(resolved)


def stop_on_leftovers(resolved: Resolved, by_command: bool) -> None:
    """Take over what is there and not in the state, or stop where it is not as declared."""
    if resolved.config.github and provider_settings().get(RETRIES) != "0":
        pulumi.log.warn(RETRYING)
    plan, ids = make_plan(resolved.config, os.environ), resolved.ids.get("gitlab", {})
    stop_on(there_already(plan, ids, os.environ, by_command))


def stop_on_twins(resolved: Resolved) -> None:
    """The same of rulesets alone, of which GitHub would make a second one: for many stacks."""
    place = resolved.places.get("github")
    stop_on(rulesets_already(make_plan(resolved.config, os.environ), place, os.environ))


def declare(resolved: Resolved) -> ReleaseProject:
    """Declare the project of a config that is known to be fit for it."""
    plan = make_plan(resolved.config, os.environ)
    ids = {str(forge): known for forge, known in resolved.ids.items()}
    project = ReleaseProject(plan.project, {"plan": plan.model_dump(mode="json"), "ids": ids})
    pulumi.export("publishers", project.publishers)
    pulumi.export("checklist", project.checklist)
    pulumi.export("places", {f: place.model_dump() for f, place in resolved.places.items()})
    project.publishers.apply(tell)
    proposed = proposal.propose(resolved.config)
    if proposed:
        pulumi.export("proposals", proposed)
        pulumi.Output.from_input(proposed).apply(proposal.tell)
    return project


def tell(publishers: Mapping[str, Mapping[str, str]]) -> None:
    """Each `up` says what is still to do: the engine cuts long outputs, but not messages."""
    if pulumi.runtime.is_dry_run():
        return
    for name, seen in publishers.items():
        if seen["state"] != "published":
            pulumi.log.info(
                f"to do: {name} is {seen['state']} ({seen['evidence']}): {seen['link']}"
            )


def load(file: str) -> Resolved:
    """A config file that is fit to be declared, with what the forges say of it."""
    return known(check_file(file))


def known(checked: Checked) -> Resolved:
    """A config that is fit to be declared, with what the forges say of it."""
    stop_on(checked.problems)
    resolved = resolve(checked, {**os.environ, **provider_settings()}, places_before())
    stop_on(resolved.problems)
    for unseen in resolved.unknown:
        pulumi.log.info(f"not known: {unseen.what}; {unseen.why}")
    return resolved


def places_before() -> Mapping[str, Mapping[str, Any]]:
    """What the last run of this stack exported as `places`; nothing before its first."""
    try:
        asked = {"name": stack()}
        answer = pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", asked).value
    except Exception as error:
        if NO_STATE not in str(error):
            pulumi.log.warn(f"a renamed repository would not be noticed: {error}")
        return {}
    places: Mapping[str, Mapping[str, Any]] = answer["outputs"].get("places", {})
    return places


def provider_settings() -> dict[str, str]:
    """What the stack's config tells the providers, of all that matters here."""
    names = ("github:owner", "github:organization", "github:legacyClient", RETRIES)
    secrets = ("github:token", "gitlab:token")
    found = {n: pulumi.runtime.get_config_env().get(n) for n in (*names, *secrets)}
    return {name: value for name, value in found.items() if value}


def stop_on(problems: Iterable[Problem]) -> None:
    """Warn of warnings; raise when there is an error."""
    found = list(problems)
    if any(problem.severity == "error" for problem in found):
        lines = [text.problem(problem) for problem in found]
        raise pulumi.RunError("\n".join(["nothing was written to any forge or index", *lines]))
    for problem in found:
        if problem.severity == "warning":
            pulumi.log.warn(text.problem(problem))
