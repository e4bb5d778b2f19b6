"""A release workflow and a pipeline of 5,000 lines, in several shapes. Pure.

Each is what `trustpub render` writes for a config, with more around it: the tests that a large
project has in the same file, or that it is told in a long-winded way.
"""

from collections.abc import Callable, Iterator

from trustpub.checking import check
from trustpub.writing import files

from . import pipeline_pieces, workflow_pieces

LINES = 5_000
GITHUB = """\
project: sampleproject
github: {repository: octo-org/sampleproject, workflow: release.yml}
publishers:
  - index: pypi
    environment:
      name: pypi
      reviewers: {users: [octocat, hubot]}
      prevent_self_review: true
      admins_can_bypass: false
tags:
  - {pattern: "v*", created_by: {teams: [release-managers]}}
"""
GITLAB = """\
project: sampleproject
gitlab: {repository: group/sampleproject}
publishers:
  - {index: pypi, environment: {name: pypi, deployers: [{access: maintainer}]}}
tags:
  - {pattern: "v*", created_by: {access: maintainer}}
"""


def rendered(config: str) -> tuple[str, list[str]]:
    """Path and lines of the file that a config asks for."""
    found = check(config, "release.yaml").config
    if found is None:
        raise ValueError("the config of a shape is not valid")
    (file,) = files(found)
    return file.path, file.text.splitlines()


def filled(start: list[str], pieces: Iterator[list[str]]) -> str:
    """Pieces behind the start, as long as they fit; comments up to the last line."""
    lines = list(start)
    for piece in pieces:
        if len(lines) + len(piece) > LINES:
            break
        lines += piece
    lines += [f"# {number}" for number in range(LINES - len(lines))]
    return "\n".join(lines) + "\n"


SHAPES: dict[str, tuple[str, Callable[[], Iterator[list[str]]]]] = {
    "workflow, many jobs": (GITHUB, workflow_pieces.test_jobs),
    "workflow, many uploads": (GITHUB, workflow_pieces.upload_jobs),
    "workflow, one long job": (GITHUB, workflow_pieces.long_job),
    "workflow, one long script": (GITHUB, workflow_pieces.long_script),
    "workflow, a large matrix": (GITHUB, workflow_pieces.large_matrix),
    "pipeline, many jobs": (GITLAB, pipeline_pieces.jobs),
    "pipeline, extends and !reference": (GITLAB, pipeline_pieces.chain),
    "pipeline, anchors": (GITLAB, pipeline_pieces.anchors),
    "pipeline, one long script": (GITLAB, pipeline_pieces.script),
}


def shape(title: str) -> dict[str, str]:
    """Path -> text of a repository of that shape: its config and the one large file."""
    config, pieces = SHAPES[title]
    path, start = rendered(config)
    return {"release.yaml": config, path: filled(start, pieces())}
