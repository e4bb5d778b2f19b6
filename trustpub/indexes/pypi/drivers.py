"""Registering a publisher on an index, behind a driver: a person at a page today, an API one day.

PyPI has no write API for publishers. `api` is shaped after the open pull request
(pypi/warehouse#19909, head f4a4d0f4), for existing projects only, and is used by nothing but its
test until that lands.
"""

from collections.abc import Callable
from typing import Any, Literal

from pydantic import SecretStr

from ...model import Identity, Value
from .identity import form_values
from .links import registration_link
from .normal import normal_name
from .sites import Site

TIMEOUT = (5.0, 20.0)
DANGER = "/danger-api/projects/{name}/trusted-publishers"


class Registration(Value):
    """What came of it: `done`, `to-do` for a person, `refused`, or `unknown`."""

    state: Literal["done", "to-do", "refused", "unknown"]
    sentence: str
    link: str
    """The page on which a person does or sees it."""


class Target(Value):
    """Which publisher is to be registered where."""

    site: Site
    project: str
    exists: bool | None
    """Whether the project is there; None where that could not be seen."""
    identity: Identity
    organization: str | None = None


Driver = Callable[[Target, SecretStr | None], Registration]
"""(what, an owner's API token) -> what came of it."""


def browser(target: Target, token: SecretStr | None) -> Registration:
    """A person opens the page; nothing is sent."""
    link = registration_link(
        target.site.url, target.project, target.exists, target.identity, target.organization
    )
    return Registration(state="to-do", sentence="register it on the page", link=link)


def api(target: Target, token: SecretStr | None) -> Registration:
    """One POST with an owner's token; whatever does not work is left to a person."""
    by_hand, site = browser(target, None), target.site
    if not target.exists or token is None:
        return by_hand
    import requests

    try:
        answer = requests.post(
            site.url + DANGER.format(name=normal_name(target.project)),
            json={"publisher": target.identity.forge, **form_values(target.identity)},
            auth=("__token__", token.get_secret_value()),
            timeout=TIMEOUT,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        why = f"{site.title} could not be reached: {type(error).__name__}"
        return by_hand.model_copy(update={"state": "unknown", "sentence": why})
    state, sentence = outcome(site, answer.status_code, body_of(answer))
    return by_hand.model_copy(update={"state": state, "sentence": sentence})


def outcome(site: Site, status: int, body: dict[str, Any]) -> tuple[str, str]:
    """What an answer means. A 5xx may have come after the work was done: that is unknown."""
    if status in (200, 201):
        return "done", f"{site.title} has registered it"
    if status == 409:
        return "done", f"{site.title} has it already"
    if status == 400:
        errors = body.get("errors") if isinstance(body.get("errors"), dict) else {}
        told = "; ".join(f"{field}: {' '.join(said)}" for field, said in (errors or {}).items())
        return "refused", f"{site.title} refuses it ({told or 'no reason given'})"
    reasons = {
        403: "the token may not manage publishers of this project",
        404: "there is no such project, or no such API yet",
        429: "too many registrations; try again tomorrow",
    }
    if status in reasons:
        return "refused", f"{site.title}: {reasons[status]}"
    return "unknown", f"{site.title} answers {status}"


def body_of(answer: Any) -> dict[str, Any]:
    """The JSON object of an answer; empty where there is none."""
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


DRIVERS: dict[str, Driver] = {"browser": browser, "api": api}
