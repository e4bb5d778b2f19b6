"""Small configs for tests: a base for each forge, and what a test changes of it."""

from typing import Any

from trustpub.config import Config

GITHUB = {"repository": "octo-org/sampleproject", "workflow": "release.yml"}
GITLAB = {"repository": "group/otherproject"}
BY = {"github": {"roles": ["admin"]}, "gitlab": {"access": "maintainer"}}
OPEN = {"deployers": [{"access": "maintainer"}]}


def publisher(name: Any = "pypi", index: str = "pypi", **more: Any) -> dict[str, Any]:
    """A publisher in an environment of this name."""
    return {"index": index, "environment": name, **more}


def tag(pattern: str = "v*", **by: Any) -> dict[str, Any]:
    """A tag rule."""
    return {"pattern": pattern, "created_by": by}


def hub(**changes: Any) -> Config:
    """A project on GitHub."""
    base = {
        "project": "p",
        "github": GITHUB,
        "publishers": [publisher()],
        "tags": [tag(**BY["github"])],
    }
    return Config.model_validate({**base, **changes})


def lab(**changes: Any) -> Config:
    """A project on GitLab."""
    environment = {"name": "pypi", **OPEN}
    base = {
        "project": "p",
        "gitlab": GITLAB,
        "publishers": [publisher(environment)],
        "tags": [tag(**BY["gitlab"])],
    }
    return Config.model_validate({**base, **changes})


def hub_env(**settings: Any) -> Config:
    """GitHub, with these settings of its one environment."""
    return hub(publishers=[{"index": "pypi", "environment": {"name": "pypi", **settings}}])


def lab_env(**settings: Any) -> Config:
    """GitLab, with these settings of its one environment."""
    return lab(publishers=[{"index": "pypi", "environment": {"name": "pypi", **settings}}])


def private(config: Config, plan: str) -> Config:
    """The same on a private repository of an owner with this plan."""
    assert config.github is not None
    known = config.github.model_copy(update={"visibility": "private", "plan": plan})
    return config.model_copy(update={"github": known})


def free(config: Config, tier: str = "free") -> Config:
    """The same on GitLab's free tier, or another one."""
    assert config.gitlab is not None
    known = config.gitlab.model_copy(update={"tier": tier})
    return config.model_copy(update={"gitlab": known})
