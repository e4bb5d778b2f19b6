"""What the public linters and schemas say of the files: nothing, at their strictest."""

import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.linters.build import actionlint
from trustpub.fleet_ci.model import Known

from ..writing.test_linters import said
from .made import KNOWN, files, project, text
from .stack_schema import STACK

BIN = Path(sys.executable).parent
MANY = KNOWN._replace(
    projects=tuple(project("github", f"octo-org/p{n}") for n in range(60)),
    watched=tuple(f"libs/{n}/release.yaml" for n in range(60)),
)
ODD = KNOWN._replace(
    fleet="a b/it's: #1.yaml", watched=("a b/it's: #1.yaml", "lib[*/on", "a?b+c/**/x.yaml")
)
ENTERPRISE = KNOWN._replace(gitlab="https://git.example.org/api/v4/", delivers=True)
BACKENDS = ("s3://b/x?region=eu", "gs://b", "azblob://b", "postgres://u@h/db", "https://x.example")
LOCK = {"requirements": "release/lock file.txt"}
ROWS: list[tuple[Known, dict[str, Any]]] = [
    (KNOWN, {}),
    (KNOWN, {"shards": 200, "at_once": 7}),
    (KNOWN, LOCK),
    (MANY, {}),
    (ODD, {}),
    (ENTERPRISE, {"shards": 2}),
    *((KNOWN, {"backend": url}) for url in BACKENDS),
]
WORKFLOWS = [
    *ROWS,
    (KNOWN, {"shards": 256, "schedule": "17 3 * * 1"}),
    (KNOWN, {"branch": "release/1.x+y"}),
    (ENTERPRISE, {"shards": 3, "app": "octo-org"}),
    (MANY, {"app": "octo-org", "schedule": "0 */6 * * *", **LOCK}),
]
PIPELINES = [
    *ROWS,
    (KNOWN, {"shards": 1, "image": "example.org:5000/a/b:1@sha256:" + "0" * 64}),
    *((KNOWN, {"branch": name}) for name in ("", "release/1.x+y", "it's", 'it\'s-"x"')),
]
STACKS = [
    *((known, more) for known, more in ROWS if not set(more) & {"shards", "requirements"}),
    (KNOWN, {"image": "a/b:1"}),
    (KNOWN, {"every": 86_400, "private": True, "namespace": "n"}),
]


@pytest.fixture(scope="module")
def workflows(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every workflow, each in a repository of its own."""
    return put(tmp_path_factory.mktemp("github"), "github-actions")


def put(folder: Path, on: Any) -> list[str]:
    """The files of each row on disk."""
    found = []
    for number, (known, more) in enumerate(WORKFLOWS if on == "github-actions" else PIPELINES):
        (file,) = files(on, known, **more)
        path = folder / f"{number}" / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text)
        found.append(str(path))
    return found


def test_zizmor_finds_nothing(workflows: list[str]) -> None:
    """The persona with the most findings, no config that could silence any, no file skipped."""
    strictest = ["--persona", "auditor", "--offline", "--no-config", "--strict-collection"]

    code, output = said(BIN / "zizmor", "--quiet", "--color=never", *strictest, *workflows)

    assert (0, "No findings to report. Good job!") == (code, output.strip())
    assert not any("zizmor" in Path(path).read_text() for path in workflows)


def test_actionlint_finds_nothing(workflows: list[str]) -> None:
    """Syntax, expressions, globs, and ids; shell lines are run elsewhere."""
    program = actionlint(lambda _: None)

    assert (0, "") == said(program, "-shellcheck=", "-pyflakes=", *workflows)


@pytest.mark.parametrize(
    ("on", "schema"), [("github-actions", "github-workflows"), ("gitlab-ci", "gitlab-ci")]
)
def test_file_is_as_the_schema_says(tmp_path: Path, on: str, schema: str) -> None:
    """The published schemas, as check-jsonschema ships them."""
    program = [BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}"]

    code, output = said(*program, *put(tmp_path, on))

    assert (0, "ok -- validation done") == (code, output.strip())


@pytest.mark.parametrize(("known", "more"), STACKS)
def test_stacks_are_as_the_schema_says(known: Known, more: dict[str, Any]) -> None:
    """The fields of the operator's resource that are written, and none that it has not."""
    documents = list(yaml.safe_load_all(text("kubernetes-operator", known, **more)))

    assert ["ServiceAccount", "ClusterRoleBinding"] == [one["kind"] for one in documents[:2]]
    assert len(known.projects) == len(documents[2:])
    for stack in documents[2:]:
        jsonschema.validate(stack, STACK)
