"""Programs that upload among other things: semantic-release, zest.releaser, curl."""

import re
from dataclasses import replace

from .addresses import index_of
from .expand import show
from .frames import Result
from .here import Here
from .model import ShellUpload
from .options import Parsed, parse
from .reading import command_line, upload_of
from .scripts import ended
from .tools import BY_NAME


def semantic_release(here: Here, argv: list[str]) -> Result:
    """python-semantic-release: before version 8 `publish` built and uploaded."""
    tool = BY_NAME["semantic-release"]
    parsed = command_line(tool, argv[1:])
    pin = here.pinned("python-semantic-release")
    old = re.match(r"\s*(?:==|~=|<=?)\s*[0-7](?:\.|$)|\s*<\s*8", pin) is not None
    told = any(here.variable(name) for name in tool.variables) and not pin
    if parsed.words[:1] == ("publish",) and (old or told):
        found = upload_of(tool, parsed, here, "publish")
        if found:
            here.upload(replace(found, builds=True))
        return Result()
    command = here.tables("pyproject.toml", "tool", "semantic_release").get("build_command")
    if isinstance(command, str) and parsed.words[:1] in (("version",), ("publish",)):
        return ended(here.script(command, (), "semantic-release"))
    return Result()


def releaser(here: Here, argv: list[str]) -> Result:
    """zest.releaser's `fullrelease` and `release`: they build, and upload with twine."""
    tool = BY_NAME["twine"]
    found = upload_of(tool, Parsed(), here, "upload")
    if found and not any(word in ("-h", "--help") for word in argv):
        here.upload(replace(found, tool="zest.releaser", builds=True))
    return Result()


def curl(here: Here, argv: list[str]) -> Result:
    """An upload by hand: a form with a file, sent to an index."""
    parsed = parse(argv[1:], ("-F", "--form", "-u", "--user", "-H", "--header", "-o", "-X", "-d"))
    urls = [word for word in map(show, parsed.words) if index_of(word) in ("pypi", "testpypi")]
    if urls and parsed.has("-F", "--form") and "/_/oidc/" not in urls[0]:
        user = tuple(
            show(text) for text in parsed.options.get("-u", []) + parsed.options.get("--user", [])
        )
        lasting = tuple(text.removeprefix("__token__:") for text in user)
        here.upload(
            ShellUpload(
                "curl", index_of(urls[0]), urls[0], lasting, False, "never", None, False, here.line
            )
        )
    return Result()
