"""What a command is: the shell's own, a wrapper, a tool, a project's task."""

import re
from itertools import pairwise

from .builders import builds
from .builtins import BUILTINS
from .configuring import CONFIGURING
from .expand import hide, show
from .frames import Result
from .here import Here
from .pythons import program
from .reading import command_line, upload_of
from .scripts import SCRIPTS, local_script
from .tasks import TASKS
from .tool import Tool
from .tools import BY_NAME
from .wrappers import unwrap

MOST_WRAPPERS = 12
MOST_TOLD = 2000
VERBS = re.compile(r"(?:publish|upload|release|deploy)(?:[-_:].*)?")
UNKNOWN = re.compile(r"\$\{\{.*\}\}|\$\w+|\$[@*]", re.DOTALL)
TALKERS = frozenset(
    {
        *("ag", "alias", "apt", "apt-get", "awk", "brew", "code", "conda", "cowsay", "diff"),
        *("figlet", "gh", "git", "grep", "history", "jq", "logger", "man", "mkdir", "pip", "pip3"),
        *("rg", "rm", "sed", "touch", "trap", "type", "unalias", "wall", "whereis", "which"),
    }
)
"""Programs that only speak of a command, or of files and packages that are called like one."""
FOLDERS: dict[str, tuple[str, ...]] = {
    "uv": ("--directory", "--project"),
    "poetry": ("-C", "--directory", "-P", "--project"),
    "pdm": ("-p", "--project"),
}
"""Options that say where the tool finds the project and its settings."""
KNOWS = {**BUILTINS, **SCRIPTS}


def run(here: Here, argv: list[str]) -> Result:
    """What a command does, with everything that wraps it looked through."""
    for _ in range(MOST_WRAPPERS):
        if not argv:
            break
        name = program(argv[0])
        if name in KNOWS:
            return told(here, argv, KNOWS[name](here, argv))
        inner = unwrap(here, argv)
        if inner is None:
            return judge(here, name, argv)
        if name == "exec" and inner:
            done = run(here, inner)
            return Result(None, done.printed, "exit")
        argv = inner
    return Result(None, "")


def judge(here: Here, name: str, argv: list[str]) -> Result:
    """A program that is no wrapper."""
    builds(here, name, argv)
    if name in BY_NAME:
        tool(here, BY_NAME[name], argv)
    if name in CONFIGURING:
        CONFIGURING[name](here, argv)
    if name in TASKS:
        return told(here, argv, TASKS[name](here, argv))
    if "/" in argv[0] and name not in BY_NAME:
        return told(here, argv, local_script(here, argv) or Result())
    if name not in BY_NAME:
        own_or_outside(here, name, argv)
    return told(here, argv, Result())


def told(here: Here, argv: list[str], result: Result) -> Result:
    """The result; what nobody knows to be printed is told by what makes it."""
    if result.printed is not None:
        return result
    made = f"$({' '.join(argv)[:MOST_TOLD]} {here.told(argv)[:MOST_TOLD]})"
    return Result(result.status, hide(made), result.ended)


def tool(here: Here, known: Tool, argv: list[str]) -> None:
    """A command of a tool that uploads."""
    parsed = command_line(known, argv[1:])
    words = [show(word) for word in parsed.words]
    if not words:
        return
    if words[0].startswith("$"):
        here.unseen(argv, "its command comes from outside")
    elif words[0] in known.commands and known.name not in ("semantic-release", "setuptools"):
        with here.inside(parsed.last(FOLDERS.get(known.name, ()))):
            found = upload_of(known, parsed, here, words[0])
        if found:
            here.upload(found)


def hands_on(argv: list[str]) -> bool:
    """Whether a command line holds that of an upload: `retry 3 twine upload dist/*`."""
    names = [program(word) for word in argv[1:]]
    return any(name in BY_NAME and verb in BY_NAME[name].commands for name, verb in pairwise(names))


def own_or_outside(here: Here, name: str, argv: list[str]) -> None:
    """A command of the project's own that is called like an upload, or one not to be seen."""
    if VERBS.fullmatch(name):
        here.unseen(argv, "the command is the project's own")
    elif name not in TALKERS and hands_on(argv):
        here.unseen(argv, "it may run the upload that it is given")
    if not show(argv[0]).startswith("$"):
        return
    whole = len(argv) == 1 and UNKNOWN.fullmatch(show(argv[0]))
    if whole or any(VERBS.fullmatch(show(word)) for word in argv[1:3]):
        here.unseen(argv, "what runs comes from outside")
