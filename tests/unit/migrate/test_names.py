"""Names of credentials of an index, and names that only come near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustpub.migrate.names import index_of_name, known, like

KNOWN = {
    "TWINE_USERNAME": None,
    "TWINE_PASSWORD": None,
    "TWINE_API_TOKEN": None,
    "TWINE_TOKEN": None,
    "TWINE_TEST_PASSWORD": None,
    "TWINE_PASSWORD_PYPI": "pypi",
    "TWINE_PASSWORD_TESTPYPI": "testpypi",
    "PYPI_TOKEN": "pypi",
    "PYPI_TOKEN_2": "pypi",
    "PYPI_API_TOKEN": "pypi",
    "PYPI_API_KEY": "pypi",
    "PYPI_USERNAME": "pypi",
    "PYPI_USER": "pypi",
    "PYPI_LOGIN": "pypi",
    "PYPI_PASS": "pypi",
    "PYPI_PASSWORD": "pypi",
    "PYPI_PROD_TOKEN": "pypi",
    "PYPI_PUBLISH_TOKEN": "pypi",
    "PYPI_PROJECT_TOKEN": "pypi",
    "PYPITOKEN": "pypi",
    "PYPI_ORG_API_TOKEN": "pypi",
    "PYPI_CREDENTIALS": "pypi",
    "TEST_PYPI_API_TOKEN": "testpypi",
    "TEST_PYPI_TOKEN": "testpypi",
    "TESTPYPI_TOKEN": "testpypi",
    "TESTPYPI_API_TOKEN": "testpypi",
    "TESTPYPI_PASSWORD": "testpypi",
    "PYPI_TEST_TOKEN": "testpypi",
    "PYPI_TEST_LOGIN": "testpypi",
    "PYPI_TOKEN_TEST": "testpypi",
    "PYPITEST_PASSWORD": "testpypi",
    "UV_PUBLISH_TOKEN": None,
    "UV_PUBLISH_USERNAME": None,
    "UV_PUBLISH_PASSWORD": None,
    "POETRY_PYPI_TOKEN_PYPI": "pypi",
    "POETRY_PYPI_TOKEN_TESTPYPI": "testpypi",
    "POETRY_PYPI_TOKEN_TEST_PYPI": "testpypi",
    "POETRY_PYPI_TOKEN_ACME": None,
    "POETRY_HTTP_BASIC_PYPI_USERNAME": "pypi",
    "POETRY_HTTP_BASIC_PYPI_PASSWORD": "pypi",
    "POETRY_HTTP_BASIC_TESTPYPI_PASSWORD": "testpypi",
    "HATCH_INDEX_AUTH": None,
    "HATCH_INDEX_USER": None,
    "FLIT_USERNAME": None,
    "FLIT_PASSWORD": None,
    "PDM_PUBLISH_USERNAME": None,
    "PDM_PUBLISH_PASSWORD": None,
    "MATURIN_USERNAME": None,
    "MATURIN_PASSWORD": None,
    "MATURIN_PYPI_TOKEN": None,
    "PYPIRC": None,
    "PYPIRC_FILE": None,
}
UNCLEAR = (
    *("PYPI", "OPENAI_PYPI_TOKEN", "ACME_PYPI_PASSWORD", "PYPI_TOKEN_DIST_MYPROJECT"),
    *("GITLAB_PYPI_TOKEN", "PYPI_DEPLOY_TOKEN", "PIPY_TOKEN", "PYPI_MASTER_TOKEN"),
)
FRIENDS = (
    *("PYPI_MIRROR_URL", "PYPI_MIRROR_PASSWORD", "PYPI_INDEX", "PYPI_URL", "PYPI_INDEX_URL"),
    *("_".join(("PIP", "INDEX", "URL")), "PIP_EXTRA_INDEX_URL", "TWINE_REPOSITORY"),
    "TWINE_REPOSITORY_URL",
    *("TWINE_CERT", "TWINE_NON_INTERACTIVE", "UV_PUBLISH_URL", "UV_PUBLISH_INDEX"),
    *("UV_INDEX_ACME_PASSWORD", "UV_INDEX_PYPI_PASSWORD", "POETRY_HTTP_BASIC_ACME_PASSWORD"),
    *("POETRY_REPOSITORIES_PYPI_URL", "POETRY_HTTP_BASIC_", "HATCH_INDEX_REPO", "HATCH_ENV"),
    *("FLIT_INDEX_URL", "FLIT_NO_NETWORK", "PDM_PUBLISH_REPO", "MATURIN_REPOSITORY"),
    *("PYPI_ID_TOKEN", "PYPI_OIDC_TOKEN", "GITLAB_PYPI_OIDC_TOKEN", "ARTIFACTORY_PYPI_TOKEN"),
    *("NEXUS_PYPI_PASSWORD", "PRIVATE_PYPI_TOKEN", "PYPI_READ_TOKEN", "DEVPI_PASSWORD"),
    *("GITHUB_TOKEN", "CI_JOB_TOKEN", "NPM_TOKEN", "DOCKER_PASSWORD", "API_TOKEN", "TOKEN"),
    *("PASSWORD", "USERNAME", "PUBLISH_TOKEN", "REPOSITORY_PASSWORD", "TEST", "PYPI_TARGET"),
    *("PYPI_PROJECT", "PYPI_RELEASE", "PYPI_PASSTHROUGH", "PYPI_USER_AGENT", "PYPI_VERSION"),
    *("MATURIN_TEST_PYTHON", "INTERTWINED_TOKENS", "TWINED_PASSWORD", "", "PYPI TOKEN", "_"),
    "PYPI_SIGNING_KEY",
)


@pytest.mark.parametrize("name", KNOWN)
@pytest.mark.parametrize("case", [str.upper, str.lower, str.title, str.swapcase])
def test_a_name_of_the_table(name, case):
    """It is known in any letter case, with the index that it says, and in no doubt."""
    assert (True, KNOWN[name], False) == (
        known(case(name)),
        index_of_name(case(name)),
        like(case(name)),
    )


@pytest.mark.parametrize("name", UNCLEAR)
def test_a_name_that_only_looks_like_one(name):
    """It is not of the table, and worth a person's look."""
    assert (False, None, True) == (known(name), index_of_name(name), like(name))


@pytest.mark.parametrize("name", FRIENDS)
def test_a_name_that_comes_near(name):
    """It is neither of the table nor in doubt."""
    assert (False, None, False) == (known(name), index_of_name(name), like(name))


@given(st.text() | st.text("PYITOKENWUSRA_", min_size=1) | st.lists(st.sampled_from([*KNOWN])))
def test_any_name(name):
    """Any text has an answer, and what has an index is of the table."""
    text = name if isinstance(name, str) else "_".join(name)

    assert not (known(text) and like(text))
    assert index_of_name(text) is None or known(text)


def test_a_long_name_made_of_the_words():
    """A name as no forge takes it is answered at once."""
    assert not known("PYPI_" * 100_000 + "TOKEN!")
    assert not like("PYPI_TOKEN_" * 100_000)
    assert not known("PYPI_TOKEN_" * 22 + "X")
