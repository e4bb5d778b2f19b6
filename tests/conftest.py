"""What every test may use."""

import os

import pytest

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--bless`: accept what is printed now as golden."""
    parser.addoption("--bless", action="store_true", help="write the golden files anew")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--bless"))
