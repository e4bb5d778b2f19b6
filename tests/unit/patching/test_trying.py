"""What a text of one file cannot change is read once; what it can change is read with each text."""

from collections import Counter
from dataclasses import dataclass, field, replace

import pytest

from trustpub.patching.trying import Judge, Overlay
from trustpub.workflows.listing import pipelines_of, read_repository

from .repository import GITHUB, GITLAB, Memory, config

WORKFLOW = """on: {push: {tags: ["v*"]}}
jobs:
  publish:
    runs-on: ubuntu-latest
    steps: [{run: twine upload dist/*, env: {TWINE_PASSWORD: "${{ secrets.ONE }}"}}]
"""
PIPELINE = """publish:
  script: [twine upload dist/*]
  variables: {TWINE_PASSWORD: $ONE}
"""
TEXTS = {
    GITHUB: (WORKFLOW, WORKFLOW.replace("ONE", "OTHER"), "a: [", ""),
    GITLAB: (PIPELINE, PIPELINE.replace("ONE", "OTHER"), "a: [", ""),
}
OTHER = {GITHUB: GITLAB, GITLAB: GITHUB}
BESIDE = {
    "apart": {GITHUB: WORKFLOW, GITLAB: PIPELINE},
    "a pipeline takes the workflow in": {
        GITHUB: WORKFLOW,
        GITLAB: f"include: [{{local: /{GITHUB}}}]\n{PIPELINE}",
    },
    "a workflow runs the pipeline": {
        GITHUB: WORKFLOW.replace("twine upload dist/*", f"sh {GITLAB}"),
        GITLAB: PIPELINE,
    },
    "nothing for the other forge": {},
}


@dataclass(frozen=True)
class Counted:
    """A snapshot that counts what is read."""

    beneath: Memory
    reads: Counter[str] = field(default_factory=Counter)

    def files(self, folder: str) -> tuple[str, ...]:
        """Paths of the files right in a folder."""
        return self.beneath.files(folder)

    def walk(self) -> tuple[str, ...]:
        """All paths."""
        return self.beneath.walk()

    def read(self, path: str) -> bytes | None:
        """A file's content, counted."""
        self.reads[path] += 1
        return self.beneath.read(path)


@pytest.mark.parametrize("path", [GITHUB, GITLAB])
@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE)
def test_a_text_is_judged_as_if_it_were_the_first(path: str, beside: dict[str, str]) -> None:
    """Whatever was judged before it, and whoever else takes the file in."""
    forge = "github" if path == GITHUB else "gitlab"
    judge = Judge(config(forge), Memory(beside), path)
    named = pipelines_of(config(forge))

    for text in (*TEXTS[path], *reversed(TEXTS[path])):
        fresh = read_repository(Overlay(Memory(beside), path, text.encode()), named)
        got = judge.of(text)

        assert text == got.text
        assert fresh.problems == judge.reading(text.encode()).problems
        assert without_reach(fresh) == without_reach(got.case.reading)


def without_reach(reading):
    """A reading without its functions, which are never equal."""
    jobs = [
        replace(job, uploads=tuple(replace(step, reach=None) for step in job.uploads))
        for job in reading.jobs
    ]
    return replace(reading, jobs=tuple(jobs))


@pytest.mark.parametrize("path", [GITHUB, GITLAB])
def test_files_of_the_other_forge_are_read_once(path: str) -> None:
    """As long as they do not take this one in."""
    snapshot = Counted(Memory(BESIDE["apart"]))
    forge = "github" if path == GITHUB else "gitlab"
    judge = Judge(config(forge), snapshot, path)
    judge.of(TEXTS[path][0])
    once = snapshot.reads[OTHER[path]]

    for text in TEXTS[path]:
        judge.of(text)

    assert 0 < once == snapshot.reads[OTHER[path]]


def test_a_text_is_judged_once() -> None:
    """The verdict is kept."""
    judge = Judge(config("github"), Memory({}), GITHUB)

    assert judge.of(WORKFLOW) is judge.of(WORKFLOW)
