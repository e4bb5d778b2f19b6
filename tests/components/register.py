"""Run the components of one config under mocks and print what they register, as JSON.

Mocks are global to a process, so this runs in one of its own.
"""

import json
import sys
from pathlib import Path
from typing import Any

import pulumi

from components import ReleaseProject
from trustpub.checking import check
from trustpub.plan import make_plan

IDS = {
    "github": {"users/octocat": 11, "teams/release-managers": 21},
    "gitlab": {"users/alice": 31, "groups/group/release-managers": 41},
}
ENVIRON = {
    "TRUSTPUB_PYPI_URL": "https://pypi.example",
    "TRUSTPUB_TESTPYPI_URL": "https://testpypi.example",
}
SEEN = {"link": "a link", "checklist": ["a line"], "state": "declared", "evidence": "none"}


class Recorder(pulumi.runtime.Mocks):
    """Takes every resource, and keeps its type, name and inputs."""

    def __init__(self) -> None:
        self.made: list[dict[str, Any]] = []

    def new_resource(self, args: pulumi.runtime.MockResourceArgs) -> tuple[str, dict[str, Any]]:
        """An id, and the inputs as outputs."""
        self.made.append({"type": args.typ, "name": args.name, "inputs": dict(args.inputs)})
        seen = SEEN if args.typ == "pypi:index:TrustedPublisher" else {}
        return f"{len(self.made)}", {**args.inputs, "rulesetId": 7, **seen}

    def call(self, args: pulumi.runtime.MockCallArgs) -> dict[str, Any]:
        """No component calls a function."""
        raise AssertionError(args.token)


def main(file: str, preview: bool) -> None:
    """Print what the config's components register and what the project gives out."""
    checked = check(Path(file).read_bytes(), file)
    assert checked.config is not None
    plan = make_plan(checked.config, ENVIRON)
    recorder = Recorder()
    pulumi.runtime.set_mocks(recorder, preview=preview)
    outputs: dict[str, Any] = {}

    @pulumi.runtime.test
    def register() -> pulumi.Output[None]:
        ids = {str(forge): IDS[forge] for forge in checked.config.forges()}
        project = ReleaseProject("p", {"plan": plan.model_dump(mode="json"), "ids": ids})
        both = pulumi.Output.all(publishers=project.publishers, checklist=project.checklist)
        return both.apply(outputs.update)

    register()
    made = sorted(recorder.made, key=lambda one: (one["type"], one["name"]))
    print(json.dumps({"resources": made, "outputs": outputs}, indent=2, sort_keys=True))


if __name__ == "__main__":
    main(sys.argv[1], "--preview" in sys.argv)
