"""The written files, run as the CI would: one comment on a request, through all of its life."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lab.world import Sandbox
from tests.unit.commenting.conftest import BOT, Place, both
from tests.unit.commenting.requested import config

from .asking import Asking, fork

SAFE, SAFER = config(20), config(30)
RISKY = config(10).replace("reviewers: {users: [octocat]}", "reviewers: {users: [stranger]}")
BROKEN = "project: [\n"
LEFT = "nothing is left to do"
FORGED = "All is well, says the author"
LIES = f"env > trustpub-preview/env; echo '{FORGED}' > trustpub-preview/preview.md"
ENV = "  environment: trustpub-preview\n  inter"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox with a repository on each forge."""
    with both(tmp_path_factory.mktemp("seed")) as running:
        yield running


@pytest.fixture(params=["github", "gitlab"])
def asking(request: pytest.FixtureRequest, served: Sandbox, tmp_path: Path) -> Asking:
    """Each forge."""
    return Asking(Place(request.param, served), tmp_path)


def only(asking: Asking) -> str:
    """The one comment, about the newest commit."""
    (text,) = asking.comments(1)
    return text


def quiet(asking: Asking, before: int) -> bool:
    """Whether nothing but the comment was written."""
    end = "/comments" if asking.place.forge == "github" else "/notes"
    return all(end in event["path"] for event in asking.place.sandbox.writes(before))


def test_the_life_of_a_request(asking: Asking) -> None:
    """Open, a risk, broken, mended, all taken back, merged: each told in the same comment."""
    before, goods, texts = asking.place.sandbox.mark(), [], []
    for text in (SAFE, RISKY, BROKEN, SAFER, config(10)):
        asking.pushed(text)
        checked, made = asking.check(), asking.comment()
        assert (1, 1) == (checked.jobs, made.jobs)
        assert {"preview.json", "preview.md"} == set(checked.kept)
        assert {"request-1.json", "request-1.md"} == set(made.kept)
        assert BOT not in checked.log + made.log + "".join([*checked.kept.values()])
        goods.append((checked.good, made.good))
        texts.append(only(asking))
        assert asking.head[:12] in texts[-1] or text == config(10)
    asking.merged()
    assert asking.comment().good
    texts.append(only(asking))

    assert [(True, True), (False, True), (False, True), (True, True), (True, True)] == goods
    signs = ["no gate is weakened", "2 risks", "1 error", "no gate is weakened", *[LEFT] * 2]
    assert [] == [(sign, text) for sign, text in zip(signs, texts, strict=True) if sign not in text]
    assert quiet(asking, before)


def test_a_fork_whose_author_has_his_own_ci(asking: Asking) -> None:
    """His job may say what he likes, and holds no token; the comment says what is so."""
    place = asking.place
    own = {path: loud(text) for path, text in asking.files.items()}
    asking.pushed(RISKY, own, source=fork(place), branch="--fetch $(touch x)")
    before = place.sandbox.mark()

    forged, made = asking.check(), asking.comment()

    assert forged.good, forged.log
    assert {"env", "preview.md"} <= set(forged.kept)
    assert FORGED in forged.kept["preview.md"]
    assert BOT not in "".join(forged.kept.values())
    assert (1, True) == (made.jobs, made.good), made.log
    assert "2 risks" in only(asking)
    assert FORGED not in only(asking) + made.log + "".join(made.kept.values())
    assert quiet(asking, before)


def loud(text: str) -> str:
    """A workflow or pipeline in which every job tells all it knows, and lies."""
    found = re.sub(r"( *)trustpub preview .*", lambda m: f"{m[1]}{LIES}", text)
    return found.replace(
        "extends: .trustpub-preview\n  inter", f"extends: .trustpub-preview\n{ENV}"
    )


def test_two_runs_at_once(asking: Asking) -> None:
    """And a third one afterwards: one comment is left, and it is true."""
    asking.pushed(SAFE)
    with ThreadPoolExecutor(2) as pool:
        runs = [one.result() for one in [pool.submit(asking.comment) for _ in range(2)]]

    assert [1, 1] == [one.jobs for one in runs]
    assert asking.head[:12] in only(asking)
    asking.pushed(RISKY)
    assert asking.comment().good
    assert "2 risks" in only(asking)


def test_an_event_that_was_lost(asking: Asking) -> None:
    """The daily look makes up for it; what is merged is left as it is."""
    asking.pushed(SAFE)
    assert asking.comment().good
    asking.pushed(RISKY)

    made = asking.daily()

    assert (1, True) == (made.jobs, made.good), made.log
    assert "2 risks" in only(asking)
    asking.merged()
    before = asking.place.sandbox.mark()
    assert asking.daily().good
    assert [] == asking.place.sandbox.writes(before)


def test_other_events_start_nothing(asking: Asking) -> None:
    """A push; a trigger of a branch that nobody protects."""
    asking.pushed(SAFE)
    before = asking.place.sandbox.mark()

    if asking.place.forge == "github":
        found = asking.trusted("push", {})
    else:
        found = asking.gitlab("trigger", asking.ref, CI_COMMIT_REF_PROTECTED="false")

    assert 0 == found.jobs
    assert [] == asking.place.sandbox.writes(before)
