"""What somebody has to make before the files do anything, and what they had better know. Pure."""

from collections.abc import Iterator

from .backends import backend
from .model import Known, Wanted
from .operator import SECRET
from .running import SHARED, secrets, settings, tokens

ENVIRONMENT = "trustpub-fleet"
PAGE = "docs/fleet-ci.md of trustpub"


def to_make(known: Known, wanted: Wanted) -> tuple[str, ...]:
    """Names alone, one each, and where it is told what they are for."""
    found = {
        "github-actions": on_github,
        "gitlab-ci": on_gitlab,
        "kubernetes-operator": on_kubernetes,
    }[wanted.on](known, wanted)
    return (*found, f"what each of them is: {PAGE}")


def on_github(known: Known, wanted: Wanted) -> Iterator[str]:
    """An environment, and what is in it."""
    yield f"environment {ENVIRONMENT}, to which only the branch {wanted.branch} may deploy"
    app = ("FLEET_APP_PRIVATE_KEY",) if wanted.app else ()
    for name in (*app, *secrets(known, wanted)):
        yield f"secret {SHARED.get(name, name)}, in the environment"
    app = ("FLEET_APP_CLIENT_ID",) if wanted.app else ()
    for name in (*app, *settings(wanted)):
        yield f"variable {name}, in the environment"


def on_gitlab(known: Known, wanted: Wanted) -> Iterator[str]:
    """A protected branch and environment, and variables that only they see."""
    branch = f"branch {wanted.branch}" if wanted.branch else "default branch"
    yield f"environment {ENVIRONMENT}, protected where GitLab has that (Premium)"
    yield f"{branch}, protected"
    for name in secrets(known, wanted):
        yield f"variable {name}, protected and masked, for the environment"
    for name in settings(wanted):
        yield f"variable {name}, for the environment"


def on_kubernetes(known: Known, wanted: Wanted) -> Iterator[str]:
    """One secret with everything in it."""
    yield f"Kubernetes secret {SECRET}, in the namespace {wanted.namespace}"
    needs = backend(wanted.backend)
    private = ("GIT_TOKEN",) if wanted.private else ()
    for name in (*tokens(known, wanted), *needs.secrets, *needs.variables, *private):
        yield f"key {name}, in the Kubernetes secret"


def warnings(wanted: Wanted) -> Iterator[str]:
    """What is written all the same, although it lets others in."""
    operator = wanted.on == "kubernetes-operator"
    if not wanted.requirements:
        found = "whoever owns the name trustpub on the package index gets the tokens of the fleet"
        way = (
            "set an index of your own in the image"
            if operator
            else "say --requirements FILE, with hashes"
        )
        yield f"{found}; {way} ({PAGE})"
    if wanted.image and "@sha256:" not in wanted.image:
        found = f"--image {wanted.image} has no digest, so whoever may push it gets the tokens"
        yield f"{found}; write it with @sha256:..."
