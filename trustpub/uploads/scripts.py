"""Texts that run: `bash -c`, files of the repository, Python."""

import re
from collections.abc import Callable
from dataclasses import replace

from .expand import show
from .frames import Result
from .here import Here
from .reading import command_line, upload_of
from .tools import BY_NAME

UPLOADS = re.compile(
    r"twine|(?:upload|test)\.pypi\.org/(?!_/oidc)|uv\W+publish|(?:poetry|hatch|flit|pdm|maturin)\W+publish"
    r"|setup\.py.{0,80}\bupload|file_upload",
    re.IGNORECASE,
)
HINT = re.compile(r"publish|upload|releas|deploy|pypi|twine", re.IGNORECASE)
BUILDS = re.compile(
    r"-m\W+build\b|\bbdist_wheel|\bsdist\b|\b(?:uv|poetry|hatch|flit|pdm)\W+build\b"
)
SHELL_FILE = (".sh", ".bash", ".zsh", ".ksh")
OWN_COMMANDS = re.compile(r"publish|releas|upload(?!_docs)|deploy|pypi", re.IGNORECASE)


def shell(here: Here, argv: list[str]) -> Result:
    """`bash FILE`, `bash -c TEXT`, and a text on standard input."""
    place = 1
    while place < len(argv) and argv[place][:1] in ("-", "+") and len(argv[place]) > 1:
        option = argv[place]
        if not option.startswith("--") and option.endswith("c"):
            return here.script(
                show(" ".join(argv[place + 1 : place + 2])), tuple(argv[place + 3 :]), ""
            )
        if option in ("-s", "--help", "--version", "-n"):
            break
        place += 2 if option in ("-o", "+o", "-O", "--rcfile", "--init-file") else 1
    if place < len(argv) and argv[place] not in ("-s", "--help", "--version", "-n", "-"):
        return shell_file(here, argv[place:])
    text = here.stdin or ""
    known = not show(text).startswith("$(")
    return ended(here.script(show(text), (), "")) if known and text else Result()


def shell_file(here: Here, argv: list[str]) -> Result:
    """A shell script, which may be read or not."""
    text = here.read(argv[0])
    name = show(argv[0])
    if text is None:
        # `bash miniconda.sh` and `bash <(curl ...)`: what was fetched before is no project's task.
        fetched = "/" not in name or name.startswith(("/", "~", "$("))
        if fetched and not HINT.search(name):
            return Result()
        return here.unseen(argv, "the script is not in the repository")
    return ended(here.script(text, tuple(argv[1:]), here.path(argv[0])))


def ended(result: Result) -> Result:
    """A process of its own ends, not this script."""
    return Result(None, result.printed)


def local_script(here: Here, argv: list[str]) -> Result | None:
    """`./scripts/release.sh`: what its first line says it is."""
    name = show(argv[0])
    text = here.read(name)
    if text is None:
        if name.endswith((*SHELL_FILE, ".py", ".ps1", ".bat")) or HINT.search(
            name.rpartition("/")[2]
        ):
            return here.unseen(argv, "the script is not in the repository")
        return None
    first = text.partition("\n")[0]
    if name.endswith(".py") or "python" in first:
        return python_file(here, ["<python file>", *argv])
    if name.endswith(SHELL_FILE) or re.match(r"#!.*\b(?:ba|z|da|k)?sh\b", first):
        return shell_file(here, argv)
    return python_text(here, argv, text)


def python_file(here: Here, argv: list[str]) -> Result:
    """A Python file: whether it may upload is all that can be said."""
    if argv[1:2] == ["-"]:
        return python_text(here, argv, show(here.stdin or ""))
    if len(argv) < 2:
        return Result()
    text = here.read(argv[1])
    if text is None:
        if HINT.search(show(" ".join(argv[1:]))):
            return here.unseen(["python", *argv[1:]], "the script is not in the repository")
        return Result()
    return python_text(here, ["python", *argv[1:]], text)


def python_text(here: Here, argv: list[str], text: str) -> Result:
    """Python text that names an upload."""
    here.built(bool(BUILDS.search(text)))
    if UPLOADS.search(text):
        return here.unseen(argv, "it is a program, and its text names an upload")
    return Result()


def inline_python(here: Here, argv: list[str]) -> Result:
    """`python -c TEXT`."""
    return python_text(here, ["python", "-c", *argv[1:]], show(" ".join(argv[1:2])))


def setup_py(here: Here, argv: list[str]) -> Result:
    """`python setup.py sdist upload`, and commands of the project's own."""
    tool = BY_NAME["setuptools"]
    parsed = command_line(tool, argv[1:])
    built = any(word == "sdist" or word.startswith("bdist") for word in parsed.words)
    if parsed.has("--help", "-h", "--version", "--name", "-n", "--dry-run", "--help-commands"):
        return Result()
    here.built(built)
    if "upload" in parsed.words:
        found = upload_of(tool, parsed, here, "upload")
        if found:
            here.upload(replace(found, builds=built))
    elif any(OWN_COMMANDS.search(word) for word in parsed.words):
        return here.unseen(["setup.py", *argv[1:]], "the command is the project's own")
    return Result()


def alias(here: Here, argv: list[str]) -> Result:
    """`alias NAME=TEXT`: where it is used is not followed."""
    if any(UPLOADS.search(show(word)) for word in argv[1:]):
        return here.unseen(argv, "it is another name for an upload")
    return Result()


def script(here: Here, argv: list[str]) -> Result:
    """A task of the project: its text, its name, its arguments."""
    return ended(here.script(argv[1], tuple(argv[3:]), f"task {argv[2]}"))


SCRIPTS: dict[str, Callable[[Here, list[str]], Result]] = {
    **dict.fromkeys(("bash", "sh", "zsh", "dash", "ksh"), shell),
    "<python file>": python_file,
    "<python text>": inline_python,
    "setup.py": setup_py,
    "alias": alias,
    "<script>": script,
}
