"""An upload cut out of a script: what is left of the script, or why it cannot be cut."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .invocations import Invocation, assigned, invocation, tool_of
from .scripts import Command, commands, winding
from .upload_tools import UPLOADERS

INSTALLERS = (
    *(("python", "-m", "pip", "install"), ("python3", "-m", "pip", "install")),
    *(("pip", "install"), ("pip3", "install"), ("pipx", "install"), ("uv", "pip", "install")),
    ("uv", "tool", "install"),
)
QUIET = frozenset(
    {
        *("-U", "--upgrade", "-q", "--quiet", "--user", "--system", "--no-cache-dir"),
        *("--disable-pip-version-check", "--root-user-action=ignore", "--break-system-packages"),
    }
)
"""Options of an installation that tell nothing of what is installed."""
ALWAYS_THERE = frozenset({"pip", "setuptools", "wheel"})
PACKAGE = re.compile(r"([A-Za-z0-9][\w.-]*?)(\[[\w,-]*\])?([=<>~!].*)?")
LEADING = re.compile(
    r"(pypi-token|http-basic|repositories)\..+|repository\..+\.(username|password|url)"
)
"""Settings of `poetry config` and `pdm config` that lead an upload to its index."""
CONFIGURED = re.compile(
    r"(poetry|pdm) config .*(pypi-token|http-basic|repository)|\.pypirc|keyring set|hatch config"
)
"""Commands that hand a credential to later uploads."""
ATTESTED = re.compile(r"pypi[-_]attestations|\.publish\.attestation")
"""What makes attestations by itself: the action stops where some are there already."""

INSIDE = "the upload is in a condition, a loop or a function, or the script may end before it"
TANGLED = "the upload shares its line with other commands"
AFTER = "more commands follow the upload in the same script"
SEVERAL = "the script has several uploads"
OPTIONS = "its options or its pattern of files mean nothing to what would take its place"
SIGNED = "the job makes attestations by itself"
FOLDED = "the script is folded into one line"

Used = Callable[[str], bool]
"""Whether a name is used in the rest of the job."""


@dataclass(frozen=True)
class Cut:
    """A script without its upload."""

    upload: Invocation
    whole: bool
    """Whether nothing is left that is of use."""
    lines: Mapping[int, str | None]
    """Line of the script -> its new text, None where it goes."""
    notes: tuple[str, ...]
    """Comments of the script."""
    text: str
    """The commands that go."""


def cut(script: str, line: int, used: Used) -> Cut | str:
    """The upload on a line of a script, cut out; or why it cannot be."""
    found = commands(script)
    uploads = [one for one in found if tool_of(one)]
    if not uploads or not uploads[0].first <= line <= uploads[0].last:
        return runs(found, line)
    if len(uploads) > 1:
        return SEVERAL
    upload = uploads[0]
    told = invocation(upload)
    if told is None:
        return f"{OPTIONS} (`{tool_of(upload)} {UPLOADERS[tool_of(upload) or ''].command}`)"
    if winding(found):
        return INSIDE
    if found[-1] is not upload:
        return AFTER
    if upload.redirected or upload.before not in ("", "\n", "&&"):
        return TANGLED
    before = found[:-1]
    whole = not told.build and all(needless(one, told.tool, used) for one in before)
    gone = [one for one in before if leads(one, told.tool) and one.alone]
    return taken(script, told, upload, gone, whole)


def taken(
    script: str, told: Invocation, upload: Command, gone: list[Command], whole: bool
) -> Cut | str:
    """The script without the upload and what leads up to it alone."""
    texts = script.split("\n")
    lines: dict[int, str | None] = {
        number: None for one in (*gone, upload) for number in range(one.first, one.last + 1)
    }
    first = texts[upload.first]
    if upload.before == "&&":
        head, joint, tail = first.rpartition("&&")
        same = [one.words for one in commands(tail)] == [upload.words]
        if not whole and (not joint or not same or not head.strip() or upload.last > upload.first):
            return TANGLED
        lines[upload.first] = f"{head}&& {told.build}" if told.build else head.rstrip()
    elif told.build:
        lines[upload.first] = first[: len(first) - len(first.lstrip())] + told.build
    text = "\n".join(texts[number] for number in lines)
    notes = tuple(one.strip() for one in texts if one.lstrip().startswith("#"))
    return Cut(told, whole, lines, notes, script if whole else text)


def runs(found: tuple[Command, ...], line: int) -> str:
    """What runs the upload, where no command of a tool does."""
    here = [one for one in found if one.first <= line <= one.last]
    if any(word in UPLOADERS for one in here for word in one.texts):
        return OPTIONS
    words = " ".join(word or "..." for word in here[0].texts[:3]) if here else ""
    return f"`{words}` runs the upload, which stands elsewhere" if here else INSIDE


def needless(one: Command, tool: str, used: Used) -> bool:
    """Whether a command is only there for the upload."""
    set_up = one.texts[0] == "set"
    return not one.redirected and (set_up or leads(one, tool) or installs(one, used))


def leads(one: Command, tool: str) -> bool:
    """Whether a command only says to the tool where to upload, and as whom."""
    texts, known = one.texts, UPLOADERS[tool].variables
    if texts[0] == "export" and len(one.words) > 1:
        return all(known.fullmatch(assigned(word) or "") for word in one.words[1:])
    if texts[:2] in (("poetry", "config"), ("pdm", "config")) and texts[0] == tool:
        keys = [word for word in texts[2:] if not (word or "").startswith("-")]
        return bool(keys) and bool(LEADING.fullmatch(keys[0] or ""))
    return False


def installs(one: Command, used: Used) -> bool:
    """Whether a command installs what nothing else in the job is seen to use."""
    for start in INSTALLERS:
        if one.texts[: len(start)] == start:
            words = [word for word in one.texts[len(start) :] if word not in QUIET]
            names = [PACKAGE.fullmatch(word or "") for word in words]
            return all(
                name is not None and (name[1] in ALWAYS_THERE or known(name[1], used))
                for name in names
            )
    return False


def known(package: str, used: Used) -> bool:
    """Whether a package is an uploading tool that nothing else uses."""
    return package in UPLOADERS and not used(package)
