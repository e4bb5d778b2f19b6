"""Unmodified clients against a running sandbox: uv, twine, id, pypi-attestations, requests."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypi_attestations import Attestation, AttestationType, Distribution, Provenance

from lab.job import make_wheel, start_job
from lab.stack import VENV
from lab.world import CLONE, sandbox

from .conftest import GITHUB, GITLAB

FORMS = {"github": GITHUB, "gitlab": GITLAB}
JOBS = {
    "github": {"repository": "octo-org/sampleproject", "workflow": "release.yml"},
    "gitlab": {"repository": "group/sub/otherproject", "pipeline": ".gitlab-ci.yml"},
}
EXCHANGE = """
import sys, requests
site, token = sys.argv[1:]
answer = requests.post(f"{site}/_/oidc/mint-token", json={"token": token}, timeout=10)
print(answer.json()["token"])
"""
EVERY = [(forge, index) for forge in JOBS for index in ("pypi", "testpypi")]
every = pytest.mark.parametrize(("forge", "index"), EVERY)


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A sandbox whose PyPIs speak https."""
    with sandbox(tls=tmp_path_factory.mktemp("tls")) as world:
        yield world


@pytest.fixture
def world(running):
    """The sandbox as it was when it began."""
    running.reset()
    return running


@pytest.fixture
def job(world):
    """A running job whose publisher waits for newproject."""

    def start(forge, index, registered=True):
        form = {**FORMS[forge], "environment": index, "project_name": "newproject"}
        if registered:
            world.submit(index, "/manage/account/publishing/", form)
        return start_job(world, index, forge=forge, environment=index, **JOBS[forge])

    return start


def minted(world, job):
    """A token for uploads, as requests and the `id` library get it."""
    token = job.run("python", "-m", "id", job.index).out.strip()
    exchanged = job.run("python", "-c", EXCHANGE, world.urls[job.index], token)
    return exchanged.out.strip()


def provenance(world, index, wheel):
    """What the Integrity API says of a file."""
    return world.call(index, f"/integrity/newproject/1.0/{wheel.name}/provenance")


@every
def test_uv_publishes_with_attestation(world, job, tmp_path, forge, index):
    """`uv publish --trusted-publishing always`: exchanged, uploaded, attested, token burnt."""
    wheel, proof = make_wheel(tmp_path, "newproject")

    sent = job(forge, index).uv_publish(wheel, proof)

    assert sent.code == 0, sent.out
    found = Provenance.model_validate(provenance(world, index, wheel))
    [bundle] = found.attestation_bundles
    assert bundle.publisher.kind.lower() == forge
    assert (bundle.publisher.repository, bundle.publisher.environment) == (
        JOBS[forge]["repository"],
        index,
    )
    tokens = [e["action"] for e in world.events(index) if e.get("what") == "token"]
    assert tokens == ["created", "deleted"]
    assert "warning" not in sent.out


def test_uv_publishes_without_attestation(world, job, tmp_path):
    """An upload without attestation is a file without provenance."""
    wheel, _ = make_wheel(tmp_path, "newproject")
    assert job("github", "pypi").uv_publish(wheel).code == 0
    [file] = world.call("pypi", "/pypi/newproject/json")["urls"]
    assert file["filename"] == wheel.name
    assert not [e for e in world.events("pypi") if (e.get("after") or {}).get("provenance")]


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_uv_job_is_not_registered(world, job, tmp_path, forge):
    """PyPI's reason reaches the person who reads the job's log."""
    wheel, _ = make_wheel(tmp_path, "newproject")
    sent = job(forge, "pypi", registered=False).uv_publish(wheel)
    assert sent.code != 0
    assert "valid token, but no corresponding publisher" in " ".join(sent.out.split())


@every
def test_id_detects_the_token_and_twine_uploads(world, job, tmp_path, forge, index):
    """The `id` library finds the job's token; twine uploads with what it is exchanged for."""
    wheel, _ = make_wheel(tmp_path, "newproject")
    running = job(forge, index)
    site = world.urls[index]
    login = {"TWINE_USERNAME": "__token__", "TWINE_PASSWORD": minted(world, running)}
    words = ("upload", "--non-interactive", "--attestations", "--repository-url", f"{site}/legacy/")

    sent = running.run("twine", *words, *map(str, tmp_path.iterdir()), **login)

    assert sent.code == 0, sent.out
    assert Provenance.model_validate(provenance(world, index, wheel))


def test_uv_installs_what_was_published(world, job, tmp_path):
    """The simple API is good enough to install from."""
    files = make_wheel(tmp_path / "dist", "newproject")
    running = job("github", "pypi")
    running.uv_publish(*files)
    place = ("--python", sys.executable, "--target", str(tmp_path / "site"))
    where = ("--no-cache", "--default-index", f"{world.urls['pypi']}/simple/", *place)
    done = running.run("uv", "pip", "install", *where, "newproject")
    assert done.code == 0, done.out
    assert (tmp_path / "site" / "newproject-1.0.dist-info").is_dir()


def test_pypi_attestations_reads_an_attestation(tmp_path):
    """`python -m sandbox attest` writes what pypi-attestations can read and convert."""
    wheel, _ = make_wheel(tmp_path, "newproject")
    command = [sys.executable, "-m", "sandbox", "attest", str(wheel)]
    done = subprocess.run(command, cwd=CLONE, capture_output=True, text=True, check=True)
    file = Path(done.stdout.strip())

    found = Attestation.model_validate_json(file.read_text())

    assert found.to_bundle()
    assert found.statement["predicateType"] == AttestationType.PYPI_PUBLISH_V1.value
    [subject] = found.statement["subject"]
    dist = Distribution.from_file(wheel)
    assert (subject["name"], subject["digest"]["sha256"]) == (dist.name, dist.digest)
    inspect = [str(VENV / "bin" / "pypi-attestations"), "inspect", str(file)]
    shown = subprocess.run(inspect, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr


def test_seeded_provenance_is_read_by_pypi_attestations(pypi):
    """What the seed says was published has provenance in the right shape."""
    path = "/integrity/other-project/1.0/other_project-1.0.tar.gz/provenance"
    found = Provenance.model_validate_json(pypi.get(path).body)
    assert found.attestation_bundles[0].publisher.workflow == "release.yml"


def test_nobody_else_is_trusted(world):
    """Without the sandbox's authority its certificate is refused; localhost is another name."""
    url = world.urls["pypi"].replace("127.0.0.1", "localhost")
    program = "import sys, requests; print(requests.get(sys.argv[1], timeout=10).status_code)"
    bare = {k: v for k, v in os.environ.items() if k not in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")}
    command = [sys.executable, "-c", program, f"{url}/_/oidc/audience"]
    for env, code in ((bare, 1), ({**bare, **world.env}, 0)):
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr


def test_no_token_in_the_log(world, job, tmp_path):
    """Neither the job's token nor the minted one is in the event log."""
    running = job("gitlab", "pypi")
    token = minted(world, running)
    told = json.dumps(world.events("all"))
    assert token.startswith("pypi-")
    assert [] == [secret for secret in (token, *running.secrets) if secret in told]
