"""Every setting, changed behind the tool's back: `verify` and `audit` name it; the refresh may not.

The table in docs/verify.md is what this measures.
"""

import json
import subprocess
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from ruamel.yaml import YAML

from lab.stack import VENV, Stack, environment
from lab.world import CLONE, Sandbox, sandbox
from trustpub.checking import check
from trustpub.observing.settings import leaves
from trustpub.plan import make_plan

from . import behind_github, behind_gitlab
from .behind import PROJECT as GITLAB_PROJECT
from .behind import REPOSITORY, Change, Lot, Told, short
from .behind_audit import Audit, audit, each_alone, stored
from .conftest import MAIN, PROJECT

PAGE = CLONE / "docs" / "verify.md"
MODULES = {"github": behind_github, "gitlab": behind_gitlab}
TITLES = {"github": "GitHub", "gitlab": "GitLab"}
NAMING = {"repository", "project", "environment", "type", "pattern"}
"""Properties that say which thing it is."""
__all__ = ["audit"]
HEAD = ["| setting | changed by hand | the engine's refresh |", "|---|---|---|"]


def lots(module: ModuleType) -> dict[str, list[Change]]:
    """Lot -> its changes: one of an environment, one of a tag rule."""
    pairs = zip_longest(module.ENVIRONMENTS, module.TAGS)
    return {f"l{n:02}": [one for one in pair if one] for n, pair in enumerate(pairs)}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Sandbox]:
    """The example's world, without limits: the look-ups of many lots come within seconds.

    And without old tokens, which an audit has to tell.
    """
    seed = YAML(typ="safe").load(CLONE / "sandbox/seed.example.yaml")
    for place in seed["github"]["repositories"]:
        place.pop("secrets", None)
    seed["github"]["limits"] = {"primary": 1_000_000, "secondary": {"points": 1_000_000}}
    (tmp_path / "seed.yaml").write_text(json.dumps(seed))
    with sandbox(tmp_path / "seed.yaml") as running:
        yield running


def verify(stack: Stack) -> Any:
    """What `trustpub verify` says."""
    command = [str(VENV / "bin" / "trustpub"), "verify", "--format", "json"]
    done = subprocess.run(
        command, cwd=stack.folder, env=stack.env, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return json.loads(done.stdout)


def differences(stack: Stack, wanted: dict[str, list[Change]]) -> dict[str, Told]:
    """What `verify` tells, by lot."""
    document = verify(stack)
    assert [] == document["unknown"]
    found: dict[str, Told] = {lot: [] for lot in wanted}
    for told in document["differences"]:
        # An approval rule that comes back is the last of its list: a note.
        if told["reason"].startswith("the same rules in another order"):
            continue
        lot = next(lot for lot in wanted if lot in told["name"])
        found[lot].append(short(told, lot))
    return {lot: sorted(told) for lot, told in found.items() if told}


def seen_by_refresh(stack: Stack) -> set[str]:
    """Names, below the repository, of what a preview with refresh would change."""
    run = stack.must("preview", "--refresh", "--json", "--stack", stack.name)
    steps = json.loads(run.out[run.out.index("{") :])["steps"]
    urns = [step["urn"] for step in steps if step["op"] not in ("same", "read", "refresh")]
    names = [urn.rpartition("::")[2] for urn in urns]
    return {below(name) for name in names}


def below(name: str) -> str:
    """The name of a resource below its repository."""
    return name.removeprefix(f"{REPOSITORY}/").removeprefix(f"{GITLAB_PROJECT}/")


def is_seen(change: Change, lot: str, seen: set[str]) -> bool:
    """Whether anything that `verify` tells of a change is a step of the preview."""
    return any(name.replace("LOT", lot) in seen for _, name, _ in change.told)


def row(change: Change, seen: bool, left: bool) -> str:
    """A line of the table."""
    verdict = "sees it" if seen else "**misses it**"
    if seen and left:
        verdict = "sees it, and **does not set it back**"
    return f"| `{change.setting}` | {change.what} | {verdict} |"


@pytest.mark.parametrize("forge", MODULES)
def test_every_setting_has_a_change(forge: str) -> None:
    """Each property of each resource is changed at least once; those that name it make it gone."""
    module = MODULES[forge]
    config = check(module.config(["l00"]), "release.yaml").config
    assert config is not None
    told = {t[1:] for one in (*module.ENVIRONMENTS, *module.TAGS) for t in one.told}
    gone = {name for name, setting in told if not setting}

    for resource in make_plan(config).resources:
        name = below(resource.name).replace("l00", "LOT")
        for path, _ in leaves(resource.properties) if resource.kind.startswith(forge) else ():
            assert (name, path) in told or (path in NAMING and name in gone), (name, path)


@pytest.mark.parametrize("forge", MODULES)
def test_every_setting_changed_by_hand(
    forge: str, tmp_path: Path, world: Sandbox, audit: Audit, bless: bool
) -> None:
    """`verify` and `audit` name exactly what was changed; the page says what the refresh misses."""
    module = MODULES[forge]
    wanted = lots(module)
    files = {
        "Pulumi.yaml": PROJECT,
        "__main__.py": MAIN,
        "release.yaml": module.config(list(wanted)),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    stack = Stack(tmp_path, "t", environment(tmp_path / "work", world.env))
    stack.init()
    first = stack.up()
    assert 0 == first.code, first.out
    assert {} == differences(stack, wanted)
    kept = stored(forge, world, wanted)

    for lot, changes in wanted.items():
        for change in changes:
            change.do(Lot(world, lot))

    expected = {
        lot: sorted(t for change in changes for t in change.told) for lot, changes in wanted.items()
    }
    assert expected == differences(stack, wanted)
    seen = seen_by_refresh(stack)
    judged = [(lot, one, is_seen(one, lot, seen)) for lot, many in wanted.items() for one in many]
    # What it sees it sets back, as a rule; the rest is what the read-back then fails for.
    last = stack.up("--refresh")
    left = differences(stack, wanted)
    found = {
        (one.setting, one.what): row(one, ok, bool(set(one.told) & set(left.get(lot, []))))
        for lot, one, ok in judged
    }
    in_order = (*module.ENVIRONMENTS, *module.TAGS)
    table = [*HEAD, *(found[one.setting, one.what] for one in in_order)]
    in_page(forge, table, bless)
    assert all(set(one.told) <= set(left[lot]) for lot, one, ok in judged if not ok)
    assert last.code != 0
    assert "Traceback" not in last.out
    each_alone(forge, world, wanted, kept, audit)


def in_page(forge: str, table: list[str], bless: bool) -> None:
    """The table of a forge stands in the page as it was measured."""
    text = PAGE.read_text("utf-8")
    start, end = f"### {TITLES[forge]}\n\n", "\n\n"
    before, _, rest = text.partition(start)
    old, _, after = rest.partition(end)
    new = "\n".join(table)
    if bless and old != new:
        PAGE.write_text(f"{before}{start}{new}{end}{after}", "utf-8")
    assert bless or old == new
