"""What the files are made for: options of both forges, and what a shell runs of them."""

from typing import Any

import yaml

from trustpub.fleet_ci.model import File
from trustpub.model import Forge
from trustpub.preview_ci.making import made
from trustpub.preview_ci.model import Asked

DIGEST = "@sha256:" + "0" * 64
PLAIN = Asked("release.yaml", "trustpub render release.yaml --preview")
FLEET = Asked("teams/a b/fleet.yaml", "trustpub fleet ci --on x 'teams/a b/fleet.yaml' --preview")
LOCKED = FLEET._replace(requirements="teams/lock file.txt")
ROWS: dict[str, tuple[Forge, Asked]] = {
    "github": ("github", PLAIN),
    "github-locked": ("github", LOCKED._replace(schedule="*/30 6-20 * * 1-5")),
    "gitlab": ("gitlab", PLAIN),
    "gitlab-locked": (
        "gitlab",
        LOCKED._replace(branch="release/1.x", image=f"example.org:5000/a/b:1{DIGEST}"),
    ),
}


def files(forge: Forge, asked: Asked = PLAIN) -> tuple[File, ...]:
    """All files for a forge."""
    return made(forge, asked)


def documents(forge: Forge, asked: Asked = PLAIN) -> list[dict[str, Any]]:
    """The same, read. YAML 1.1 takes the key `on` for a truth."""
    return [yaml.safe_load(file.text) for file in files(forge, asked)]


def job(which: str, asked: Asked = PLAIN) -> dict[str, Any]:
    """`preview` or `comment` of GitHub."""
    found = documents("github", asked)[which == "comment"]["jobs"][which]
    assert isinstance(found, dict)
    return found


def step(which: str, name: str, asked: Asked = PLAIN) -> tuple[str, dict[str, str]]:
    """The lines of a step, and what of its environment is no expression."""
    found = next(one for one in job(which, asked)["steps"] if one["name"] == name)
    plain = {k: str(v) for k, v in found["env"].items() if "${{" not in str(v)}
    return found["run"], plain


def pipeline(asked: Asked = PLAIN) -> dict[str, dict[str, Any]]:
    """Both jobs of GitLab, with what they extend."""
    (document,) = documents("gitlab", asked)
    below = document[".trustpub-preview"]
    found = {}
    for name in ("trustpub-preview", "trustpub-preview-comment"):
        own = {key: value for key, value in document[name].items() if key != "extends"}
        variables = {**below["variables"], **own.get("variables", {})}
        found[name] = {**below, **own, "variables": variables}
    return found
