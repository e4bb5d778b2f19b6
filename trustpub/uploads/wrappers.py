"""Commands that run another command: what they run."""

import re
from itertools import pairwise

from .behind import TAKES_COMMAND, taken
from .expand import show
from .here import Here
from .options import after
from .project_tasks import project_task
from .pythons import PYTHON, program, python
from .tools import BY_NAME

PREFIXES: dict[str, tuple[tuple[str, ...], int]] = {
    "sudo": (("-u", "--user", "-g", "--group", "-h", "-p", "-C", "-D", "-R", "-T"), 0),
    "doas": (("-u", "-C"), 0),
    "time": (("-f", "-o"), 0),
    "nice": (("-n", "--adjustment"), 0),
    "ionice": (("-c", "-n"), 0),
    "nohup": ((), 0),
    "exec": (("-a",), 0),
    "command": ((), 0),
    "builtin": ((), 0),
    "setsid": ((), 0),
    "unbuffer": ((), 0),
    "winpty": ((), 0),
    "chronic": ((), 0),
    "parallel": (("-j", "--jobs", "-N", "-n", "-a", "--colsep", "--delay", "--retries"), 0),
    "retry": (("-t", "-d", "-m", "--times", "--delay", "--max-delay"), 0),
    "start": ((), 0),
    "call": ((), 0),
    "&": ((), 0),
    "xargs": (("-I", "-n", "-P", "-L", "-d", "-s", "-a", "-E", "--max-args", "--max-procs"), 0),
    "stdbuf": (("-i", "-o", "-e"), 0),
    "timeout": (("-s", "-k", "--signal", "--kill-after"), 1),
    "gosu": ((), 1),
    "su-exec": ((), 1),
    "xvfb-run": (("-s", "-n", "-f", "-p", "-w", "--server-args"), 0),
    "uvx": (
        ("--from", "--with", "-p", "--python", "--index", "--default-index", "--with-editable"),
        0,
    ),
}
RUNNERS: dict[tuple[str, str], tuple[str, ...]] = {
    ("poetry", "run"): ("-C", "--directory", "-P", "--project"),
    ("pdm", "run"): ("-p", "--project", "-s", "--site-packages", "--venv"),
    ("rye", "run"): ("--pyproject",),
    ("pipenv", "run"): (),
    ("pixi", "run"): ("-e", "--environment", "--manifest-path", "-m"),
    ("conda", "run"): ("-n", "--name", "-p", "--prefix", "--cwd"),
    ("mamba", "run"): ("-n", "--name", "-p", "--prefix", "--cwd"),
    ("micromamba", "run"): ("-n", "--name", "-p", "--prefix", "--cwd"),
    ("pipx", "run"): ("--spec", "--python", "-i", "--pip-args", "--with"),
    ("uv", "run"): (
        *("--with", "--with-editable", "--with-requirements", "--extra", "--group", "--only-group"),
        *("--no-group", "--python", "-p", "--env-file", "--package", "--index", "--default-index"),
        *("--no-extra", "--directory", "--project", "--refresh-package", "--color"),
    ),
    ("hatch", "run"): (),
    ("dotenv", "run"): ("-f", "-e"),
    ("doppler", "run"): ("-t", "--token", "-p", "--project", "-c", "--config"),
    ("op", "run"): ("--env-file",),
    ("tox", "exec"): ("-e", "-c"),
}
CONTAINER = (
    *("-e", "--env", "-v", "--volume", "-w", "--workdir", "-u", "--user", "--name", "--network"),
    *("--entrypoint", "--env-file", "--mount", "--platform", "-p", "--publish", "--pull", "-h"),
)
OWNERS = frozenset(owner for owner, _ in RUNNERS)
PACKAGES = ("--from", "--with", "--spec")
PIN = re.compile(r"(twine|python-semantic-release)(?:\[[^\]]*\])?\s*@?\s*([=<>!~].*|\d.*)?$", re.I)


def unwrap(here: Here, argv: list[str]) -> list[str] | None:
    """The command that a wrapper runs; None where it is none."""
    name = program(argv[0])
    if name == "env":
        return environment(here, argv[1:])
    if PYTHON.fullmatch(name) or (name.startswith("$") and argv[1:2] == ["-m"]):
        return python(argv[1:])
    if show(argv[0]).startswith("$") and argv[1:] and known(argv[1]):
        return argv[1:]
    if name in ("docker", "podman"):
        return container(argv)
    if name in TAKES_COMMAND:
        return taken(name, argv)
    if name in PREFIXES:
        valued, words = PREFIXES[name]
        pin_options(here, argv)
        rest = after(argv[1:], valued, words)
        if name == "uvx":
            return first_of_package(here, rest)
        return environment(here, rest) if name == "sudo" else rest
    return runner(here, name, argv)


