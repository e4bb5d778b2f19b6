"""`trustpub probe` in jobs of the sandbox: every way out."""

from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from trustpub.documents import DOCUMENTS
from trustpub.indexes.observation import unknown

from .conftest import Place, Ran

Probe = Callable[..., Ran]
FORGES = ("github", "gitlab")


@pytest.mark.parametrize("forge", FORGES)
def test_token_fits(place: Place, probe: Probe, forge: str) -> None:
    """The publisher of the job's forge is accepted, the other forge's is not, and that is fine."""
    place.job(forge)

    ran = probe()

    states = {p["identity"]["forge"]: p["verdict"]["state"] for p in ran.json["publishers"]}
    assert 0 == ran.code
    assert {forge: "accepted"} == {f: s for f, s in states.items() if s == "accepted"}
    assert ([], [], None) == (ran.json["problems"], ran.json["unknown"], ran.json["exchange"])
    assert [] == place.minted("pypi")
    schema: Any = DOCUMENTS["probe"].model_json_schema(by_alias=True, mode="serialization")
    jsonschema.validate(ran.json, schema)


@pytest.mark.parametrize(
    ("forge", "change", "claim", "expected", "found"),
    [
        ("github", {"environment": "prod"}, "environment", "pypi", "prod"),
        ("github", {"environment": None}, "environment", "pypi", "nothing"),
        ("gitlab", {"environment": "PyPI"}, "environment", "pypi", "PyPI"),
        ("gitlab", {"repository": "group/other"}, "project_path", "group/sub/", "group/other"),
        ("gitlab", {"claims": {"aud": "testpypi"}}, "aud", "pypi", "testpypi"),
    ],
)
def test_claim_differs(
    place: Place, probe: Probe, forge: str, change: Any, claim: str, expected: str, found: str
) -> None:
    """The claim is named with both values; an exchange would be for a stranger, and is not made."""
    place.job(forge, **change)

    ran = probe("--exchange")
    text = probe(form="text")

    assert (1, ["probe-mismatch"]) == (ran.code, ran.ids)
    assert "not-asked" == ran.json["exchange"]["state"]
    assert claim in ran.json["problems"][0]["found"]
    assert f"  differs  {claim}: expected {expected}" in text.out
    assert f"; found {found}" in text.out
    assert [] == place.minted("pypi")


@pytest.mark.parametrize("forge", FORGES)
def test_exchange_is_accepted(place: Place, probe: Probe, forge: str) -> None:
    """The index gives out one token, which is in nothing that is printed."""
    place.job(forge)

    ran = probe("--exchange")

    assert (0, "accepted") == (ran.code, ran.json["exchange"]["state"])
    assert 1 == len(place.minted("pypi"))


@pytest.mark.parametrize("forge", FORGES)
def test_project_would_be_created(place: Place, probe: Probe, forge: str) -> None:
    """A pending publisher is left alone, until its project is wanted."""
    place.job(forge, "testpypi")

    refused = probe("--exchange", index="testpypi")
    assert ([], []) == (place.projects("testpypi"), place.minted("testpypi"))
    created = probe("--exchange", "--create-project", index="testpypi")

    assert (1, ["probe-would-create"]) == (refused.code, refused.ids)
    assert (0, "accepted") == (created.code, created.json["exchange"]["state"])
    assert ["sampleproject"] == place.projects("testpypi")


def test_project_cannot_be_seen(place: Place, probe: Probe) -> None:
    """Where the look fails nothing is exchanged, whatever was said, and the exit code is 3."""
    place.job("github")
    place.patch.setattr(
        "trustpub.probing.exchange.project_exists",
        lambda *_: unknown("p", "503"),
    )

    for words in (["--exchange"], ["--exchange", "--create-project"]):
        ran = probe(*words)
        assert (3, "unknown") == (ran.code, ran.json["exchange"]["state"])
        assert "token exchange" == ran.json["unknown"][0]["what"]
    assert [] == place.minted("pypi")


def test_registration_differs(place: Place, probe: Probe) -> None:
    """The config fits and the index refuses: its code is explained."""
    place.job("github")
    place.net.world.apis["pypi"].state.project("sampleproject").publishers.clear()

    ran = probe("--exchange")
    text = probe("--exchange", form="text")

    assert (1, ["probe-refused"]) == (ran.code, ran.ids)
    refusal = ran.json["exchange"]["refusals"][0]
    assert "invalid-publisher" == refusal["code"]
    assert refusal["meaning"].startswith("the token is good, and no registered publisher fits it")
    assert "invalid-publisher: the token is good" in text.out


