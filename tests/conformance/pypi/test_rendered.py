"""The rendered pipeline's own command, run by the real uv in a job of the sandbox."""

import shlex

import pytest
from pypi_attestations import Provenance
from ruamel.yaml import YAML

from lab.job import make_wheel, start_job
from lab.world import sandbox
from trustpub.config import Config
from trustpub.indexes.pypi.sites import SITES
from trustpub.writing import files

from .conftest import GITLAB

CONFIG = Config.model_validate(
    {
        "project": "newproject",
        "gitlab": {"repository": "group/sub/otherproject"},
        "publishers": [
            {"index": "testpypi", "environment": "testpypi"},
            {"index": "pypi", "environment": "pypi"},
        ],
        "tags": [{"pattern": "v*", "created_by": {"access": "maintainer"}}],
    }
)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A sandbox whose PyPIs speak https."""
    with sandbox(tls=tmp_path_factory.mktemp("tls")) as running:
        yield running


def publish_job(index):
    """The rendered job of an index, and the words of its last command."""
    [pipeline] = files(CONFIG)
    job = YAML(typ="safe").load(pipeline.text)[f"publish-{index}"]
    return job, shlex.split(job["script"][-1])


@pytest.mark.parametrize("index", ["testpypi", "pypi"])
def test_it_publishes_with_attestations(world, tmp_path, index):
    """As written, but for the address of the index; a token left in a variable is not used."""
    rendered, (program, *words) = publish_job(index)
    place = words.index("--publish-url") + 1
    assert SITES[index].upload == words[place]
    words[place] = f"{world.urls[index]}/legacy/"
    environment = rendered["environment"]["name"]
    form = {**GITLAB, "environment": environment, "project_name": "newproject"}
    world.submit(index, "/manage/account/publishing/", form)
    job = start_job(
        world,
        index,
        forge="gitlab",
        repository="group/sub/otherproject",
        pipeline=".gitlab-ci.yml",
        environment=environment,
    )
    [name] = rendered["id_tokens"]
    wheel, proof = make_wheel(tmp_path, "newproject")
    words[words.index("dist/*") :] = [str(wheel), str(proof)]

    assert name in job.env
    assert index == rendered["id_tokens"][name]["aud"]
    leftover = job.run(program, *words, UV_PUBLISH_TOKEN="pypi-left-over")
    sent = job.run(program, *words)

    assert leftover.code != 0
    assert sent.code == 0, sent.out
    page = f"/integrity/newproject/1.0/{wheel.name}/provenance"
    found = Provenance.model_validate(world.call(index, page))
    assert environment == found.attestation_bundles[0].publisher.environment
