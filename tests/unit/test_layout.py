"""Who may import what, who may touch the world, and how large things may be."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Set
from pathlib import Path

import pytest

CLONE = Path(__file__).parents[2]
TOOLS = ("lab", "demo", "bench", "mutate")
FOLDERS = ("trustpub", "components", "plugin", "sandbox", "engine", *TOOLS)
LONGEST_FILE, LONGEST_FUNCTION = 200, 50
EXEMPT = ("trustpub/indexes/pypi/stdlib_names.py", "bench/handwritten/")
"""A table copied from elsewhere, and what bench compares with: guides as they are written."""

TOUCH_THE_WORLD = {
    "trustpub/cli/__init__.py": "exit codes, standard output, one variable for pydantic",
    "trustpub/cli/audit.py": "hands the environment to the look at the forges, baselines",
    "trustpub/adopting/engine.py": "runs the engine, hands it files",
    "trustpub/cli/adopt.py": "hands the environment on, writes the files of adoption",
    "trustpub/cli/checklist.py": "hands the environment to the look at the index",
    "trustpub/cli/doctor.py": "reads claims, a log or a token, and hands the environment on",
    "trustpub/cli/drift.py": "reads the report of an audit, hands the environment on",
    "trustpub/cli/files.py": "reads the config file, writes standard output",
    "trustpub/cli/init.py": "writes the first files",
    "trustpub/cli/migrate.py": "hands the environment to the look at forges and indexes",
    "trustpub/cli/migrate_apply.py": "hands the environment on, asks on a terminal",
    "trustpub/cli/migrate_confirm.py": "asks who runs it",
    "trustpub/cli/migrating.py": "hands the environment on, reads the journal",
    "trustpub/cli/plan.py": "hands the environment to the plan",
    "trustpub/cli/probe.py": "hands the environment to the probe",
    "trustpub/cli/render.py": "writes workflows and pipelines",
    "trustpub/dists/folder.py": "reads built files",
    "trustpub/cli/status.py": "hands the environment to the look at the index",
    "trustpub/indexes/pypi/drivers.py": "HTTP: registers, once there is an API for it",
    "trustpub/indexes/pypi/http.py": "HTTP, reads only",
    "trustpub/migrate/acting/entries.py": "reads the journal of migrations",
    "trustpub/cli/fleet.py": "hands the environment to those who answer queries",
    "trustpub/fleet_ci/git.py": "reads what git knows of a repository",
    "trustpub/fleet_ci/locked.py": "reads a requirements file",
    "trustpub/fleet_ci/writing.py": "reads and writes the files that roll out a fleet",
    "trustpub/fleet/reading.py": "reads the fleet file and the files that it names",
    "trustpub/observing/client.py": "HTTP: many requests, and those of the writer paced",
    "trustpub/observing/sending.py": "types of HTTP answers",
    "trustpub/observing/store.py": "keeps the answers of the forges",
    "trustpub/forges/gitlab/observing/journal.py": "keeps the answers of an interrupted look",
    "trustpub/forges/gitlab/observing/resuming.py": "types of HTTP answers",
    "trustpub/probing/http.py": "a job's token, and its exchange",
    "trustpub/reader.py": "HTTP, reads only",
    "trustpub/writer.py": "HTTP: single writes",
    "trustpub/cli/asked.py": "hands the environment to the queries of a fleet",
    "trustpub/cli/rollout_checklist.py": "hands the environment to the look at the indexes",
    "trustpub/cli/rollout_status.py": "writes the page of a rollout",
    "trustpub/cli/rollout_agreed.py": "asks on a terminal",
    "trustpub/cli/rollout_run.py": "hands the environment on",
    "trustpub/cli/rollout_reviewed.py": "hands the environment to those who look",
    "trustpub/rollout/limits/overheard.py": "types of HTTP answers",
    "trustpub/rollout/running/recovering.py": "hands the engine's environment on",
    "trustpub/rollout/running/placing.py": "makes stacks in a backend that is a folder",
    "trustpub/rollout/planning.py": "the environment that engines get, a folder for a moment",
    "trustpub/retrying.py": "types of HTTP answers",
    "trustpub/rollout/running/salting.py": "where the engine keeps its state",
    "trustpub/rollout/processes.py": "hands the environment to what hears the answers",
    "trustpub/rollout/running/engine.py": "serves the program and the provider to the engine",
    "trustpub/rollout/running/one.py": "the environment of one repository's process",
    "trustpub/rollout/setting.py": "reads the journal of rollouts, writes the engine's project",
    "trustpub/rollout/running/starting.py": "starts the engine",
    "trustpub/cli/preview_post.py": "hands the environment on, reads the event of a CI job",
    "trustpub/cli/preview_live.py": "hands the environment to the steps, and to all that is asked",
    "trustpub/cli/preview_look.py": "hands the environment to git and to the steps",
    "trustpub/cli/preview_requests.py": "hands the environment on, for requests of a forge",
    "trustpub/preview/fetching.py": "lets git fetch the commits of a request",
    "trustpub/trees/folder.py": "reads the working tree",
    "trustpub/trees/git.py": "asks git for commits and what they hold",
    "trustpub/starting.py": "reads what a repository says of itself",
    "trustpub/status/asking.py": "HTTP, reads only",
    "trustpub/status/cache.py": "keeps the answers of the indexes",
    "trustpub/status/looking.py": "opens the session for HTTP",
    "trustpub/cli/verify.py": "hands the environment to the look at the forges",
    "trustpub/workflows/folder.py": "reads the files of a checkout",
    "components/program.py": "hands the environment to resolving",
    "components/readback.py": "hands the environment to the look at the forges",
    "plugin/engine.py": "talks to the engine",
    "plugin/proposal.py": "hands the environment to the proposal",
    "plugin/provider.py": "hands the environment to the look at the index",
}
"""File -> what it does there. A new one needs a reason."""

DRIVES_THE_ENGINE = "trustpub/rollout/running/engine.py"
"""The one file of the core that imports pulumi, and is imported only where the engine runs."""

WORLD_MODULES = {
    "requests",
    "socket",
    "subprocess",
    "urllib.request",
    "http.client",
    "grpc",
    "shutil",
}
WORLD_NAMES = {
    "environ",
    "getenv",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "unlink",
}
REGISTRY = re.compile(r"https?://(?:test\.|upload\.)?pypi\.org|pythonhosted\.org")
MIRROR = re.compile(
    r"--(?:extra-)?index-url|PIP_INDEX_URL|/simple/?[\"'\s]*$|artifactory|nexus\.", re.M
)
MACHINE = re.compile(r"(?<![\w.:/}])/(?:home|Users|root|work|workspace|mnt|tmp)/[\w.]")


def sources(*folders: str) -> list[Path]:
    """The Python files of some folders."""
    return sorted(p for folder in folders for p in (CLONE / folder).rglob("*.py"))


def name(path: Path) -> str:
    """The path as the tests call it."""
    return path.relative_to(CLONE).as_posix()


def imports(path: Path, known: Set[str] = frozenset()) -> Iterator[str]:
    """Every module a file imports, wherever in it, by its full name.

    `from . import x` is about the package itself only where `x` is no known module.
    """
    package = list(path.relative_to(CLONE).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: -node.level] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{module}.{alias.name}" for alias in node.names]
            yield from names
            if not known.issuperset(names):
                yield module


def tracked() -> list[Path]:
    """The files that are, or would be, in git."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listed, cwd=CLONE, capture_output=True, text=True, check=True)
    return [CLONE / path for path in done.stdout.split("\0") if path and (CLONE / path).is_file()]


