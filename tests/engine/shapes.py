"""Repositories of a few shapes on both forges, and what is there of them in the end."""

from typing import Any

Document = dict[str, Any]
MANAGERS: Document = {"teams": ["release-managers"]}
GITHUB: tuple[Document, ...] = (
    {
        "publishers": [{"index": "pypi", "environment": "pypi"}],
        "tags": [{"pattern": "v*", "created_by": MANAGERS}],
    },
    {
        "publishers": [
            {
                "index": "pypi",
                "environment": {"name": "pypi", "reviewers": {"users": ["octocat"], **MANAGERS}},
                "triggers": {"tags": ["v*"]},
            }
        ],
        "tags": [
            {"pattern": "v*", "created_by": MANAGERS},
            {"pattern": "x*", "created_by": MANAGERS},
        ],
    },
)
GITLAB: tuple[Document, ...] = (
    {
        "publishers": [{"index": "pypi", "environment": {"name": "pypi", "deployers": []}}],
        "tags": [{"pattern": "v*", "created_by": {"access": "maintainer"}}],
    },
    {
        "publishers": [
            {
                "index": "pypi",
                "environment": {"name": "pypi", "deployers": [{"access": "maintainer"}]},
            }
        ],
        "tags": [
            {"pattern": "v*", "created_by": {"access": "maintainer"}},
            {"pattern": "x*", "created_by": {"access": "maintainer"}},
        ],
    },
)


def github(number: int) -> Document:
    """A repository on GitHub, of one shape or another."""
    section = {"repository": f"octo-org/r{number:03}", "workflow": "release.yml"}
    return {"project": f"r{number:03}", "github": section, **GITHUB[number % len(GITHUB)]}


def gitlab(number: int) -> Document:
    """The same on GitLab."""
    section = {"repository": f"group/sub/q{number:03}", "pipeline": ".gitlab-ci.yml"}
    return {"project": f"q{number:03}", "gitlab": section, **GITLAB[number % len(GITLAB)]}


def fleet(each: int) -> list[Document]:
    """So many repositories on each forge, by turns."""
    return [make(number) for number in range(each) for make in (github, gitlab)]
