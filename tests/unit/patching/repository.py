"""A repository in memory, and configs for it."""

from dataclasses import dataclass
from typing import Any

from trustpub.config import Config
from trustpub.patching.patch import Patched, patch

GITHUB, GITLAB = ".github/workflows/release.yml", ".gitlab-ci.yml"


@dataclass(frozen=True)
class Memory:
    """A snapshot whose files are texts."""

    texts: dict[str, str]

    def files(self, folder: str) -> tuple[str, ...]:
        """Paths of the files right in a folder."""
        return tuple(sorted(p for p in self.texts if p.rpartition("/")[0] == folder.strip("/")))

    def walk(self) -> tuple[str, ...]:
        """All paths."""
        return tuple(sorted(self.texts))

    def read(self, path: str) -> bytes | None:
        """A file's content."""
        text = self.texts.get(path.lstrip("/"))
        return None if text is None else text.encode()


def config(forge: str, *publishers: dict[str, Any]) -> Config:
    """A project on one forge that publishes `v*` to PyPI, unless told otherwise."""
    created_by = {"roles": ["admin"]} if forge == "github" else {"access": "maintainer"}
    document = {
        "project": "sampleproject",
        forge: {"repository": "octo-org/sampleproject"},
        "publishers": list(publishers) or [{"index": "pypi", "environment": {"name": "pypi"}}],
        "tags": [{"pattern": "v*", "created_by": created_by}],
    }
    if forge == "github":
        document["github"]["workflow"] = "release.yml"
    return Config.model_validate(document)


def patched(
    text: str, forge: str, *publishers: dict[str, Any], beside: dict[str, str] | None = None
) -> Patched:
    """The one file of a project, patched."""
    path = GITHUB if forge == "github" else GITLAB
    snapshot = Memory({**(beside or {}), path: text})
    return patch(config(forge, *publishers), path, text, snapshot)


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """Lines taken out and lines added, without their indentation."""
    from difflib import ndiff

    lines = list(ndiff(before.splitlines(), after.splitlines()))
    out = [line[2:].strip() for line in lines if line.startswith("- ")]
    return out, [line[2:].strip() for line in lines if line.startswith("+ ")]
