"""What a seed may say."""

from typing import Any

import pytest

from .conftest import PROJECT, Bench, seed


def world(**project: Any) -> dict[str, Any]:
    """A seed whose project says more."""
    found = seed()
    found["projects"][0] |= project
    return found


def test_everything_is_seeded() -> None:
    """Protections, environments and variables stand as in their POST; nothing is logged."""
    ask = Bench(
        world(
            protected_tags=[{"name": "v*", "create_access_level": 0}],
            environments=["pypi", {"name": "testpypi", "tier": "testing"}],
            protected_environments=[
                {"name": "pypi", "deploy_access_levels": [{"access_level": 40}]}
            ],
            variables=[{"key": "K", "value": "v", "environment_scope": "pypi"}],
            settings={"ci_config_path": "ci/release.yml"},
        )
    )
    assert ask("GET", f"{PROJECT}/protected_tags/v%2A").status == 200
    assert len(ask("GET", f"{PROJECT}/environments").json()) == 2
    assert ask("GET", f"{PROJECT}/protected_environments/pypi").status == 200
    assert ask("GET", f"{PROJECT}/variables/K").json()["environment_scope"] == "pypi"
    assert ask("GET", PROJECT).json()["ci_config_path"] == "ci/release.yml"
    assert ask.log.of() == []


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        ({**seed(), "nope": 1}, "nope"),
        ({**seed(), "edition": "xe"}, "edition"),
        ({**seed(), "tokens": [{"token": "t", "user": "nobody"}]}, "nobody"),
        ({**seed(), "groups": [{"path": "a/b"}]}, "a/b"),
        (world(members={"nobody": "owner"}), "nobody"),
        (world(members={"bob": "king"}), "king"),
        (world(shared_with={"nowhere": "developer"}), "nowhere"),
        (world(path="nowhere/x"), "nowhere/x"),
        (world(visibility="secret"), "visibility"),
        (world(environments=["/x"]), "/x"),
        (world(protected_tags=[{"name": "v*", "allowed_to_create": [{"user_id": 4}]}]), "member"),
    ],
)
def test_a_seed_is_wrong(broken: dict[str, Any], named: str) -> None:
    """The error names what is wrong."""
    with pytest.raises(ValueError, match=named):
        Bench(broken)
