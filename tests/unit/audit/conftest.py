"""Sandboxes of their own processes, and the command in this one."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from lab.forked import forked_sandbox
from lab.world import Sandbox
from trustpub.cli import main

from ..observing import worlds as hub
from ..observing_gitlab import worlds as lab

Audit = Callable[..., tuple[int, str, str]]
PLAIN = {"name": "octo-org/app", "environments": [{"name": "staging"}]}
BARE = {
    "name": "octo-org/bare",
    "environments": [{"name": "pypi"}],
    "secrets": ["PYPI_API_TOKEN"],
    "subject": {"use_default": False, "include_claim_keys": ["repository_owner"]},
}
UPLOADS = {
    "name": "octo-org/old",
    "files": {
        ".github/workflows/ci.yml": "on: push\n"
        "jobs: {a: {runs-on: x, steps: [{run: twine upload dist/*}]}}\n"
    },
}


CALLS = {
    "name": "octo-org/calls",
    "files": {
        ".github/workflows/ci.yml": "on: push\npermissions: {id-token: write}\n"
        "jobs: {a: {uses: other/flows/.github/workflows/publish.yml@v1}}\n"
    },
}
SHARING = {"login": "acme", "members": ["boss"], "admins": ["boss"], "secrets": ["TWINE_PASSWORD"]}


def seed() -> dict[str, Any]:
    """Both forges: what is as declared, and what is not guarded at all."""
    github = hub.seed(hub.as_declared(), PLAIN, BARE, UPLOADS, CALLS)
    github["organizations"].append(SHARING)
    projects = [lab.as_declared(), lab.plain("group/other", variables=[VARIABLE])]
    return {"github": github, "gitlab": lab.seed(*projects)}


VARIABLE = {"key": "PYPI_TOKEN", "value": "pypi-hush-hush"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox with both forges."""
    path = tmp_path_factory.mktemp("seed") / "seed.yaml"
    YAML(typ="safe").dump(seed(), path)
    with forked_sandbox(path) as running:
        yield running


@pytest.fixture
def audit(
    served: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Audit:
    """`audit(*words, token=...)`: exit code, standard output and error."""
    served.reset()
    for name in ("github", "gitlab"):
        monkeypatch.setenv(f"{name.upper()}_BASE_URL", served.urls[name])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    Path("release.yaml").write_text(hub.CONFIG, "utf-8")
    Path("lab.yaml").write_text(lab.CONFIG, "utf-8")

    def run(*words: str, token: str = "admin-token", lab_token: str = "boss-token") -> Any:
        monkeypatch.setenv("GITHUB_TOKEN", token)
        monkeypatch.setenv("GITLAB_TOKEN", lab_token)
        code = main(["audit", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run
