"""Which commands build distributions."""

from .here import Here
from .options import parse
from .reading import command_line
from .tools import BY_NAME

ASKS = ("-h", "--help", "--version")
ALWAYS = ("pyproject-build", "cibuildwheel", "whey")
BY_WORD = {
    "pip": ("wheel",),
    "pip3": ("wheel",),
    "hatchling": ("build",),
    "pyodide": ("build",),
    "setup.py": ("sdist", "bdist", "bdist_wheel", "bdist_egg", "bdist_wininst", "bdist_rpm"),
}


def builds(here: Here, name: str, argv: list[str]) -> None:
    """Note whether a command builds."""
    if any(word in ASKS for word in argv[1:]):
        return
    found = name in ALWAYS
    if name in BY_NAME and name not in ("setuptools", "semantic-release"):
        tool = BY_NAME[name]
        words = command_line(tool, argv[1:]).words
        publishes = words[:1] and words[0] in tool.commands
        found = bool(words) and words[0] in tool.builds and not publishes
    elif name in BY_WORD:
        words = parse(argv[1:], ("-w", "--wheel-dir", "--python", "--log", "--proxy")).words
        found = any(word in BY_WORD[name] for word in words[: 1 if "pip" in name else None])
    here.built(found)
