"""The engine's environment: isolated, and nothing of the user's forges in it."""

from pathlib import Path

import pytest

from engine.environment import engine_env, scrubbed
from engine.model import Engine

ENGINE = Engine(Path("/e/pulumi"), "3.259.0", "built", "", (Path("/e"), Path("/h")))


@pytest.mark.parametrize(
    "name", ["GITHUB_TOKEN", "GITHUB_OWNER", "GITLAB_BASE_URL", "GH_TOKEN", "PULUMI_HOME", "CI"]
)
def test_a_variable_of_the_user_is_dropped(name: str) -> None:
    """Providers prefer these to their arguments, so none may leak in."""
    assert scrubbed({name: "x", "LANG": "C", "CIRCLE": "y"}) == {"LANG": "C", "CIRCLE": "y"}


def test_the_environment_is_isolated(tmp_path: Path) -> None:
    """Home, state and PATH are the project's; the venv comes before the engine."""
    env = engine_env(
        ENGINE, tmp_path, Path("/v"), tmp_path / "s", environ={"PATH": "/u", "CI": "1"}
    )
    assert env == {
        "PATH": "/v/bin:/e:/h:/u",
        "PULUMI_HOME": str(tmp_path),
        "PULUMI_BACKEND_URL": f"file://{tmp_path}/s",
        "PULUMI_CONFIG_PASSPHRASE": "",
        "PULUMI_SKIP_UPDATE_CHECK": "1",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
    }
