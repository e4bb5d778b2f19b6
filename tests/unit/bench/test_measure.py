"""Commands that are measured."""

import os
import sys
from pathlib import Path

import pytest

from bench.measure import BenchError, must


def test_output_and_errors_come_together(tmp_path: Path) -> None:
    """In the folder that is named."""
    program = "import os, sys; print(os.getcwd()); print('error', file=sys.stderr)"
    said = must([sys.executable, "-c", program], tmp_path, os.environ)
    assert {str(tmp_path.resolve()), "error"} == set(said.split("\n")[:2])


@pytest.mark.parametrize(("code", "codes"), [(1, (0,)), (2, (0, 1))])
def test_another_exit_code_is_no_measurement(
    tmp_path: Path, code: int, codes: tuple[int, ...]
) -> None:
    """What it said is told."""
    with pytest.raises(BenchError, match=rf"ended with {code}:\nwhy"):
        must([sys.executable, "-c", f"print('why'); exit({code})"], tmp_path, os.environ, codes)


def test_codes_that_are_expected_pass(tmp_path: Path) -> None:
    """A linter that finds something did its work."""
    assert "" == must([sys.executable, "-c", "exit(13)"], tmp_path, os.environ, (0, 13))


def test_what_takes_too_long_is_stopped(tmp_path: Path) -> None:
    """Nothing runs on after it."""
    with pytest.raises(BenchError, match="stopped after 1 seconds"):
        must([sys.executable, "-c", "import time; time.sleep(30)"], tmp_path, os.environ, longest=1)
