"""Small repositories for tests: one for each forge where all is well, and what a test changes."""

from dataclasses import dataclass, field

from trustpub.chain.judge import judge_chain
from trustpub.chain.model import Chain
from trustpub.checking import Checked, check
from trustpub.workflows.listing import read_for

CONFIG, WORKFLOW, PIPELINE = "release.yaml", ".github/workflows/release.yml", ".gitlab-ci.yml"
HASH = "0123456789abcdef0123456789abcdef01234567"
HUB = {
    CONFIG: """\
project: sampleproject
github: {repository: octo-org/sampleproject, workflow: release.yml}
publishers:
  - index: pypi
    environment: pypi
tags:
  - pattern: "v*"
    created_by: {roles: [admin]}
""",
    WORKFLOW: f"""\
on:
  push:
    tags: ["v*"]
permissions: {{}}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@{HASH}
      - run: python -m build
      - uses: actions/upload-artifact@{HASH}
  publish:
    needs: build
    runs-on: ubuntu-latest
    environment: pypi
    permissions: {{contents: read, id-token: write}}
    steps:
      - uses: actions/download-artifact@{HASH}
        with: {{path: dist}}
      - uses: pypa/gh-action-pypi-publish@{HASH}
""",
}
LAB = {
    CONFIG: """\
project: sampleproject
gitlab: {repository: group/sampleproject}
publishers:
  - index: pypi
    environment: {name: pypi, deployers: [{access: maintainer}]}
tags:
  - pattern: "v*"
    created_by: {access: maintainer}
""",
    PIPELINE: f"""\
build:
  image: python@sha256:{HASH}{HASH[:24]}
  script: [python -m build]
  artifacts: {{paths: [dist]}}
publish:
  image: python@sha256:{HASH}{HASH[:24]}
  needs: [build]
  rules:
    - if: $CI_COMMIT_TAG =~ /^v/ && $CI_COMMIT_REF_PROTECTED == "true"
  environment: pypi
  id_tokens: {{PYPI_ID_TOKEN: {{aud: pypi}}}}
  script:
    - pip install twine
    - twine upload dist/*
""",
}
TEST_URL = "https://test.pypi.org/legacy/"
ACTION = f"      - uses: pypa/gh-action-pypi-publish@{HASH}\n"


@dataclass(frozen=True)
class Files:
    """A repository in memory."""

    texts: dict[str, str | bytes] = field(default_factory=dict)

    def files(self, folder: str) -> tuple[str, ...]:
        """Paths of the files right in a folder."""
        return tuple(p for p in self.walk() if p.rpartition("/")[0] == folder.strip("/"))

    def walk(self) -> tuple[str, ...]:
        """Paths of all files."""
        return tuple(sorted(self.texts))

    def read(self, path: str) -> bytes | None:
        """A file's content."""
        found = self.texts.get(path.lstrip("/"))
        return found.encode() if isinstance(found, str) else found


def changed(base: dict[str, str], *swaps: tuple[str, str]) -> dict[str, str]:
    """A repository with parts of its files replaced; a pair (path, text) of no part is a file."""
    texts = dict(base)
    for old, new in swaps:
        paths = [path for path, text in texts.items() if old in text]
        if not paths and ("/" in old or old.endswith(".yml")) and "\n" not in old:
            texts[old] = new
            continue
        assert paths, f"nothing to replace: {old!r}"
        for path in paths:
            texts[path] = texts[path].replace(old, new)
    return texts


def moved(base: dict[str, str], old: str, new: str) -> dict[str, str]:
    """A repository in which a file has another name."""
    return {new if path == old else path: text for path, text in base.items()}


def chain(texts: dict[str, str]) -> tuple[Checked, Chain]:
    """The config and the chain of a repository; without a config file, the chain alone."""
    checked = check(texts.get(CONFIG, ""), CONFIG)
    reading = read_for(checked.config, Files(dict(texts)))
    return checked, judge_chain(checked.config, reading)
