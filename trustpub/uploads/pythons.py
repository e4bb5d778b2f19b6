"""What a Python interpreter runs."""

import re

from .expand import show

PYTHON = re.compile(r"(?:python|pypy|pythonw)[\d.]*t?|py")
TOGETHER = re.compile(r"-[bBdEiIOPqRsSuvx]+[mc]")
"""`-Im`: flags, and the one that says what runs."""
MODULES = {
    "build": "pyproject-build",
    "build.__main__": "pyproject-build",
    "semantic_release": "semantic-release",
    "zest.releaser.fullrelease": "fullrelease",
    "zest.releaser.release": "release",
    "invoke": "invoke",
    "poethepoet": "poe",
    "pip._internal": "pip",
}


def program(word: str) -> str:
    """A program's name without its folder."""
    name = show(word).replace("\\", "/").rstrip("/").rpartition("/")[2]
    return name.removesuffix(".exe").removesuffix(".cmd")


def module(name: str) -> list[str]:
    """The program of a module, or its file."""
    if name in MODULES or "." not in name:
        return [MODULES.get(name, name)]
    return ["<python file>", name.replace(".", "/") + ".py"]


def python(words: list[str]) -> list[str]:
    """What Python runs: a module's program, a text, a file."""
    place = 0
    while place < len(words):
        word = words[place]
        if word == "-m" and place + 1 < len(words):
            return [*module(words[place + 1]), *words[place + 2 :]]
        if TOGETHER.fullmatch(word) and place + 1 < len(words):
            return python([f"-{word[-1]}", *words[place + 1 :]])
        if word.startswith("-m") and len(word) > 2:
            return [*module(word[2:]), *words[place + 1 :]]
        if word == "-c":
            return ["<python text>", *words[place + 1 :]]
        if word in ("-W", "-X", "--check-hash-based-pycs"):
            place += 2
        elif word.startswith("-") and len(word) > 1:
            place += 1
        elif program(word) == "setup.py":
            return ["setup.py", *words[place + 1 :]]
        else:
            return ["<python file>", *words[place:]]
    return ["<python file>", "-"]
