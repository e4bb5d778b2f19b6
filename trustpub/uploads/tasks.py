"""Commands that run what a project names: make, tox, nox, invoke, and releases of their own."""

import configparser
import re
from collections.abc import Callable

from . import makefile
from .expand import show
from .frames import Result
from .here import Here
from .options import parse
from .project_tasks import package_script, project_task
from .releases import curl, releaser, semantic_release
from .scripts import HINT, UPLOADS, ended

Task = Callable[[Here, list[str]], Result]
LISTED = "[tox]"
"""Among tox's sections: the environments that run where none is named."""
OUTSIDE_BRACES = re.compile(r"[,\s]+(?![^{}]*\})")
MAKEFILES = ("GNUmakefile", "makefile", "Makefile")


def make(here: Here, argv: list[str]) -> Result:
    """`make TARGET`: the recipes of the target and of what it needs."""
    parsed = parse(argv[1:], ("-C", "--directory", "-f", "--file", "-j", "-o", "-W", "-I"))
    given = dict(word.split("=", 1) for word in map(show, parsed.words) if "=" in word)
    targets = [show(word) for word in parsed.words if "=" not in word]
    if parsed.has("-n", "--dry-run", "--just-print", "--version", "--help"):
        return Result()
    folder = parsed.last(("-C", "--directory"))
    named = parsed.last(("-f", "--file"))
    with here.inside(folder):
        texts = [here.read(name) for name in ([named] if named else MAKEFILES)]
        text = next((text for text in texts if text is not None), None)
        recipes = makefile.commands(text, targets, given) if text else None
        if recipes is not None:
            for name, value in given.items():
                here.scope.set("variable", name, value)
                here.scope.set("exported", name, "yes")
            return ended(here.script(recipes, (), f"make {folder} {' '.join(targets)}"))
    if text and not UPLOADS.search(text) and "include" not in text:
        return Result()
    return hinted(here, argv, "its Makefile cannot be read" if text is None else "no such target")


def hinted(here: Here, argv: list[str], why: str) -> Result:
    """A task of a project that cannot be read: it counts if its name speaks of a release."""
    if any(HINT.search(show(word)) or show(word).startswith("$") for word in argv[1:]):
        return here.unseen(argv, why)
    return Result()


def tox(here: Here, argv: list[str]) -> Result:
    """`tox -e NAME`: the commands of the environment."""
    parsed = parse(argv[1:], ("-e", "-c", "--conf", "-f", "-m", "--workdir", "-x", "--override"))
    chosen = [name for text in parsed.options.get("-e", ()) for name in show(text).split(",")]
    text = here.read(show(parsed.last(("-c", "--conf")) or "tox.ini"))
    sections = tox_sections(here, text)
    if not chosen and not parsed.has("-l", "-a", "--listenvs", "--help", "-h", "--version"):
        chosen = (here.variable("TOXENV") or sections.get(LISTED, "")).split(",")
        chosen = [each for name in chosen for each in braces(name.strip())]
    if not sections:
        return hinted(here, argv, "its tox.ini cannot be read")
    lines = []
    for name in chosen:
        found = sections.get(name.strip())
        if found is None and name.startswith("$"):
            return here.unseen(argv, "its environments come from outside")
        lines.append(sections.get("", "") if found is None else found)
    extra = " ".join(map(show, argv[argv.index("--") + 1 :])) if "--" in argv else ""
    script = re.sub(r"\{posargs(?::([^}]*))?\}", lambda m: extra or m[1] or "", "\n".join(lines))
    script = re.sub(r"\{env:(\w+)(?::([^}]*))?\}", r"${\1:-\2}", script)
    script = re.sub(r"\{env_?python\}|\{envpython\}", "python", script)
    return ended(here.script(script, (), f"tox {' '.join(chosen)}"))


def braces(name: str) -> list[str]:
    """`py{311,312}-dist`: each name that it stands for."""
    found = re.search(r"\{([^{}]*)\}", name)
    if not found:
        return [name]
    before, after = name[: found.start()], name[found.end() :]
    parts = found[1].split(",")[:50]
    return [each for part in parts for each in braces(before + part.strip() + after)][:200]


