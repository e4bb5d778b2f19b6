"""Exchanging a job's token for one of PyPI's."""

import base64
import json

import pytest

GITHUB_JOB = {
    "forge": "github",
    "repository": "octo-org/sampleproject",
    "workflow": "release.yml",
    "environment": "pypi",
}
GITLAB_JOB = {
    "forge": "gitlab",
    "repository": "group/sub/otherproject",
    "pipeline": ".gitlab-ci.yml",
    "environment": "pypi",
}
JOBS = {"github": GITHUB_JOB, "gitlab": GITLAB_JOB}
PROJECT = "/manage/project/other-project/settings/publishing/"
ACCOUNT = "/manage/account/publishing/"


@pytest.fixture
def registered(pypi, github, gitlab):
    """Other.Project with one publisher on each forge."""
    pypi.post(PROJECT, **github)
    pypi.post(PROJECT, **gitlab)
    return pypi


def token_of(pypi, job):
    return pypi.send("POST", "/-/jobs", job).json()["token"]


def mint(pypi, job):
    return pypi.send("POST", "/_/oidc/mint-token", {"token": token_of(pypi, job)})


def refusal(answer):
    assert answer.status == 422
    [error] = answer.json()["errors"]
    return error["code"], error["description"]


FITS = [
    ("github", {}),
    ("github", {"environment": "PyPI"}),
    ("github", {"ref": "", "claims": {"job_workflow_ref": None}}),
    ("github", {"claims": {"something_new": 1}}),
    ("gitlab", {}),
    ("gitlab", {"ref": "main", "ref_type": "branch"}),
    ("gitlab", {"claims": {"sub": "project_path:Group/Sub/OtherProject:ref:x"}}),
]


@pytest.mark.parametrize(("forge", "change"), FITS)
def test_token_is_exchanged(registered, forge, change):
    """A token of the registered identity is good for one of PyPI's, for 15 minutes."""
    job = {**JOBS[forge], **change}
    if change.get("ref") == "":
        where = "octo-org/sampleproject/.github/workflows/release.yml@abc"
        job = {**job, "sha": "abc", "claims": {"job_workflow_ref": where}}
    answer = mint(registered, job)
    assert answer.status == 200
    assert answer.json()["token"].startswith("pypi-")
    assert registered.changes()[-1][0] == "token"


GITLAB_FILE = "gitlab.com/group/sub/otherproject//.gitlab-ci.yml"
UNFIT = [
    ("github", {"environment": None}, "Publisher with matching claims was not found"),
    ("github", {"environment": "other"}, "Publisher with matching claims was not found"),
    ("github", {"repository": "Octo-org/sampleproject"}, "was not found"),
    ("github", {"repository": "octo-org/SampleProject"}, "was not found"),
    ("github", {"workflow": "Release.yml"}, "was not found"),
    ("github", {"claims": {"repository_owner_id": "1"}}, "was not found"),
    ("github", {"claims": {"ref": "refs/tags/v2"}}, "The job_workflow_ref claim does not match"),
    ("github", {"claims": {"repository_owner": "x"}}, "required claim 'repository_owner'"),
    ("github", {"claims": {"event_name": None}}, "Missing claim 'event_name'"),
    ("github", {"event": "pull_request_target"}, "'pull_request_target' is not supported"),
    ("gitlab", {"environment": "PyPI"}, "Publisher with matching claims was not found"),
    ("gitlab", {"pipeline": "ci.yml"}, "was not found"),
    ("gitlab", {"repository": "Group/sub/otherproject"}, "The ci_config_ref_uri claim does not"),
    ("gitlab", {"claims": {"sha": None}}, "Missing claim 'sha'"),
    ("gitlab", {"claims": {"sha": ""}}, "The ref_path and sha claims are empty"),
    ("gitlab", {"claims": {"sub": "project_path:x/y"}}, "required claim 'sub'"),
    ("gitlab", {"issuer": "https://gitlab.example.com"}, "was not found"),
    (
        "gitlab",
        {"claims": {"ci_config_ref_uri": f"{GITLAB_FILE}@refs/heads/x"}},
        "The ci_config_ref_uri claim does not match",
    ),
]


@pytest.mark.parametrize(("forge", "change", "reason"), UNFIT)
def test_token_fits_no_publisher(registered, forge, change, reason):
    """A token that differs in one claim is refused with PyPI's reason, and nothing changes."""
    before = registered.changes()
    code, description = refusal(mint(registered, {**JOBS[forge], **change}))
    assert code == "invalid-publisher"
    assert reason in description
    assert registered.changes() == before


def test_token_is_used_again(registered):
    """A token is good for one exchange."""
    body = {"token": token_of(registered, GITHUB_JOB)}
    assert registered.send("POST", "/_/oidc/mint-token", body).status == 200
    code, _ = refusal(registered.send("POST", "/_/oidc/mint-token", body))
    assert code == "invalid-reuse-token"


def test_publisher_without_environment(registered, github):
    """Without an environment any will do; an exact one is taken first."""
    registered.post(PROJECT, **{**github, "environment": ""})
    assert mint(registered, {**GITHUB_JOB, "environment": "other"}).status == 200
    assert mint(registered, {**GITHUB_JOB, "environment": None}).status == 200
    mint(registered, GITHUB_JOB)
    exact, general = (
        next(p.id for p in registered.state.publishers() if p.values["environment"] == name)
        for name in ("pypi", "")
    )
    used = [e["after"]["publisher"] for e in registered.log.of() if e.get("what") == "token"]
    assert used == [general, general, exact]


