"""A requirements file with hashes: which ones the jobs can install this version from."""

from pathlib import Path

import pytest

from trustpub import __version__
from trustpub.fleet_ci.locked import locked
from trustpub.fleet_ci.model import FleetCiError

HASH = f"--hash=sha256:{'a' * 64}"
WHEEL = f"trustpub-{__version__}-py3-none-any.whl"


@pytest.mark.parametrize(
    "line",
    [
        f"trustpub=={__version__} \\\n    {HASH}",
        f"trustpub=={__version__} ; python_version >= '3.11' {HASH}",
        f"./vendor/{WHEEL} {HASH}",
        f"vendor/{WHEEL} \\\n    {HASH}",
        f"trustpub @ https://files.example.org/{WHEEL} {HASH}",
        f"trustpub @ ./{WHEEL} \\\n    {HASH}",
    ],
)
def test_this_version(tmp_path: Path, line: str) -> None:
    """From an index, a folder or an address."""
    (tmp_path / "lock.txt").write_text(f"requests==2.0 {HASH}\n{line}\n")

    assert "lock.txt" == locked(str(tmp_path / "lock.txt"), tmp_path)


@pytest.mark.parametrize(
    "line",
    [
        f"trustpub==0.0.1 {HASH}",
        f"./vendor/trustpub-0.0.1-py3-none-any.whl {HASH}",
        f"./vendor/not-trustpub-{__version__}-py3-none-any.whl {HASH}",
        f"trustpub-tools=={__version__} {HASH}",
        f"# trustpub=={__version__} {HASH}",
    ],
)
def test_another_one(tmp_path: Path, line: str) -> None:
    """It says how to make one that will do."""
    (tmp_path / "lock.txt").write_text(f"{line}\n")

    with pytest.raises(FleetCiError, match=f"./vendor/{WHEEL}"):
        locked(str(tmp_path / "lock.txt"), tmp_path)