def test_core_knows_no_pulumi() -> None:
    """`trustpub` imports neither pulumi nor anything that is built on it, but for one file."""
    foreign = ("pulumi", "components", "plugin", "sandbox", "engine", "lab", "demo", "tests")
    found = [
        (name(path), module)
        for path in sources("trustpub")
        for module in imports(path)
        if module.split(".")[0].startswith(foreign) and name(path) != DRIVES_THE_ENGINE
    ]

    assert [] == found


def test_check_runs_without_pulumi() -> None:
    """`trustpub check` works where pulumi cannot be imported."""
    program = (
        "import sys\n"
        "class Block:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0].startswith(('pulumi', 'grpc', 'requests')):\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, Block())\n"
        "from trustpub.cli import main\n"
        "sys.exit(main(['check', 'examples/github/release.yaml']))\n"
    )
    env = {**os.environ, "PYTHONPATH": str(CLONE)}

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=CLONE,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, "") == (done.returncode, done.stderr)


def touches(path: Path) -> Iterator[str]:
    """What in a file reaches out of the process."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in WORLD_NAMES:
            yield node.attr
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "open"
        ):
            yield "open"
    yield from (module for module in imports(path) if module in WORLD_MODULES)


def test_named_files_touch_the_world() -> None:
    """HTTP, sockets, processes, files and variables are for the files of the list alone."""
    found = {name(p) for p in sources("trustpub", "components", "plugin") if list(touches(p))}

    assert set(TOUCH_THE_WORLD) == found


@pytest.mark.parametrize("path", sources("components"), ids=name)
def test_component_keeps_its_annotations(path: Path) -> None:
    """Pulumi infers a component's schema from annotations, and fails on texts in their place."""
    assert "from __future__ import annotations" not in path.read_text("utf-8")


