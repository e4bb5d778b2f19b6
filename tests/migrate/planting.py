"""Tools to plant a world with: names, values, files; everything follows from one seed."""

import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .model import Key, Planted, Work
from .texts_files import DECOYS, HOLD, NAMING, RUN_BY_JOBS, Text

STYLES = {
    "pypi": ("PYPI_TOKEN", "PYPI_API_TOKEN", "MY_SECRET", "PYPI_PASSWORD", "RELEASE_KEY"),
    "testpypi": (
        *("TEST_PYPI_TOKEN", "TESTPYPI_API_TOKEN", "MY_TEST_SECRET", "TEST_PYPI_PASSWORD"),
        "STAGING_KEY",
    ),
}
"""Names of passwords; the third and the last of each are arbitrary."""
ARBITRARY = (
    *("MY_SECRET", "RELEASE_KEY", "MY_TEST_SECRET", "STAGING_KEY"),
    *("RELEASE_PASSPHRASE", "UPLOAD_KEY", "COMPANY_UPLOAD"),
)
"""Names that say nothing of an index."""
UNUSED = (
    *("TWINE_API_TOKEN", "FLIT_PASSWORD", "HATCH_INDEX_AUTH", "PDM_PUBLISH_PASSWORD"),
    *("POETRY_HTTP_BASIC_PYPI_PASSWORD", "MATURIN_PYPI_TOKEN", "UV_PUBLISH_PASSWORD"),
    *("POETRY_PYPI_TOKEN_PYPI", "TWINE_USERNAME", "UV_PUBLISH_USERNAME", "PYPI_TOKEN"),
)
"""Names of tools that nothing in the files refers to."""
DECOY_NAMES = (
    *("DOCKER_TOKEN", "NPM_TOKEN", "CODECOV_TOKEN", "PYPI_MIRROR_URL", "PYPI_INDEX"),
    *("GH_RELEASE_TOKEN", "SLACK_WEBHOOK", "PIP_EXTRA_INDEX_URL", "TWINE_REPOSITORY_URL"),
    *("SIGNING_KEY", "CARGO_REGISTRY_TOKEN", "UV_PUBLISH_URL", "CONDA_TOKEN"),
)
"""Secrets and variables that are no credential of an index."""


@dataclass
class Planter:
    """Makes names and values, and remembers what it made."""

    rng: random.Random
    planted: dict[Key, Planted] = field(default_factory=dict)
    values: list[str] = field(default_factory=list)
    """Every value, those of files too."""

    def value(self) -> str:
        """A text that stands nowhere else, in the form of a token."""
        made = f"pypi-{uuid.UUID(int=self.rng.getrandbits(128), version=4).hex}"
        self.values.append(made)
        return made

    def plant(self, key: Key, token: bool, **more: Any) -> str:
        """A secret or variable; what is there already stays. Its name."""
        if key not in self.planted:
            self.planted[key] = Planted(key, self.value(), token, **more)
        return key.name

    def cased(self, name: str) -> str:
        """A name in another letter case."""
        return self.rng.choice((name, name.lower(), name.title(), name))

    def file(self, work: Work, text: Text) -> None:
        """A file of a project, and whether it is one to be found."""
        written = text.text
        while "VALUE" in written:
            value = self.value()
            work.literals += [value] if text.literal else []
            written = written.replace("VALUE", value, 1)
        work.files[text.path] = written
        if text not in DECOYS:
            work.loose[text.path] = text.literal
            work.clean[text.path] = text.clean

    def files(self, work: Work, number: int, tools: Sequence[str]) -> None:
        """The other files of a project: those its jobs run, and in turn each of the lists."""
        for tool in tools:
            run = RUN_BY_JOBS.get(tool)
            if run:
                work.files[run.path] = run.text
                if run.clean:
                    work.loose[run.path] = False
                    work.clean[run.path] = run.clean
        choices = [HOLD[number % len(HOLD)]] if number % 2 else []
        choices += [NAMING[number % len(NAMING)]] if number % 3 == 0 else []
        for text in (*choices, *self.rng.sample(DECOYS, 2)):
            if text.path not in work.files:
                self.file(work, text)
