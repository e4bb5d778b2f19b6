"""Which files of a repository could hold a credential of an index: told by their paths alone.

Read are: settings of tools (at most six folders deep), what other CIs run, files of variables, and
scripts whose name says that they publish or that lie where scripts for CI lie. Other scripts are
read only where a workflow, a pipeline, a Makefile or a setting that is read names them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple


class Kind(NamedTuple):
    """Files of one kind."""

    tool: str
    path: re.Pattern[str]
    deepest: int = 6
    """Folders above it."""
    most: int = 100
    """Of one repository that are read."""
    told: bool = True
    """Whether it is said that there are more: not of scripts that nothing names."""


def kind(tool: str, path: str, deepest: int = 6, most: int = 100) -> Kind:
    """A row: the pattern is of the end of the path, from a folder's or the file's name on."""
    return Kind(tool, re.compile(rf"(?:^|.*/)(?:{path})", re.IGNORECASE), deepest, most)


FOREIGN = "foreign CI"
KINDS = (
    kind(".pypirc", r"(?:[\w.-]*[._])?pypirc(?:[._-][\w.-]*)?", 40),
    kind("pip", r"\.?pip\.(?:conf|ini)(?:\.\w+)?", 20),
    kind("variables", r"\.env(?:\.[\w.-]+)?|\.envrc(?:\.\w+)?|[\w.-]+\.env", 6),
    kind("workflow", r"\.github/workflows/[^/]+\.ya?ml|\.gitlab-ci[^/]*\.ya?ml", 2),
    kind("workflow", r"\.gitlab/(?:[^/]+/)*[^/]+\.ya?ml|(?:\.github/actions/.*/)?action\.ya?ml", 5),
    kind(FOREIGN, r"\.travis\.ya?ml|\.?appveyor[\w.-]*\.ya?ml|bitbucket-pipelines\.ya?ml", 2),
    kind(FOREIGN, r"\.circleci/[^/]+\.ya?ml|\.?azure-pipelines[\w.-]*(?:/[^/]+)*\.ya?ml", 4),
    kind(FOREIGN, r"\.(?:azuredevops|pipelines|buildkite|semaphore|builds)/[^/]+\.ya?ml", 2),
    kind(FOREIGN, r"\.(?:drone|woodpecker|cirrus)\.(?:ya?ml|star|jsonnet)|\.woodpecker/.*", 2),
    kind(FOREIGN, r"jenkinsfile[\w.-]*|[\w.-]*\.jenkinsfile|wercker\.ya?ml|shippable\.ya?ml", 3),
    kind(FOREIGN, r"buildspec[\w.-]*\.ya?ml|cloudbuild[\w.-]*\.(?:ya?ml|json)|codeship-.*", 3),
    kind(FOREIGN, r"\.(?:gitea|forgejo)/workflows/[^/]+\.ya?ml", 2),
    kind("variables", r"\.?[\w.-]*pypi[\w.-]*\.(?:txt|token|key)|\.pypi[\w-]*", 3, 40),
    kind("tox", r"tox\.(?:ini|toml)"),
    kind("nox", r"noxfile\.py"),
    kind("make", r"(?:GNU)?makefile(?:\.[\w.-]+)?|[\w.-]+\.mk"),
    kind("just", r"\.?justfile|[\w.-]+\.just"),
    kind("task", r"taskfile(?:\.dist)?\.ya?ml|rakefile|(?:tasks|dodo|duties|fabfile)\.py"),
    kind("poetry", r"poetry\.toml"),
    kind("hatch", r"hatch\.toml"),
    kind("uv", r"uv\.toml"),
    kind("pdm", r"\.?pdm\.toml"),
    kind("settings", r"pyproject\.toml|setup\.cfg|pipfile|pixi\.toml|poe_tasks\.toml|pants\.toml"),
    kind("settings", r"setup\.py|package\.json|\.netrc|_netrc"),
    kind("container", r"(?:docker-)?compose[\w.-]*\.ya?ml|[\w.-]*dockerfile[\w.-]*|containerfile"),
    kind(
        "script",
        r"[\w.-]*(?:publish|upload|releas|deploy|pypi|twine)[\w.-]*\.(?:sh|bash|zsh|ps1|bat|cmd|py|rb)",
        8,
    ),
    kind("script", r"[\w-]*(?:publish|upload|releas|deploy|pypi|twine)[\w-]*", 3, 40),
    kind(
        "script",
        r"(?:scripts?|bin|ci|\.ci|tools?|dev|devel|build|hack|util|utils|contrib|\.github|\.gitlab)"
        r"/(?:[^/]+/)?[^/]+\.(?:sh|bash|ps1|bat|cmd)",
        4,
        60,
    )._replace(told=False),
    kind("script", r"[^/]+\.(?:sh|bash|ps1|bat|cmd)", 0, 40)._replace(told=False),
)
"""The first that fits is a file's kind."""
ASIDE = re.compile(
    r"(?:^|/)(?:\.git|node_modules|\.?venv|env|site-packages|third[_-]?party|vendor(?:ed)?|"
    r"__pycache__|\.tox|\.nox|dist-packages|locale|_vendor)/",
    re.IGNORECASE,
)
"""What others wrote, or a tool did."""
TESTS = re.compile(r"(?:^|/)(?:tests?|testing)/|(?:^|/)(?:test_|conftest)[^/]*$|_test\.py$")
"""Programs that try an upload out, or the tools themselves: no script of a release."""
TEST = re.compile(r"(?:test_|conftest).*\.py$|.*_test\.py$")
NAMED = re.compile(r"(?<![\w@:])(?:\./)?([\w.-]+(?:/[\w.-]+)*\.(?:sh|bash|ps1|bat|cmd|py))\b")
SAME = 3
"""Scripts of one name: of more nobody knows which is meant."""
LONGEST = 400
"""Characters of a path that is looked at."""