def known(word: str) -> bool:
    """Whether a word is a tool: before it only `sudo` and its kin can stand."""
    name = program(word)
    return name in BY_NAME or name in PREFIXES or PYTHON.fullmatch(name) is not None


def runner(here: Here, name: str, argv: list[str]) -> list[str] | None:
    """`poetry run`, `uv tool run` and their kin."""
    if name not in OWNERS:
        return None
    words = [word for word in argv[1:4] if not word.startswith("-")]
    if name == "uv" and words[:2] == ["tool", "run"]:
        return ["uvx", *argv[argv.index("run") + 1 :]]
    for (owner, verb), valued in RUNNERS.items():
        if owner == name and verb in argv[1:8]:
            before = argv[1 : argv.index(verb)]
            if after(before, (*valued, "-e", "--env")):
                continue
            pin_options(here, argv)
            return run_words(here, name, argv[argv.index(verb) + 1 :], valued)
    return None


def container(argv: list[str]) -> list[str] | None:
    """`docker run IMAGE COMMAND`: the command, or what the image is known to run."""
    place = next((n for n, word in enumerate(argv[:6]) if word in ("run", "exec")), None)
    if place is None:
        return None
    rest = after(argv[place + 1 :], CONTAINER)
    image = rest[0].rpartition("/")[2].partition(":")[0] if rest else ""
    variables = [word for word in argv if re.match(r"\w+=", word)]
    return ["env", *variables, *([image] if image in BY_NAME else []), *rest[1:]]


def run_words(here: Here, name: str, words: list[str], valued: tuple[str, ...]) -> list[str]:
    """What stands behind `run`: a module, a script, a command."""
    for option in ("-m", "--module"):
        if name == "uv" and option in words:
            place = words.index(option)
            if not after(words[:place], valued):
                return python(words[place:])
    rest = after(words, valued)
    if name == "pipx":
        return first_of_package(here, rest)
    if rest and (text := project_task(here, name, rest[0])) is not None:
        return ["<script>", text, rest[0], *rest[1:]]
    if name == "hatch" and rest:
        return [re.sub(r"^[\w.+-]*:", "", rest[0]), *rest[1:]]
    if rest and name == "uv" and rest[0].endswith(".py"):
        return python(rest)
    return rest


def first_of_package(here: Here, words: list[str]) -> list[str]:
    """`uvx twine@6.0 upload`: the program of a package, and its version."""
    if not words:
        return []
    package, _, version = words[0].partition("@")
    bare, pin = re.split(r"[=<>!~\[]", package)[0], PIN.match(words[0])
    if pin:
        here.once.setdefault(pin[1].lower(), pinned(pin[2] or version))
    return ["pyproject-build" if bare == "build" else bare, *words[1:]]


def pin_options(here: Here, argv: list[str]) -> None:
    """Versions in `--from`, `--with` and `--spec`."""
    for place, word in enumerate(argv[:-1]):
        option, _, value = word.partition("=")
        pin = PIN.match(show(value or argv[place + 1]).strip()) if option in PACKAGES else None
        if pin:
            here.once[pin[1].lower()] = pinned(pin[2] or "")


def note_requirement(here: Here, text: str) -> None:
    """The version of a requirement, where it can tell what a tool does."""
    if pin := PIN.match(show(text).strip()):
        here.scope.set("pin", pin[1].lower(), pinned(pin[2] or ""))


def pinned(version: str) -> str:
    """A version as a requirement says it."""
    version = version.partition(";")[0].partition("#")[0].strip()
    return f"=={version}" if version[:1].isdigit() else version


def environment(here: Here, words: list[str]) -> list[str]:
    """`env A=b command`: the variables, then the command."""
    rest = after(words, ("-u", "--unset", "-C", "--chdir", "-S"))
    own = words[: len(words) - len(rest)]
    names = [name for option, name in pairwise(own) if option in ("-u", "--unset")]
    names += [word.partition("=")[2] for word in own if word.startswith("--unset=")]
    if "-i" in own or "--ignore-environment" in own:
        names += here.scope.names("exported")
    for name in names:
        here.scope.set("exported", name, None)
    while rest and (found := re.match(r"([A-Za-z_]\w*)=(.*)", rest[0], re.DOTALL)):
        here.scope.set("variable", found[1], found[2])
        here.scope.set("exported", found[1], "yes")
        rest = rest[1:]
    return rest