def test_files_are_short() -> None:
    """No source file is over 200 lines."""
    long = {
        name(path): count
        for path in sources(*FOLDERS)
        if (count := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
        and not name(path).startswith(EXEMPT)
    }

    assert {} == long


def test_functions_are_short() -> None:
    """No function is over 50 lines."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = [
        (name(path), node.name)
        for path in sources(*FOLDERS)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, kinds)
        and not name(path).startswith(EXEMPT)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert [] == long


def test_every_package_ships() -> None:
    """A folder that the list of packages lacks is missing in the wheel only."""
    listed = tomllib.loads((CLONE / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    found = {str(f.parent.relative_to(CLONE)) for f in (CLONE / "trustpub").rglob("__init__.py")}
    assert {name.replace("/", ".") for name in found} == {
        name for name in listed if name not in ("trustpub.components", "trustpub.plugin")
    }


def test_imports_do_not_go_round() -> None:
    """Arrows of `trustpub` go one way: no module imports itself through others."""
    modules = {".".join(p.relative_to(CLONE).with_suffix("").parts): p for p in sources("trustpub")}
    known = {m.removesuffix(".__init__"): p for m, p in modules.items()}
    edges = {m: {t for t in imports(p, set(known)) if t in known} - {m} for m, p in known.items()}
    # A package's commands are imported when used, and hold its exit codes.
    edges["trustpub.cli"] = set()
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " -> ".join([*above[above.index(module) :], module])
        if module not in done:
            for target in sorted(edges[module]):
                visit(target, (*above, module))
            done.add(module)

    for module in sorted(edges):
        visit(module, ())


def test_index_addresses_are_in_one_file() -> None:
    """Where PyPI and TestPyPI are is said in sites.py, and in pages for people."""
    told = [
        name(path)
        for path in tracked()
        if path.suffix in (".py", ".yaml", ".yml", ".toml", ".json", "") and is_text(path)
        if REGISTRY.search(path.read_text("utf-8"))
    ]
    own = {"trustpub/indexes/pypi/sites.py", name(Path(__file__))}

    assert [] == [p for p in told if p not in own and not p.startswith(("docs/", "tests/"))]


def is_text(path: Path) -> bool:
    """Whether a file is UTF-8 text."""
    try:
        path.read_text("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@pytest.mark.parametrize(("what", "pattern"), [("mirror", MIRROR), ("machine", MACHINE)])
def test_nothing_of_this_machine_is_tracked(what: str, pattern: re.Pattern[str]) -> None:
    """No file names a package mirror or an absolute path of one machine."""
    found = [
        (name(path), match[0])
        for path in tracked()
        if is_text(path) and path != Path(__file__) and not name(path).startswith("engine/language")
        for match in pattern.finditer(path.read_text("utf-8"))
    ]

    assert [] == found
