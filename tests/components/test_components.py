"""What the components register with Pulumi for a config, and what their schema is."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pulumi.provider.experimental.analyzer import Analyzer

from components.github import GitHubRelease
from components.gitlab import GitLabRelease
from components.project import ReleaseProject
from components.pypi import PyPIPublisher
from components.readback import ReadBack

CLONE = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "registered"
CASES = (
    "example-github",
    "example-gitlab",
    "example-both-forges",
    "github-every-bypass",
    "gitlab-approvals",
    "gitlab-people-create-tags",
    "shared-environment-triggers-joined",
)
COMPONENTS = {
    ReleaseProject: ({"plan", "ids"}, {"publishers", "checklist"}),
    GitHubRelease: ({"environments", "policies", "rulesets"}, {"environments", "rulesetIds"}),
    GitLabRelease: ({"tags", "environments"}, {"protectedTags", "environments"}),
    ReadBack: ({"plan"}, set()),
    PyPIPublisher: (
        {
            "index",
            "project",
            "forge",
            "issuer",
            "namespace",
            "repository",
            "workflow",
            "organization",
        }
        | {"environment"},
        {"link", "checklist", "state", "evidence"},
    ),
}


def registered(case: str, *flags: str) -> dict[str, Any]:
    """What a case's config registers, from a process of its own."""
    file = f"tests/cases/{case}/release.yaml"
    words = [sys.executable, "-m", "tests.components.register", file, *flags]
    done = subprocess.run(words, cwd=CLONE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made: dict[str, Any] = json.loads(done.stdout)
    return made


@pytest.mark.parametrize("case", CASES)
def test_config_is_registered(case: str, bless: bool) -> None:
    """The components register exactly the resources and inputs of the golden file."""
    actual = json.dumps(registered(case), indent=2) + "\n"
    golden = GOLDEN / f"{case}.json"
    if bless:
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(actual, "utf-8")

    assert golden.read_text("utf-8") == actual


def test_preview_registers_the_same() -> None:
    """A preview registers what an `up` does."""
    up, preview = registered("example-both-forges"), registered("example-both-forges", "--preview")

    assert up["resources"] == preview["resources"]


def test_everything_of_the_plan_is_registered() -> None:
    """Each resource of a plan is one resource of a provider."""
    for case in CASES:
        plan = json.loads((CLONE / "tests" / "cases" / case / "plan.json").read_text("utf-8"))
        made = json.loads((GOLDEN / f"{case}.json").read_text("utf-8"))["resources"]
        own = [one for one in made if not one["type"].startswith("trustpub:")]

        assert len(plan["resources"]) == len(own)


def test_no_token_is_registered() -> None:
    """No input or output of any resource is a token or is named like one."""
    text = "".join(path.read_text("utf-8").lower() for path in GOLDEN.iterdir())

    assert "password" not in text
    assert "token" not in text.replace("token.actions.githubusercontent.com", "")


def test_project_gives_out_what_is_to_do() -> None:
    """The outputs are state, evidence and link of each publisher, and its checklist."""
    outputs = registered("example-github")["outputs"]

    names = [
        "pypi/sampleproject/github/octo-org/sampleproject/pypi",
        "testpypi/sampleproject/github/octo-org/sampleproject/testpypi",
    ]
    seen = {"state": "declared", "evidence": "none", "link": "a link"}
    assert dict.fromkeys(names, seen) == outputs["publishers"]
    assert {key: ["a line"] for key in names} == outputs["checklist"]


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.__name__)
def test_schema_is_inferred(component: Any) -> None:
    """Pulumi infers inputs and outputs of each component from its annotations."""
    inputs, outputs = COMPONENTS[component]

    result = Analyzer("trustpub").analyze([component])

    found = result["component_definitions"][component.__name__]
    assert inputs == set(found.inputs)
    assert outputs == set(found.outputs)


def test_one_provider_hosts_all() -> None:
    """The five components fit into one provider: no type is defined twice."""
    result = Analyzer("trustpub").analyze(list(COMPONENTS))

    assert {c.__name__ for c in COMPONENTS} == set(result["component_definitions"])
    assert {"GitHubEnvironment", "GitLabEnvironment"} <= set(result["type_definitions"])