def kind_of(path: str) -> Kind | None:
    """What kind of file a path is of; None for one that is not read."""
    if len(path) > LONGEST or ASIDE.search(path):
        return None
    depth = path.count("/")
    return next((one for one in KINDS if depth <= one.deepest and one.path.fullmatch(path)), None)


def candidates(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths that are read, sorted."""
    return chosen(paths)[0]


def chosen(paths: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paths that are read, and those for which there are too many of their kind."""
    every = frozenset(paths)
    taken: list[str] = []
    over: list[str] = []
    count: dict[Kind, int] = {}
    for path in sorted(every, key=lambda one: (one.count("/"), one)):
        one = kind_of(path)
        if one is not None and not is_library(path, one, every):
            count[one] = count.get(one, 0) + 1
            if count[one] <= one.most:
                taken.append(path)
            elif one.told:
                over.append(path)
    return tuple(sorted(taken)), tuple(sorted(over))


def is_library(path: str, one: Kind, paths: Set[str]) -> bool:
    """Whether a Python file is a test or a part of a package, and no script."""
    if one.tool != "script" or not path.endswith(".py"):
        return one.tool == "script" and bool(TESTS.search(path))
    package = f"{path.rpartition('/')[0]}/__init__.py".lstrip("/")
    return package in paths or bool(TESTS.search(path))


def by_name(paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Scripts by their last names: after `cd` nobody knows the folder."""
    found: dict[str, tuple[str, ...]] = {}
    for path in paths:
        name = path.rpartition("/")[2]
        if NAMED.fullmatch(name) and not (ASIDE.search(path) or TEST.match(name)):
            found[name] = (*found.get(name, ())[:SAME], path)
    return found


def named_in(text: str, scripts: Mapping[str, tuple[str, ...]], folder: str) -> Iterator[str]:
    """Scripts that a text names: from the top, from its own folder, or from one that is unknown."""
    for name in dict.fromkeys(found[1] for found in NAMED.finditer(text)):
        same = scripts.get(name.rpartition("/")[2], ())
        exact = [path for path in same if path in (name, f"{folder}/{name}")]
        near = [path for path in same if path.endswith(f"/{name}")]
        yield from exact or (near if len(same) <= SAME else ())
