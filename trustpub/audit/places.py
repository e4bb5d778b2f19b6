"""Pages of the forges that show what a finding is about."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from ..observing.model import Repository, Seen

ENVIRONMENTS = ("github.environment", "github.deployment-policy")
TAG_RULESETS = ("github.tag-ruleset", "github.organization-tag-ruleset")


class Sites(NamedTuple):
    """Addresses of the forges, as people open them."""

    github: str = "https://github.com"
    gitlab: str = "https://gitlab.com"


PUBLIC = Sites()


def sites(environ: Mapping[str, str]) -> Sites:
    """The forges of the environment: an API's prefix is no part of a page's address."""
    return Sites(
        web(environ.get("GITHUB_BASE_URL", ""), "api.github.com", PUBLIC.github),
        web(environ.get("GITLAB_BASE_URL", ""), "", PUBLIC.gitlab),
    )


def web(base: str, public: str, instead: str) -> str:
    """The address without its API, and without what could be a password."""
    parts = urlsplit(base)
    if not parts.hostname or parts.hostname == public:
        return instead
    host = parts.netloc.rpartition("@")[2]
    path = parts.path.rstrip("/").removesuffix("/api/v3").removesuffix("/api/v4")
    return f"{parts.scheme}://{host}{path}"


def page(where: Sites, repository: Repository, seen: Seen | None = None, kind: str = "") -> str:
    """The page of one object; without one, that of all objects of a kind."""
    kind = seen.kind if seen else kind
    number = seen.number if seen else None
    if repository.forge == "gitlab":
        return gitlab(where.gitlab, repository.name, kind)
    name = quote(repository.name)
    if kind in TAG_RULESETS:
        source = seen.beyond.get("source") if seen else None
        start = f"organizations/{quote(str(source))}" if source else name
        return joined(f"{where.github}/{start}/settings/rules", number)
    if kind in ENVIRONMENTS:
        number = number if kind == ENVIRONMENTS[0] else None
        edit = "" if number is None else f"/{number}/edit"
        return f"{where.github}/{name}/settings/environments{edit}"
    return f"{where.github}/{name}"


def joined(url: str, number: int | None) -> str:
    """An address with a number, where there is one."""
    return url if number is None else f"{url}/{number}"


def gitlab(site: str, project: str, kind: str) -> str:
    """GitLab shows protected tags and the rest on two pages of settings."""
    part = "repository" if kind == "gitlab.protected-tag" else "ci_cd"
    return f"{site}/{quote(project)}/-/settings/{part}"


def secrets_page(where: Sites, repository: Repository) -> str:
    """The page of secrets or CI/CD variables."""
    name = quote(repository.name)
    account = repository.facts.get("account")
    if repository.forge == "gitlab":
        start = f"groups/{name}" if account else name
        return f"{where.gitlab}/{start}/-/settings/ci_cd"
    start = f"organizations/{name}" if account else name
    return f"{where.github}/{start}/settings/secrets/actions"


def file_page(where: Sites, repository: Repository, path: str) -> str:
    """The page of a file on the default branch."""
    start = f"{where.gitlab}/{quote(repository.name)}/-"
    if repository.forge == "github":
        start = f"{where.github}/{quote(repository.name)}"
    return f"{start}/blob/HEAD/{quote(path)}"