def tox_sections(here: Here, text: str | None) -> dict[str, str]:
    """The commands of each tox environment; of all others under the empty name."""
    found: dict[str, str] = {}
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    try:
        parser.read_string(text or here.read("setup.cfg") or "")
    except configparser.Error:
        return {}
    for key in ("envlist", "env_list"):
        if names := (parser.get("tox", key, fallback="") or "").strip():
            found[LISTED] = ",".join(OUTSIDE_BRACES.split(names))
    for section in parser.sections():
        if section == "testenv" or section.startswith("testenv:"):
            lines = (
                f"{parser.get(section, 'commands_pre', fallback='') or ''}\n"
                f"{parser.get(section, 'commands', fallback='') or ''}"
            )
            given = tox_variables(parser.get(section, "setenv", fallback="") or "")
            given += tox_variables(parser.get(section, "set_env", fallback="") or "")
            cut = [
                line.strip().removeprefix("- ").removeprefix("! ") for line in lines.splitlines()
            ]
            found[section.partition(":")[2]] = "\n".join([*given, *cut])
    tables = here.tables("tox.toml") if text is None else {}
    tables = tables or (here.tables("pyproject.toml", "tool", "tox") if text is None else {})
    if isinstance(listed := tables.get("env_list"), list):
        found[LISTED] = ",".join(map(str, listed))
    for name, table in (tables.get("env") or {}).items():
        rows = table.get("commands", []) if isinstance(table, dict) else []
        found[name] = "\n".join(" ".join(map(str, row)) for row in rows if isinstance(row, list))
    return found


def tox_variables(text: str) -> list[str]:
    """`setenv`: lines `NAME = text`."""
    pairs = [line.split("=", 1) for line in text.splitlines() if "=" in line]
    return [f'export {name.strip()}="{value.strip()}"' for name, value in pairs]


def program_file(*files: str) -> Task:
    """A runner whose tasks are a program: what the file names is all that can be seen."""

    def run(here: Here, argv: list[str]) -> Result:
        if any(word in ("--version", "--list", "-l", "--help") for word in argv[1:]):
            return Result()
        texts = [text for text in map(here.read, files) if text is not None]
        if not texts:
            return hinted(here, argv, "its tasks cannot be read")
        if any(UPLOADS.search(text) for text in texts):
            return here.unseen(argv, "its tasks are a program that names an upload")
        return Result()

    return run


def named_task(owner: str) -> Task:
    """A runner with tasks in a table."""

    def run(here: Here, argv: list[str]) -> Result:
        words = parse(argv[1:], ("-C", "--root", "-p", "--project")).words
        if not words:
            return Result()
        text = project_task(here, owner, show(words[0]))
        if text is None:
            return hinted(here, argv, "no such task can be read") if owner == "poe" else Result()
        return ended(here.script(text, words[1:], f"task {words[0]}"))

    return run


def node(here: Here, argv: list[str]) -> Result:
    """`npm run NAME`."""
    words = [word for word in argv[1:] if not word.startswith("-")]
    if "semantic-release" in words:
        return JAVASCRIPT_RELEASE(here, argv)
    if words[:1] == ["run"] and len(words) > 1:
        text = package_script(here, words[1])
        if text is None:
            return hinted(here, argv, "no such script can be read")
        return ended(here.script(text, (), f"npm {words[1]}"))
    return Result()


JAVASCRIPT_RELEASE = program_file(
    *(".releaserc", ".releaserc.json", ".releaserc.yml", ".releaserc.yaml", "package.json"),
    *("release.config.js", "release.config.cjs", "release.config.mjs"),
)
"""semantic-release for JavaScript runs what its configuration says."""
TASKS: dict[str, Task] = {
    **dict.fromkeys(("make", "gmake"), make),
    "tox": tox,
    "nox": program_file("noxfile.py"),
    **dict.fromkeys(("invoke", "inv"), program_file("tasks.py", "tasks/__init__.py")),
    "doit": program_file("dodo.py"),
    "just": program_file("justfile", "Justfile", ".justfile"),
    "task": program_file("Taskfile.yml", "Taskfile.yaml"),
    "duty": program_file("duties.py"),
    "rake": program_file("Rakefile"),
    "poe": named_task("poe"),
    "pdm": named_task("pdm"),
    **dict.fromkeys(("npm", "npx", "yarn", "pnpm"), node),
    "semantic-release": semantic_release,
    "curl": curl,
    **dict.fromkeys(("fullrelease", "zest.releaser"), releaser),
}
