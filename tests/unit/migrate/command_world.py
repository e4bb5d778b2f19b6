"""A repository and a project that publish by tokens, in sandboxes with their indexes."""

from copy import deepcopy
from typing import Any

from ..observing import worlds as hub
from ..observing_gitlab import worlds as lab

HUB, LAB = "octo-org/app", "group/sub/lib"
VALUE = "pypi-AgEIcHlwaS5vcmcPLANTED"
"""Planted in every secret and variable."""
HUB_CONFIG = """
project: app
github: {repository: octo-org/app, workflow: release.yml}
publishers:
  - {index: testpypi, environment: testpypi, triggers: {tags: ["v*"]}}
  - {index: pypi, environment: pypi, triggers: {tags: ["v*"]}}
tags: [{pattern: "v*", created_by: {teams: [release-managers]}}]
"""
LAB_CONFIG = """
project: lib
gitlab: {repository: group/sub/lib}
publishers:
  - {index: pypi, environment: pypi, triggers: {tags: ["v*"]}}
tags: [{pattern: "v*", created_by: {access: maintainer}}]
"""
WORKFLOW = """name: Release
on: {push: {tags: ["v*"]}}
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: pip install build && python -m build
      - uses: actions/upload-artifact@v4
        with: {name: dist, path: dist/}
  testpypi:
    needs: build
    runs-on: ubuntu-latest
    environment: testpypi
    steps:
      - uses: actions/download-artifact@v4
        with: {name: dist, path: dist/}
      - uses: pypa/gh-action-pypi-publish@release/v1
        with:
          repository-url: https://test.pypi.org/legacy/
          password: ${{ secrets.TEST_PYPI_API_TOKEN }}
  pypi:
    needs: testpypi
    runs-on: ubuntu-latest
    environment: pypi
    steps:
      - uses: actions/download-artifact@v4
        with: {name: dist, path: dist/}
      - uses: pypa/gh-action-pypi-publish@release/v1
        with: {password: "${{ secrets.pypi_api_token }}"}
"""
PIPELINE = """stages: [build, publish]
build:
  stage: build
  image: python:3.12
  script: [pip install build, python -m build]
  artifacts: {paths: [dist/]}
publish:
  stage: publish
  image: python:3.12
  environment: pypi
  variables:
    TWINE_USERNAME: __token__
    TWINE_PASSWORD: $PYPI_TOKEN
  script:
    - pip install twine
    - twine upload dist/*
  rules: [{if: $CI_COMMIT_TAG}]
"""
OTHER = """on: push
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - run: twine upload dist/*
        env: {TWINE_USERNAME: __token__, TWINE_PASSWORD: "${{ secrets.TWINE_PASSWORD }}"}
"""
TAGS = {
    **deepcopy(hub.RULESET),
    "bypass_actors": [{"slug": "release-managers", "bypass_mode": "always"}],
}


def environment(name: str, **more: Any) -> dict[str, Any]:
    """One that deploys from release tags alone."""
    return {
        "name": name,
        "deployment_branch_policy": hub.CUSTOM,
        "policies": [{"name": "v*", "type": "tag"}],
        **more,
    }


def github() -> dict[str, Any]:
    """An organisation whose token two repositories share."""
    app = {
        "name": HUB,
        "teams": {"release-managers": "push"},
        "environments": [
            environment("testpypi", secrets={"TEST_PYPI_API_TOKEN": VALUE}),
            environment("pypi"),
        ],
        "rulesets": [deepcopy(TAGS)],
        "secrets": {"PYPI_API_TOKEN": VALUE, "DEPLOY_KEY": VALUE},
        "variables": {"TWINE_USERNAME": VALUE},
        "files": {".github/workflows/release.yml": WORKFLOW, "README.md": "# app\n"},
    }
    other = {"name": "octo-org/other", "files": {".github/workflows/ci.yml": OTHER}}
    shared = {"TWINE_PASSWORD": {"value": VALUE, "visibility": "all"}}
    return hub.seed(app, other, secrets=shared)


def gitlab() -> dict[str, Any]:
    """A group with a project, and tokens on both."""
    project = {
        "path": LAB,
        "members": {"boss": "maintainer"},
        "protected_tags": [{"name": "v*", "create_access_level": 40}],
        "environments": ["pypi"],
        "protected_environments": [],
        "variables": [
            {"key": "PYPI_TOKEN", "value": VALUE, "environment_scope": "pypi", "masked": True},
            {"key": "LINT_LEVEL", "value": VALUE},
        ],
        "files": {".gitlab-ci.yml": PIPELINE},
    }
    made = lab.seed(project, plan="free")
    made["users"][0] = {"username": "boss", "admin": True}
    return made


def seed() -> dict[str, Any]:
    """Forges and indexes."""
    owner = {"users": [{"name": "maintainer", "password": "maintainer"}]}
    both = [{"name": "app", "owners": ["maintainer"]}, {"name": "lib", "owners": ["maintainer"]}]
    return {
        "github": github(),
        "gitlab": gitlab(),
        "pypi": {**owner, "projects": both},
        "testpypi": {**owner, "projects": both[:1]},
    }