def encoded(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


FORGED = ".".join([encoded({"alg": "none"}), encoded({"iss": "https://gitlab.com"}), ""])
BAD = [
    ([], "invalid-payload"),
    ({}, "invalid-payload"),
    ({"token": 1}, "invalid-payload"),
    ({"token": "x.y.z"}, "invalid-payload"),
    ({"token": FORGED}, "invalid-token"),
]


@pytest.mark.parametrize(("body", "code"), BAD)
def test_payload_is_bad(registered, body, code):
    """What is no token is refused as such."""
    assert refusal(registered.send("POST", "/_/oidc/mint-token", body))[0] == code


def test_audience_is_another(registered):
    """A token for TestPyPI is none for PyPI."""
    job = {**GITHUB_JOB, "claims": {"aud": "testpypi"}}
    assert refusal(mint(registered, job))[0] == "invalid-token"


def test_token_is_old(registered):
    """A token is stale when its time and 30 seconds are over."""
    body = {"token": token_of(registered, GITHUB_JOB)}
    registered.send("POST", "/-/clock", {"advance_seconds": 331})
    assert refusal(registered.send("POST", "/_/oidc/mint-token", body))[0] == "invalid-token"


def test_issuer_is_unknown(registered):
    """An issuer that PyPI does not trust is named as such."""
    found = refusal(mint(registered, {**GITLAB_JOB, "issuer": "https://gitlab.other.example"}))
    assert found == ("invalid-payload", "unknown trusted publishing issuer")


def test_instance_of_an_organization(pypi, gitlab):
    """An organization's own GitLab can publish its projects."""
    own = "https://gitlab.example.com"
    pypi.post("/manage/project/empty/settings/publishing/", **{**gitlab, "issuer_url": own})
    assert mint(pypi, {**GITLAB_JOB, "issuer": own}).status == 200


def test_pending_publisher_is_used(pypi, github):
    """The first exchange makes the project and its publisher out of the pending one."""
    pypi.post(ACCOUNT, **github, project_name="Brand.New")
    assert mint(pypi, GITHUB_JOB).status == 200
    assert pypi.changes() == [
        ("pending-publisher", "Brand.New", "created"),
        ("project", "Brand.New", "created"),
        ("pending-publisher", "Brand.New", "deleted"),
        ("publisher", "Brand.New", "created"),
        ("token", "release.yml", "created"),
    ]
    assert pypi.state.project("brand-new").owners == ["maintainer"]


def test_pending_publisher_has_expired(pypi, github):
    """After 30 days the exchange fails and no project comes to be."""
    pypi.post(ACCOUNT, **github, project_name="brandnew")
    pypi.send("POST", "/-/clock", {"advance_seconds": 31 * 86400})
    assert refusal(mint(pypi, GITHUB_JOB))[0] == "invalid-publisher"
    assert pypi.state.project("brandnew") is None


def test_name_was_taken_in_between(pypi, github):
    """Who comes first gets the name; the other's pending publisher goes with it."""
    pypi.post(ACCOUNT, **github, project_name="brandnew")
    other = {**github, "repository": "other"}
    pypi.post(f"{ACCOUNT}?as=stranger", **other, project_name="Brand_New")
    assert mint(pypi, GITHUB_JOB).status == 200
    assert pypi.state.pending == {}
    job = {**GITHUB_JOB, "repository": "octo-org/other"}
    assert refusal(mint(pypi, job))[0] == "invalid-publisher"


def test_job_fetches_its_token(registered):
    """The job's own address gives tokens for the audience it asks for, to the job alone."""
    job = registered.send("POST", "/-/jobs", GITHUB_JOB).json()
    path = job["request_url"].removeprefix("http://127.0.0.1")
    url = f"{path}&audience=pypi"
    value = registered.get(url, authorization=f"Bearer {job['request_token']}").json()["value"]
    assert registered.send("POST", "/_/oidc/mint-token", {"token": value}).status == 200
    assert registered.get(url, authorization="Bearer x").status == 404


@pytest.mark.parametrize("job", [{}, {"forge": "x"}, {"forge": "github"}, {**GITHUB_JOB, "x": 1}])
def test_job_is_badly_described(pypi, job):
    """A job that cannot be made sense of is 400."""
    assert pypi.send("POST", "/-/jobs", job).status == 400


def test_token_is_burnt(pypi, github):
    """A burnt token uploads nothing more; a user's token, or none at all, is accepted too."""
    pypi.post("/manage/project/other-project/settings/publishing/", **github)
    token = pypi.send("POST", "/-/jobs", GITHUB_JOB).json()["token"]
    minted = pypi.send("POST", "/_/oidc/mint-token", {"token": token}).json()["token"]
    pypi.state.api_token("pypi-old", "maintainer")
    for one in (minted, "pypi-old", "pypi-never"):
        assert pypi.send("POST", "/_/oidc/burn-token", {"token": one}).status == 202
    assert list(pypi.state.tokens) == ["pypi-old"]
    assert pypi.changes()[-1] == ("token", "release.yml", "deleted")
    assert pypi.send("POST", "/_/oidc/burn-token", {}).status == 422
