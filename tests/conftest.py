"""What every test may use."""

import os

import pytest
from hypothesis import settings

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--bless`: accept what is printed now as golden."""
    parser.addoption("--bless", action="store_true", help="write the golden files anew")


settings.register_profile("here", deadline=None)
settings.load_profile("here")
"""A loaded machine is slow, and no test is about time."""


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits before a look-up is sent again."""
    monkeypatch.setattr("trustpub.retrying.PAUSES", (0.0, 0.0))


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--bless"))