def test_token_was_used(place: Place, probe: Probe) -> None:
    """On GitLab the job has one token, for one exchange."""
    place.job("gitlab")

    assert 0 == probe("--exchange").code
    ran = probe("--exchange")

    assert (1, "invalid-reuse-token") == (ran.code, ran.json["exchange"]["refusals"][0]["code"])


def test_outside_a_job(place: Place, probe: Probe) -> None:
    """Nothing is asked of anybody."""
    ran = probe("--exchange")

    assert (2, ["probe-no-job"]) == (ran.code, ran.ids)
    assert [] == place.net.sent


@pytest.mark.parametrize(
    ("sign", "fix"),
    [
        ("GITHUB_ACTIONS", "add `id-token: write`"),
        ("GITLAB_CI", "add `id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}` to the job"),
    ],
)
def test_job_has_no_permission(place: Place, probe: Probe, sign: str, fix: str) -> None:
    """The sentence says what to add."""
    place.patch.setenv(sign, "true")

    ran = probe()

    assert (2, ["probe-no-permission"]) == (ran.code, ran.ids)
    assert fix in ran.json["problems"][0]["fix"]


@pytest.mark.parametrize(
    ("url", "secret", "why"),
    [
        ("http://pypi.sandbox/-/jobs/9/token", "x", "answered 404"),
        ("http://pypi.sandbox/simple/", "x", "did not answer with JSON"),
        ("http://pypi.sandbox/_/oidc/audience", "x", "KeyError"),
        ("http://nowhere.example/", "x", "ConnectionError"),
        ("nonsense", "x", "MissingSchema"),
        ("http://[", "x", "InvalidURL"),
    ],
)
def test_forge_does_not_answer(place: Place, probe: Probe, url: str, secret: str, why: str) -> None:
    """A job that should have a token and gets none is unknown."""
    place.patch.setenv("GITHUB_ACTIONS", "true")
    place.patch.setenv("ACTIONS_ID_TOKEN_REQUEST_URL", url)
    place.patch.setenv("ACTIONS_ID_TOKEN_REQUEST_TOKEN", secret)

    ran = probe()

    assert (3, []) == (ran.code, ran.ids)
    assert why in ran.json["unknown"][0]["why"]


def test_token_is_none(place: Place, probe: Probe) -> None:
    """A variable that holds something else is unknown."""
    place.patch.setenv("GITLAB_CI", "true")
    place.patch.setenv("PYPI_ID_TOKEN", "glpat-secret-secret")
    place.secrets.add("glpat-secret-secret")

    ran = probe("--exchange")

    assert (3, "PYPI_ID_TOKEN holds no JWT") == (ran.code, ran.json["unknown"][0]["why"])


def test_index_is_away(place: Place, probe: Probe) -> None:
    """Without its audience there is nothing to ask a token for."""
    place.job("github")
    place.patch.setenv("TRUSTPUB_PYPI_URL", "http://nowhere.example")

    ran = probe()

    assert (3, "github") == (ran.code, ran.json["forge"])
    assert "could not be reached" in ran.json["unknown"][0]["why"]


def test_index_is_chosen(place: Place, probe: Probe) -> None:
    """With several declared one is to be named; with one it is that one."""
    place.job("github")

    assert (2, ["probe-index"]) == ((ran := probe(index=None)).code, ran.ids)
    lines = place.config.read_text().splitlines(True)
    place.config.write_text("".join(line for line in lines if "testpypi" not in line))
    assert (0, "pypi") == ((ran := probe(index=None)).code, ran.json["index"])
    ran = probe(index="testpypi")
    assert (2, ["probe-index"]) == (ran.code, ran.ids)
    assert "not for testpypi" in ran.json["problems"][0]["found"]


def test_config_is_bad(place: Place, probe: Probe) -> None:
    """A config with errors is not compared with anything."""
    place.job("github")
    place.config.write_text("project: x\n")

    ran = probe()

    assert 2 == ran.code
    assert ran.ids


def test_usage_is_bad(probe: Probe) -> None:
    """`--create-project` alone would look as if it did something."""
    ran = probe("--create-project")

    assert (2, "") == (ran.code, ran.out)
    assert "--exchange" in ran.err


def test_spelling_of_the_account(place: Place, probe: Probe) -> None:
    """PyPI stores the account as GitHub spells it, so the config's letter case does not count."""
    place.job("github")
    place.config.write_text(place.config.read_text().replace("octo-org", "Octo-Org"))

    assert 0 == probe("--exchange").code
