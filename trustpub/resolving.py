"""Config -> ids and facts from the forges, with everything that speaks against writing."""

import importlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .checking import Checked
from .config import Config
from .errors import WorldError
from .forges.base import Finding, Place, Resolution, problems_of
from .model import Forge, Problem, Unknown
from .reading import in_order
from .rules import judge

TOKENS = {"github": "GITHUB_TOKEN", "gitlab": "GITLAB_TOKEN"}
"""What the providers read from the environment, so that it is in no state."""


@dataclass(frozen=True)
class Resolved:
    """What the forges said; `problems` hold whatever forbids or clouds an `up`."""

    config: Config
    ids: dict[Forge, dict[str, int]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    places: dict[Forge, Place] = field(default_factory=dict)


def resolve(
    checked: Checked,
    environ: Mapping[str, str],
    before: Mapping[str, Mapping[str, Any]] | None = None,
) -> Resolved:
    """Ask every forge of the config, then judge again with what is known now. Reads only.

    `environ` holds environment variables, and the providers' settings as `github:owner`;
    `before` the places that the last run wrote down, by forge.
    """
    assert checked.config is not None
    config = checked.config
    missing = list(problems_of(ENVIRONMENT_RULES, config, environ))
    if missing:
        return Resolved(config, problems=placed(checked, missing))
    ids: dict[Forge, dict[str, int]] = {}
    problems: list[Problem] = []
    unknown: list[Unknown] = []
    places: dict[Forge, Place] = {}
    for forge in config.forges():
        answer = ask(forge, config, environ)
        config, ids[forge] = answer.config, answer.ids
        problems.extend(answer.problems)
        unknown.extend(answer.unknown)
        if answer.place:
            places[forge] = answer.place
    problems.extend(problems_of(STATE_RULES, config, places, before or {}))
    told = placed(checked, [*problems, *judge(config)])
    new = tuple(problem for problem in told if problem not in checked.problems)
    return Resolved(config, ids, new, tuple(unknown), places)


def ask(forge: Forge, config: Config, environ: Mapping[str, str]) -> Resolution:
    """One forge's answer; a forge that cannot be asked is a problem, not an exception."""
    module = importlib.import_module(f".forges.{forge}.resolve", __package__)
    try:
        answer: Resolution = module.resolve(config, environ)
    except WorldError as error:
        found, _, fix = str(error).partition("; ")
        at = f"{forge}.repository"
        problem = Problem(id="forge-not-seen", field=at, found=found, fix=fix)
        return Resolution(config, {}, (problem,))
    return answer


def placed(checked: Checked, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems with their places, in the order of the file."""
    return in_order(checked.source.place(problem) for problem in problems)


def token_missing(config: Config, environ: Mapping[str, str]) -> Iterator[Finding]:
    """Without GITHUB_TOKEN the provider runs `gh auth token` (terraform-provider-github)."""
    for forge in config.forges():
        if not environ.get(TOKENS[forge]):
            at = f"{forge}.repository"
            yield Finding(at, f"{TOKENS[forge]} is not set", f"export {TOKENS[forge]}")


def token_in_config(config: Config, environ: Mapping[str, str]) -> Iterator[Finding]:
    """What stands in the stack's config becomes an input of the provider, and so state."""
    for forge in config.forges():
        if environ.get(f"{forge}:token"):
            found = f"{forge}:token is in the stack's config and would be kept in the state"
            fix = f"pulumi config rm {forge}:token, and export {TOKENS[forge]}"
            yield Finding(f"{forge}.repository", found, fix)


def github_owner_setting(config: Config, environ: Mapping[str, str]) -> Iterator[Finding]:
    """The provider works for one owner; the variables beat the setting (config.go)."""
    if config.github is None:
        return
    wanted = config.github.repository.partition("/")[0]
    names = ("GITHUB_ORGANIZATION", "GITHUB_OWNER", "github:organization", "github:owner")
    said = [(name, environ[name]) for name in names if environ.get(name)]
    if not said:
        found = "GITHUB_OWNER is not set, so the provider does not know where to work"
        yield Finding("github.repository", found, f"export GITHUB_OWNER={wanted}")
    elif said[0][1].casefold() != wanted.casefold():
        name, value = said[0]
        found = f"{name} is {value!r}, so the provider would work there"
        yield Finding("github.repository", found, f"set it to {wanted}")


def github_new_client(config: Config, environ: Mapping[str, str]) -> Iterator[Finding]:
    """The new client sends a write that met a rate limit again without its body.

    Measured with provider 6.13.0: GitHub takes the empty environment, protection is gone, and
    the provider reports success.
    """
    for name in ("GITHUB_LEGACY_CLIENT", "github:legacyClient"):
        if config.github and environ.get(name, "true").lower() in ("false", "0", "f"):
            found = f"{name} is false: that client loses the body of a write that is sent again"
            yield Finding("github.repository", found, f"unset {name}")


def credentials_in_address(config: Config, environ: Mapping[str, str]) -> Iterator[Finding]:
    """An address is shown in messages and links, and kept in the state."""
    names = ("GITHUB_BASE_URL", "GITLAB_BASE_URL", "TRUSTPUB_PYPI_URL", "TRUSTPUB_TESTPYPI_URL")
    for name in names:
        if "@" in environ.get(name, "").partition("//")[2].partition("/")[0]:
            field = f"{'gitlab' if name.startswith('GITLAB') else config.forges()[0]}.repository"
            yield Finding(field, f"{name} holds a user or password", "take it out of the address")


ENVIRONMENT_RULES = (
    credentials_in_address,
    token_missing,
    token_in_config,
    github_owner_setting,
    github_new_client,
)


def repository_renamed(
    config: Config, places: Mapping[Forge, Place], before: Mapping[str, Mapping[str, Any]]
) -> Iterator[Finding]:
    """The state has the old name, the config the new one, and both are one repository.

    The engine would make everything under the new name and then delete the old, and GitHub
    leads the old name on to the new one ("Renaming a repository").
    """
    for forge, place in places.items():
        was = before.get(forge, {})
        if was.get("number") == place.number and was.get("name") != place.name:
            found = f"the state still calls this repository {was['name']}"
            command = f"trustpub moved {was['name']} {place.name}"
            fix = f"run: pulumi stack export | {command} | pulumi stack import"
            yield Finding(f"{forge}.repository", found, fix)


STATE_RULES = (repository_renamed,)
