"""Names of secrets and variables that are credentials for uploads to an index.

Three things: a name of the table, a name that only looks like one (`like`), and any other.
"""

import re
from typing import Literal, NamedTuple

NAME = re.compile(r"[A-Za-z_]\w{,254}", re.ASCII)
"""What a forge takes as a name: GitLab REST, "Project-level CI/CD variables": at most 255."""


class Row(NamedTuple):
    """Names that a tool reads by itself."""

    names: str
    """A pattern for the whole name, in capitals; the group `index` is the index's name, if any."""
    source: str


TOOLS = (
    Row(r"TWINE_(?:USERNAME|PASSWORD)", "twine docs, environment variables; twine/settings.py"),
    Row(
        r"UV_PUBLISH_(?:USERNAME|PASSWORD|TOKEN)",
        "uv docs, environment variables; uv-static/src/env_vars.rs",
    ),
    Row(r"POETRY_PYPI_TOKEN_(?P<index>\w+)", "poetry docs, configuration: pypi-token.<name>"),
    Row(
        r"POETRY_HTTP_BASIC_(?P<index>(?:TEST_*)?PYPI(?:_*TEST)?)_(?:USERNAME|PASSWORD)",
        "poetry docs, configuration: http-basic.<name>; others there are mostly for installing",
    ),
    Row(r"HATCH_INDEX_(?:USER|AUTH)", "hatch docs, publishing; publish/index.py"),
    Row(r"FLIT_(?:USERNAME|PASSWORD)", "flit docs, uploading packages; flit/upload.py"),
    Row(r"PDM_PUBLISH_(?:USERNAME|PASSWORD)", "pdm docs, publish; project/config.py"),
    Row(r"PYPI_?RC(?:_?FILE)?", "what holds a .pypirc: packaging docs, the .pypirc file"),
    Row(r"MATURIN_(?:USERNAME|PASSWORD|PYPI_TOKEN)", "maturin guide, distribution; upload.rs"),
)
"""Beside them PYPI_TOKEN, PYPI_USERNAME and PYPI_PASSWORD of python-semantic-release before 8,
and TWINE_PASSWORD_PYPI of Pants (docs, "Building distributions"): they fit the words below."""

SUBJECTS = ("PYPI", "TWINE")
SECRETS = (
    *("TOKENS?", "PASSWORD", "PASSWD", "PASS", "PWD", "PW", "SECRET", "KEY", "AUTH"),
    *("CREDENTIALS?", "CREDS"),
)
USERS = ("USERNAME", "USER", "LOGIN", "ACCOUNT")
BESIDE = (
    *("TEST", "PROD", "PRODUCTION", "LIVE", "OFFICIAL", "REAL", "MAIN", "ORG", r"\d++"),
    *("API", "ACCESS", "UPLOADER", "UPLOAD", "PUBLISHER", "PUBLISHING", "PUBLISH"),
    *("RELEASE", "PROJECT", "PACKAGE", "GLOBAL", "BOT", "CI", "MY", "THE"),
)
"""What people put beside them: PyPA's guide has PYPI_API_TOKEN and TEST_PYPI_API_TOKEN."""
FOREIGN = {
    *("OIDC", "ID", "JWT", "MINT", "MINTED", "TRUSTED"),
    *("URL", "URI", "HOST", "PORT", "PATH", "DIR", "MIRROR", "PROXY", "CACHE"),
    *("INSTALL", "PULL", "READ", "READER", "READONLY", "PIP", "EXTRA", "INDEX"),
    *("INTERNAL", "PRIVATE", "LOCAL", "CORP", "INTRANET", "DEVPI", "PYPISERVER", "REGISTRY"),
    *("ARTIFACTORY", "JFROG", "NEXUS", "CODEARTIFACT", "GEMFURY", "CLOUDSMITH", "AZURE", "GCP"),
    *("DOCKER", "CONDA", "ANACONDA", "NPM", "CARGO", "GPG", "SSH", "SIGNING"),
}
"""Words of a name that is for something else: installing, an index of one's own, a short token."""

TOOL_NAMES = tuple(re.compile(row.names) for row in TOOLS)
ANY_WORD = re.compile(rf"(?:(?:{'|'.join((*SUBJECTS, *SECRETS, *USERS, *BESIDE))})_*)+")
SUBJECT = re.compile("|".join(SUBJECTS))
CREDENTIAL = re.compile("|".join((*SECRETS, *USERS)))
SECRET = re.compile("|".join((*SECRETS, "PYPI_?RC")))
SAYS_SECRET = re.compile(rf"(?:API)?(?:{'|'.join(SECRETS)})\d*")
PYPI_WORD = re.compile(r"(?:TEST)?(?:PYPI|PIPY|PYPY)(?:TEST)?")


def known(name: str) -> bool:
    """Whether a name is one of the table, in any letter case."""
    upper = capitals(name)
    return any(one.fullmatch(upper) for one in TOOL_NAMES) or by_words(upper)


def by_words(upper: str) -> bool:
    """Whether a name is made of words for a credential of PyPI, and of no others."""
    return bool(ANY_WORD.fullmatch(upper) and SUBJECT.search(upper) and CREDENTIAL.search(upper))


def like(name: str) -> bool:
    """Whether a name that is not in the table could be a credential of PyPI: a person has to look.

    `OPENAI_PYPI_TOKEN` may be a project's token, `ACME_PYPI_TOKEN` one for a company's own index.
    """
    words = [word for word in capitals(name).split("_") if word]
    if known(name) or FOREIGN & set(words) or not words:
        return False
    about = any(PYPI_WORD.fullmatch(word) for word in words) or words[0] == "TWINE"
    return about and (len(words) == 1 or any(SAYS_SECRET.fullmatch(word) for word in words))


def says_secret(name: str) -> bool:
    """Whether a name of the table is for a secret, and not only for a user's name."""
    return bool(SECRET.search(capitals(name)))


def index_of_name(name: str) -> Literal["pypi", "testpypi"] | None:
    """The index that a name of the table says it is for; None where it says none."""
    upper = capitals(name)
    for row in TOOL_NAMES:
        found = row.fullmatch(upper)
        if found:
            return index_in(found["index"]) if "index" in row.groupindex else None
    return index_in(upper) if by_words(upper) else None


def index_in(words: str) -> Literal["pypi", "testpypi"] | None:
    """`TEST_PYPI_API_TOKEN` -> testpypi, `PYPI` -> pypi; None for another index's name."""
    if "PYPI" not in words or not ANY_WORD.fullmatch(words):
        return None
    return "testpypi" if "TEST" in words else "pypi"


def capitals(name: str) -> str:
    """A name as GitHub compares it; what no forge takes as a name is none."""
    return name.upper() if NAME.fullmatch(name) else ""
