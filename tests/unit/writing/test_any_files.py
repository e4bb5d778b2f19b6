"""Whatever the config: each file parses, and each job runs for just what is declared."""

from collections.abc import Iterable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from trustpub.config import Config
from trustpub.forges.base import DeclaredPublisher
from trustpub.publishers import declared_publishers
from trustpub.writing import Written, files

from ..core.any_config import DOCUMENTS
from .runs import Run, declared, on_github, on_gitlab
from .samples import CONFIGS

SLOW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
REFS = [
    *("v1", "V1", "v1-rc1", "v1-RC1", "v1/x", "w1.0+x/a", "w1.00x/a", "W1.0+x/a"),
    *("main", "a/b", "a/b/c", "x/b", "1.0", "1x0", "vv", "v"),
]
RUNS = st.builds(
    Run,
    st.sampled_from(["tag", "branch"]),
    st.sampled_from(REFS),
    st.sampled_from(["push", "manual"]),
)


def loaded(text: str) -> Any:
    """A file as YAML 1.2."""
    return YAML(typ="safe", pure=True).load(text)


def served(config: Config, file: Written) -> list[DeclaredPublisher]:
    """The publishers of a file, in the order of its jobs."""
    declared = declared_publishers(config, file.forge)
    own = [p for p in declared if file.path.endswith(p.identity.workflow)]
    return sorted(own, key=lambda p: p.index != "testpypi")


def publishing(file: Written, document: Any) -> dict[str, Any]:
    """The publish jobs of a file."""
    jobs: dict[str, Any] = document["jobs"] if file.forge == "github" else document
    return {name: job for name, job in jobs.items() if name.startswith("publish-")}


@SLOW
@given(CONFIGS)
def test_every_publisher_has_its_job_in_its_file(config: Config) -> None:
    """A file serves the publishers that name it, one job each, in their environments."""
    written = files(config)

    everything = [(p.identity.forge, p.field) for p in declared_publishers(config)]
    assert sorted(everything) == sorted((f.forge, p) for f in written for p in f.publishers)
    assert len(written) == len({(file.forge, file.path) for file in written})
    for file in written:
        own = served(config, file)
        jobs = publishing(file, loaded(file.text))
        assert [p.environment.name for p in own] == [
            job["environment"]["name"].replace("${{ '$' }}", "$") for job in jobs.values()
        ]


@settings(SLOW, max_examples=400)
@given(CONFIGS, st.lists(RUNS, min_size=1, max_size=6))
def test_job_runs_for_just_what_is_declared(config: Config, runs: Iterable[Run]) -> None:
    """No run publishes what is not declared for it, and none leaves out what is."""
    for file in files(config):
        document = loaded(file.text)
        pairs = list(zip(publishing(file, document), served(config, file), strict=True))
        for run in runs:
            ran = (on_github if file.forge == "github" else on_gitlab)(document, run)
            assert {name for name, publisher in pairs if declared(publisher, run)} == ran, run


@SLOW
@given(CONFIGS)
def test_github_job_holds_the_least(config: Config) -> None:
    """Nothing at the top, the checkout's read in the build, the ID token alone in a publish job."""
    for file in files(config):
        if file.forge == "github":
            document = loaded(file.text)
            assert {} == document["permissions"]
            assert {"contents": "read"} == document["jobs"]["build"]["permissions"]
            for job in publishing(file, document).values():
                assert {"id-token": "write"} == job["permissions"]
                uses = [step["uses"].partition("@")[0] for step in job["steps"]]
                assert ["actions/download-artifact", "pypa/gh-action-pypi-publish"] == uses


@SLOW
@given(CONFIGS)
def test_gitlab_job_holds_the_token_of_its_index(config: Config) -> None:
    """The audience is the index's, the upload goes there, and who is to approve starts the job."""
    addresses = {
        "pypi": "https://upload.pypi.org/legacy/",
        "testpypi": "https://test.pypi.org/legacy/",
    }
    for file in files(config):
        if file.forge == "gitlab":
            jobs = publishing(file, loaded(file.text)).values()
            for publisher, job in zip(served(config, file), jobs, strict=True):
                index = publisher.index
                assert {f"{index.upper()}_ID_TOKEN": {"aud": index}} == job["id_tokens"]
                assert addresses[index] in job["script"][-1]
                started = {rule.get("when", "on_success") for rule in job["rules"]}
                by_hand = publisher.manual or approved(config, publisher)
                assert started <= {"manual" if by_hand else "on_success", "never"}


def approved(config: Config, publisher: DeclaredPublisher) -> bool:
    """Whether its environment asks for approvals, here or where else it is named."""
    everybody = declared_publishers(config, "gitlab")
    environments = [p.environment for p in everybody]
    return any(e.approvals for e in environments if e.name == publisher.environment.name)


@SLOW
@given(DOCUMENTS)
def test_odd_config_has_files_too(document: dict[str, Any]) -> None:
    """What the rules refuse is written without an exception all the same, and parses."""
    for file in files(Config.model_validate(document)):
        assert loaded(file.text)
