"""Commands that tell tools something for later: versions, addresses, users, a keyring."""

from collections.abc import Callable

from .expand import show
from .here import Here
from .options import parse
from .wrappers import note_requirement

REQUIREMENTS = ("-r", "--requirement", "--requirements", "-c", "--constraint")
VALUED = (
    *REQUIREMENTS,
    "-i",
    "-t",
    "--target",
    "-f",
    "--python",
)


def install(here: Here, argv: list[str]) -> None:
    """`pip install twine==5`: the versions of tools."""
    words = [word for word in argv[1:] if word not in ("pip", "tool")]
    if words[:1] not in (["install"], ["upgrade"]):
        return
    parsed = parse(words[1:], VALUED)
    for word in parsed.words:
        note_requirement(here, word)
    for option in REQUIREMENTS:
        for name in parsed.options.get(option, ()):
            for line in (here.read(name) or "").splitlines()[:2000]:
                note_requirement(here, line.partition("#")[0].partition(";")[0])


def keep(kind: str) -> Callable[[Here, list[str]], None]:
    """`TOOL config KEY VALUES`."""

    def configure(here: Here, argv: list[str]) -> None:
        words = list(parse(argv[1:], ("-C", "--directory", "-P", "--project", "-p")).words)
        if words[:1] != ["config"] or "--unset" in argv or "--delete" in argv:
            return
        words = words[2:] if words[1:2] == ["set"] else words[1:]
        if len(words) >= 2:
            key = show(words[0]).removesuffix(".url") if kind == "poetry" else show(words[0])
            here.scope.set(kind, key, " ".join(show(word) for word in words[1:]))

    return configure


def keyring(here: Here, argv: list[str]) -> None:
    """`keyring set SERVICE USER`, the password on standard input."""
    words = parse(argv[1:], ("-b", "--keyring-backend", "-p", "--keyring-path")).words
    if words[:1] == ("set",) and len(words) >= 2:
        password = (here.stdin or "$(password)").strip()
        here.scope.set("keyring", show(words[1]), show(password))


CONFIGURING: dict[str, Callable[[Here, list[str]], None]] = {
    **dict.fromkeys(("pip", "pip3", "pipx", "uv"), install),
    "poetry": keep("poetry"),
    "pdm": keep("pdm"),
    "hatch": keep("hatch"),
    "keyring": keyring,
}
