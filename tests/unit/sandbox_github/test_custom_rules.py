"""Apps that decide on deployments are listed apart from the built-in rules."""

from .conftest import OPEN, make


def test_custom_rules() -> None:
    """By the slugs of their apps; an environment without any has an empty list."""
    environments = [{"name": "pypi", "custom_rules": ["gatekeeper"]}, {"name": "testpypi"}]
    github = make(repositories=[{"name": "org/open", "environments": environments}])

    some = github.get(f"{OPEN}/environments/PyPI/deployment_protection_rules", None)
    none = github.get(f"{OPEN}/environments/testpypi/deployment_protection_rules")

    (rule,) = some["custom_deployment_protection_rules"]
    assert (True, "gatekeeper") == (rule["enabled"], rule["app"]["slug"])
    assert {"total_count": 0, "custom_deployment_protection_rules": []} == none
    assert [] == github.get(f"{OPEN}/environments/pypi")["protection_rules"]
    missing = f"{OPEN}/environments/x/deployment_protection_rules"
    assert 404 == github.ask("GET", missing).status
