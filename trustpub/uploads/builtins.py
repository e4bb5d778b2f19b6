"""What the shell itself does, as far as it matters: variables, files, texts, ends."""

import re
from collections.abc import Callable

from .expand import hide, show
from .frames import Result
from .here import Here
from .writing import WRITING

Handler = Callable[[Here, list[str]], Result]
ASSIGNED = re.compile(r"([A-Za-z_]\w*)(\+?)=(.*)", re.DOTALL)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"'}
UNDECIDED = ("$", "*")


def assign(here: Here, name: str, value: str, more: str = "") -> None:
    """A variable gets a text."""
    before = (here.scope.get("variable", name) or "") if more else ""
    here.scope.set("variable", name, before + value)


def declare(here: Here, argv: list[str]) -> Result:
    """`export`, `declare -x`, `local`, `readonly`."""
    options = "".join(word for word in argv[1:] if word.startswith("-"))
    for word in argv[1:]:
        found = ASSIGNED.fullmatch(word)
        if found:
            assign(here, found[1], found[3], found[2])
        name = found[1] if found else word
        if (argv[0] == "export" or "x" in options) and not word.startswith("-"):
            here.scope.set("exported", name, None if "n" in options else "yes")
    return Result(True, "")


def unset(here: Here, argv: list[str]) -> Result:
    """`unset NAME`."""
    for name in argv[1:]:
        here.scope.set("variable", name, None)
        here.scope.set("exported", name, None)
    return Result(True, "")


def change_folder(here: Here, argv: list[str]) -> Result:
    """`cd`: names of files are read from there."""
    words = [word for word in argv[1:] if not word.startswith("-")]
    folder = here.path(words[0]) if words and words[0] != "-" else ""
    here.scope.set("folder", ".", folder)
    return Result(None, "")


def echo(here: Here, argv: list[str]) -> Result:
    """What `echo` prints."""
    words, end, escaped = argv[1:], "\n", False
    while words and re.fullmatch(r"-[neE]+", words[0]):
        end = "" if "n" in words[0] else end
        escaped = escaped or "e" in words[0]
        words = words[1:]
    text = " ".join(words)
    return Result(True, (unescape(text) if escaped else text) + end)


def unescape(text: str) -> str:
    r"""The text with `\n` and its kin replaced."""
    return re.sub(r"\\([ntr\\\"])", lambda found: ESCAPES[found[1]], text)


def printf(here: Here, argv: list[str]) -> Result:
    """What `printf` prints: a format without anything but `%s` and `%b` is filled."""
    words = argv[1:]
    if words[:1] == ["--"]:
        words = words[1:]
    if not words or words[0] == "-v":
        return Result(True, "")
    form, rest = unescape(words[0]), words[1:]
    fields = len(re.findall(r"%[sbdq]", form))
    printed = [fill(form, rest[:fields])]
    while fields and len(rest) > fields and len(printed) < 100:
        rest = rest[fields:]
        printed.append(fill(form, rest[:fields]))
    return Result(True, "".join(printed).replace("%%", "%"))


def fill(form: str, values: list[str]) -> str:
    """A format with texts in its places."""
    left = iter(values)
    return re.sub(r"%[sbdq]", lambda _: next(left, ""), form)


def cat(here: Here, argv: list[str]) -> Result:
    """What `cat` prints: files and here-documents."""
    names = [word for word in argv[1:] if not word.startswith("-") or word == "-"]
    texts = [here.stdin if name == "-" else here.read(name) for name in names or ["-"]]
    known = [
        hide(f"$(cat {show(n)})") if t is None else t for n, t in zip(names, texts, strict=False)
    ]
    if not names:
        known = [texts[0] or ""]
    return Result(None, "".join(known))


def options(here: Here, argv: list[str]) -> Result:
    """`set`: whether a failure ends the script."""
    if "-e" in argv or ("errexit" in argv and "-o" in argv):
        here.scope.set("option", "errexit", "on")
    if "+e" in argv or ("errexit" in argv and "+o" in argv):
        here.scope.set("option", "errexit", "off")
    return Result(True, "")


def test(here: Here, argv: list[str]) -> Result:
    """`[ A = B ]` and `[ -n A ]` where both texts are known."""
    words = [show(word) for word in argv[1:] if word not in ("]", "]]")]
    negated = words[:1] == ["!"]
    words = words[1:] if negated else words
    status = comparison(words)
    return Result(None if status is None else status is not negated, "")


def comparison(words: list[str]) -> bool | None:
    """Whether a test holds; None where that cannot be told."""
    if len(words) == 2 and words[0] in ("-n", "-z") and "$" not in words[1]:
        return bool(words[1]) is (words[0] == "-n")
    if len(words) == 3 and not any(mark in words[0] + words[2] for mark in UNDECIDED):
        if words[1] in ("=", "=="):
            return words[0] == words[2]
        if words[1] == "!=":
            return words[0] != words[2]
    return None


def source(here: Here, argv: list[str]) -> Result:
    """`source FILE`: a file of the repository runs here."""
    if len(argv) < 2:
        return Result()
    text = here.read(argv[1])
    if text is None:
        return Result()
    return here.script(text, tuple(argv[2:]), here.path(argv[1]))


def evaluate(here: Here, argv: list[str]) -> Result:
    """`eval TEXT`."""
    return here.script(show(" ".join(argv[1:])), (), "")


def trap(here: Here, argv: list[str]) -> Result:
    """`trap TEXT EXIT`: a text that runs later, or perhaps."""
    words = [word for word in argv[1:] if word != "--"]
    if len(words) > 1 and words[0] != "-":
        here.script(show(words[0]), (), "")
    return Result(True, "")


BUILTINS: dict[str, Handler] = {
    **dict.fromkeys(("export", "declare", "typeset", "local", "readonly"), declare),
    "unset": unset,
    **dict.fromkeys(("cd", "pushd", "chdir", "Set-Location"), change_folder),
    **dict.fromkeys(("echo", "Write-Output", "Write-Host"), echo),
    "printf": printf,
    **dict.fromkeys(("cat", "type", "Get-Content"), cat),
    **WRITING,
    "set": options,
    "trap": trap,
    **dict.fromkeys(("test", "[", "[["), test),
    **dict.fromkeys(("source", "."), source),
    **dict.fromkeys(("eval", "Invoke-Expression", "invoke-expression", "iex"), evaluate),
    **dict.fromkeys(("true", ":"), lambda here, argv: Result(True, "")),
    "false": lambda here, argv: Result(False, ""),
    "exit": lambda here, argv: Result(None, "", "exit"),
    "return": lambda here, argv: Result(None, "", "return"),
    **dict.fromkeys(("break", "continue"), lambda here, argv: Result(None, "", "break")),
}
