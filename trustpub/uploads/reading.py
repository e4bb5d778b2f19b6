"""A command line of an uploading tool to what it uploads, where, and as whom."""

import re
from dataclasses import dataclass

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from . import configured
from .addresses import index_of, user_of
from .configured import Known
from .expand import show
from .here import Here
from .model import ShellUpload, Target, Trusted
from .options import Parsed, parse
from .tool import Setting, Tool

ASKS = ("-h", "--help", "--version", "-V", "--dry-run", "--noop")
MINTED = re.compile(r"/_/oidc/|\bmint-token\b")
OPEN = re.compile(r"\$\{\{.*\}\}|\$\{?[A-Za-z_@*].*|\$\(.*", re.DOTALL)
MAY_BE_OPTIONS = re.compile(
    r"arg|opt|flag|param|repo|index|extra|url|test|--|-[rupt]\b", re.IGNORECASE
)

LATER_TWINE = ("6.1.0", "6.2.0", "7.0.0", "8.0.0")
"""It publishes by identity since the first of these (its changelog)."""
READERS = {
    "poetry": configured.from_poetry,
    "pdm": configured.from_pdm,
    "hatch": configured.from_hatch,
    "uv": configured.from_uv,
}


NOTHING = Known()


@dataclass(frozen=True)
class Place:
    """Where an upload goes: the index, how it is written, and what is configured for it."""

    index: Target
    url: str | None
    known: Known = NOTHING


def command_line(tool: Tool, arguments: list[str]) -> Parsed:
    """The options and words of a tool's command line."""
    valued = {*tool.options, *tool.valued}
    every = (*tool.options, *tool.valued, *tool.long, "--help", "--dry-run", "--version")
    long = [name for name in every if name.startswith("--")]
    return parse(arguments, valued, long if tool.shortens else ())


def setting(tool: Tool, parsed: Parsed, here: Here, wanted: Setting) -> str | None:
    """What the command line says of a setting, else what the variables say."""
    given = parsed.last(name for name, kind in tool.options.items() if kind == wanted)
    if given is not None:
        return show(given)
    for name, kind in tool.variables.items():
        if kind == wanted and (value := here.variable(name)) is not None:
            return value
    return None


def place_of(tool: Tool, parsed: Parsed, here: Here) -> Place:
    """Where the upload goes."""
    url, name = setting(tool, parsed, here, "url"), setting(tool, parsed, here, "name")
    if tool.name in ("flit", "uv") and name and parsed.has(*tool.options):
        # Both refuse an address beside a name: the one that is written in the command counts.
        named = parsed.last(n for n, kind in tool.options.items() if kind == "name")
        url = url if named is None else None
    if url:
        return Place(index_of(url), url)
    if name and "://" in name:
        return Place(index_of(name), name, known_of(tool, parsed, here, name))
    known = known_of(tool, parsed, here, name)
    if known.url:
        return Place(index_of(known.url), show(known.url), known)
    if not name:
        unseen = any(
            OPEN.fullmatch(w) and MAY_BE_OPTIONS.search(w) for w in map(show, parsed.words)
        )
        return Place("unknown" if unseen else tool.default, None, known)
    return Place(tool.names.get(name, "unknown"), name, known)


def known_of(tool: Tool, parsed: Parsed, here: Here, name: str | None) -> Known:
    """What is configured for a name."""
    reader = READERS.get(tool.name)
    known = reader(here, name) if reader else Known()
    if not tool.pypirc:
        return known
    path = parsed.last(("--config-file", "--pypirc")) or "~/.pypirc"
    default = "main" if tool.name == "hatch" else "pypi"
    written = configured.from_pypirc(here, name or default, path, known.url)
    url = known.url or (None if tool.name == "hatch" else written.url)
    return Known(url, known.credentials or written.credentials)


def credentials_of(tool: Tool, parsed: Parsed, here: Here, place: Place) -> tuple[str, ...]:
    """All texts that feed user and password, in the order of the tools: told, then configured."""
    token = setting(tool, parsed, here, "token")
    user, password = setting(tool, parsed, here, "user"), setting(tool, parsed, here, "password")
    told = tuple(text for text in (token, user, password) if text)
    in_address = user_of(place.url) if place.url else ()
    if token or password or any("$" in text for text in in_address):
        return told + in_address
    ringed = configured.from_keyring(here, place.index)
    return (*told, *in_address, *place.known.credentials, *ringed)


def trusted_of(tool: Tool, parsed: Parsed, here: Here) -> Trusted:
    """What the tool does with an ID token, by its options and its version."""
    if tool.name == "uv":
        # uv/src/settings.rs: what a file says comes before the option.
        for path, keys in (("uv.toml", ()), ("pyproject.toml", ("tool", "uv"))):
            told = here.tables(path, *keys).get("trusted-publishing")
            if told in ("always", "never"):
                return "always" if told == "always" else "never"
        option = parsed.last(("--trusted-publishing",))
        return "always" if option == "always" else "never" if option == "never" else tool.trusted
    if tool.name == "twine" and too_old(here.pinned("twine")):
        return "never"
    return tool.trusted


def too_old(pin: str) -> bool:
    """Whether a requirement keeps twine before the version that publishes by identity."""
    try:
        specifiers = SpecifierSet(pin)
    except InvalidSpecifier:
        return False
    return bool(pin) and not any(specifiers.contains(v, prereleases=True) for v in LATER_TWINE)


def attestations_of(tool: Tool, parsed: Parsed, here: Here) -> bool | None:
    """What is said about attestations; None is the tool's default."""
    if tool.name == "twine" and parsed.has("--attestations"):
        return True
    switch = here.variable("UV_PUBLISH_NO_ATTESTATIONS") if tool.name == "uv" else None
    off = (switch or "").lower() in ("1", "true", "yes", "on", "t", "y")
    return False if tool.name == "uv" and (off or parsed.has("--no-attestations")) else None


def builds_of(tool: Tool, parsed: Parsed, command: str) -> bool:
    """Whether the upload command builds what it uploads."""
    if tool.name == "pdm":
        return not parsed.has("--no-build")
    if tool.name == "poetry":
        return parsed.has("--build")
    return command in tool.builds


def upload_of(tool: Tool, parsed: Parsed, here: Here, command: str) -> ShellUpload | None:
    """What the command uploads; None where it only asks or tries."""
    if parsed.has(*ASKS):
        return None
    place = place_of(tool, parsed, here)
    texts = [show(text) for text in credentials_of(tool, parsed, here, place)]
    lasting = dict.fromkeys(
        text for text in texts if text not in ("", "__token__") and not MINTED.search(text)
    )
    publisher = parsed.last(("-p", "--publisher")) if tool.name == "hatch" else None
    return ShellUpload(
        tool=tool.name,
        index="unknown" if publisher not in (None, "index") else place.index,
        url=place.url,
        credentials=tuple(lasting),
        minted=any(MINTED.search(text) for text in texts),
        trusted=trusted_of(tool, parsed, here),
        attestations=attestations_of(tool, parsed, here),
        builds=builds_of(tool, parsed, command),
        line=here.line,
    )
