"""The documentation names nothing that does not exist, and leaves out no rule."""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from trustpub.accepting import Risk
from trustpub.audit.judge import AUDIT_RULES
from trustpub.chain.judge import CHAIN_RULES
from trustpub.cli import COMMANDS
from trustpub.dists.rules import DIST_RULES
from trustpub.documents import DOCUMENTS
from trustpub.fleet.model import IDS as FLEET_IDS
from trustpub.fleet.rules import FLEET_RULES
from trustpub.forges.base import rule_id
from trustpub.forges.github.world_rules import WORLD_RULES as GITHUB_RULES
from trustpub.forges.gitlab.world_rules import WORLD_RULES as GITLAB_RULES
from trustpub.indexes.pypi.forms import rules as form_rules
from trustpub.reference import reference
from trustpub.resolving import ENVIRONMENT_RULES, STATE_RULES
from trustpub.rules import all_rules
from trustpub.verifying.problems import IDS as STORED_IDS

CLONE = Path(__file__).parents[2]
PAGES = [p for p in (CLONE / "README.md", *sorted((CLONE / "docs").glob("*.md"))) if p.is_file()]
SOURCES = ("trustpub", "components", "plugin", "sandbox", "engine", "lab", "demo", "bench", "tests")
FOREIGN = {"GITHUB_PATH", "GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STEP_SUMMARY", "GITHUB_ACTIONS"}
"""Variables that GitHub Actions itself has, for snippets of workflows."""
MADE = ("release.yaml", "Pulumi.yaml", "__main__.py", "requirements.txt", ".github/", ".gitlab")
"""Paths in a user's repository, not in this one."""


def ids_in_source() -> Iterator[str]:
    """Ids of problems that no rule function has: `Problem(id="config-syntax", ...)`."""
    for path in (CLONE / "trustpub").rglob("*.py"):
        yield from re.findall(r"Problem\(\s*id=\"([a-z-]+)\"", path.read_text("utf-8"))


def all_ids() -> set[str]:
    """Every id that a problem may have."""
    functions: list[Callable[..., object]] = [
        *all_rules(),
        *GITHUB_RULES,
        *GITLAB_RULES,
        *ENVIRONMENT_RULES,
        *STATE_RULES,
        *DIST_RULES,
        *CHAIN_RULES,
        *AUDIT_RULES,
        *FLEET_RULES,
    ]
    forms = {rule.id for rule in form_rules()}
    fixed = {*STORED_IDS.values(), *FLEET_IDS, *get_args(Risk)}
    return {*map(rule_id, functions), *forms, *fixed, *ids_in_source()}


def said(pattern: str) -> list[tuple[str, str]]:
    """(page, text) of everything in the pages that matches."""
    return [
        (page.name, found)
        for page in PAGES
        for found in re.findall(pattern, page.read_text("utf-8"))
    ]


def code() -> list[tuple[str, str]]:
    """(page, text) of everything between backticks, blocks line by line."""
    return said(r"`([^`\n]+)`") + [
        (page, line)
        for page, block in said(r"```[a-z]*\n(.*?)```".replace(".*?", "[^`]*?"))
        for line in block.splitlines()
    ]


def test_every_rule_has_a_heading() -> None:
    """The headings of docs/rules.md are the ids of the rules, each once, no more and no less."""
    headings = re.findall(r"^## (.+)$", (CLONE / "docs" / "rules.md").read_text("utf-8"), re.M)

    assert sorted(all_ids()) == sorted(headings)


def test_every_rule_is_explained() -> None:
    """Under each heading stand one to four lines."""
    parts = re.split(r"^## .+\n", (CLONE / "docs" / "rules.md").read_text("utf-8"), flags=re.M)
    lengths = [len(part.partition("\n# ")[0].strip().splitlines()) for part in parts[1:]]

    assert [] == [length for length in lengths if not 1 <= length <= 5]


def test_reference_is_fresh() -> None:
    """docs/config.md is what `make schema` writes."""
    assert reference() == (CLONE / "docs" / "config.md").read_text("utf-8")


def test_commands_exist() -> None:
    """Every `trustpub COMMAND` that a page shows is one."""
    shown = said(r"(?<![\w./-])trustpub ((?:check|plan|schema|init|[a-z]+)(?: [a-z]+)?)(?=[\s`])")
    commands = [(page, text.split()) for page, text in shown if in_code(page, f"trustpub {text}")]

    assert [] == [(page, words) for page, words in commands if words[0] not in COMMANDS]
    names = {"release", "fleet", "reference", *DOCUMENTS}
    schemas = [(p, w) for p, w in commands if w[0] == "schema" and len(w) > 1]
    assert [] == [(page, words) for page, words in schemas if words[1] not in names]


def in_code(page: str, text: str) -> bool:
    """Whether a page shows a text as code."""
    return any(page == name and text in line for name, line in code())


def test_make_targets_exist() -> None:
    """Every `make TARGET` that a page shows is in the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (CLONE / "Makefile").read_text("utf-8"), re.M))

    shown = [(p, w) for p, line in code() for w in re.findall(r"(?:^|[ $])make ([a-z-]+)", line)]
    assert [] == [(page, target) for page, target in shown if target not in targets]


def test_variables_exist() -> None:
    """Every environment variable of ours and of the forges that a page names is read by code."""
    text = "\n".join(
        path.read_text("utf-8", "replace")
        for folder in SOURCES
        for path in (CLONE / folder).rglob("*")
        if path.suffix in (".py", ".yaml") and path != Path(__file__)
    )

    named = said(r"\b((?:TRUSTPUB|GITHUB|GITLAB)_[A-Z_]+)\b")
    assert [] == [(p, v) for p, v in named if v not in FOREIGN and v not in text]


def test_paths_exist() -> None:
    """Every path of this repository that a page names, or links to, is there."""
    tracked = set(
        subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=CLONE,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
    )
    tops = {path.partition("/")[0] for path in tracked}
    words = [
        (p, w.rstrip(".,:;/")) for p, line in code() for w in re.findall(r"[\w./-]+/[\w./-]*", line)
    ]
    ours = [(p, w) for p, w in words if w.partition("/")[0] in tops and not w.startswith(MADE)]

    assert [] == [(page, word) for page, word in ours if not (CLONE / word).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Relative links lead to files, and their anchors to headings."""
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = target.partition("#")
        file = page.parent / name if name else page
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.M)
            slugs = {re.sub(r"[^\w\- ]", "", h).strip().lower().replace(" ", "-") for h in headings}
            assert anchor in slugs, target
