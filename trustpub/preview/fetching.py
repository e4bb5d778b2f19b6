"""The commits of a request, brought here by git: refs of our own, and nothing else.

Nothing is checked out, no hook is run, no tag, submodule or other ref comes along, nobody is
asked for a password, and git may speak the protocol of origin alone. A token is in the environment
of that one process: not among its arguments, which everybody on the machine can read, and not in
the configuration, which stays (git docs, "git": `GIT_CONFIG_COUNT`, from 2.31 on).
"""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ..model import Forge
from ..trees.git import Git, root_of
from ..trees.tree import Unread
from .origin import SERVERS, USERS, Origin, origin, settings

REFS: dict[Forge, str] = {"github": "refs/pull", "gitlab": "refs/merge-requests"}
"""Where the forges keep the newest commit of each request, those of forks too."""
OURS = "refs/trustpub/requests"
PATIENCE = 300
"""Seconds: half of what a job has for a request (`preview_patience`)."""
FLAGS = (
    *("--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--atomic"),
    *("--no-prune", "--no-auto-maintenance", "--refmap=", "--no-filter"),
)
CONFIG = (
    *("-c", "credential.helper=", "-c", "core.askPass=", "-c", "http.followRedirects=false"),
    *("-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=60"),
)
KEPT = (
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO", "SSH_AUTH_SOCK"),
    *("http_proxy", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY"),
)
BAD = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|/\.|\.lock(?:/|$)|[./]$|^[./]|^@$")
"""git docs, "git-check-ref-format": what no branch is called."""
REFUSED = "origin does not take the token in {variable}, or is not on the host that {server} names"
SIGNS = {
    "couldn't find remote ref refs/heads/": "the branch that it is to be merged into is not there",
    "couldn't find remote ref": "its commits are not there",
    "could not read Username": REFUSED,
    "could not read Password": REFUSED,
    "Authentication failed": REFUSED,
    "returned error: 401": REFUSED,
    "returned error: 403": "origin forbids it to the token in {variable}",
    "returned error: 404": "origin is not there, or hidden from the token in {variable}",
    "returned error: 30": "origin leads elsewhere; name the address that it has now",
    "Could not resolve host": "the host of origin is unknown",
    "Failed to connect": "origin gives no answer",
    "timed out": "origin gives no answer",
    "Permission denied": "origin does not let this job in",
}
NO_ORIGIN = "this clone has no remote `origin`; add it: git remote add origin ADDRESS"
ODD_ORIGIN = "origin is no address of https or ssh and no folder; name one that is"
ODD_BRANCH = "the branch that it is to be merged into has a name that git does not take"
FAILED = "its commits could not be fetched: {why}; run it again when that is mended"


class Unfetched(Unread):
    """What could not be brought here; another time it may."""


class Ends(NamedTuple):
    """The two commits of a request."""

    head: str
    base: str


def fetched(file: str, forge: Forge, number: int, branch: str, environ: Mapping[str, str]) -> Ends:
    """A request's newest commit, and that of the branch that it is to be merged into."""
    if not branch or BAD.search(branch) or len(branch) > 1000:
        raise Unread(ODD_BRANCH)
    root = root_of(file)
    if root is None:
        raise Unread("this is no checkout of git; run it in one")
    git = Git(root)
    told = git.run("ls-remote", "--get-url", "origin").stdout.decode("utf-8", "replace")
    if told == "origin\n":
        # What git tells of a remote that it does not know.
        raise Unread(NO_ORIGIN)
    place = origin(told.removesuffix("\n"))
    if place is None:
        raise Unread(ODD_ORIGIN)
    ours = f"{OURS}/{number}"
    specs = f"+{REFS[forge]}/{number}/head:{ours}/head", f"+refs/heads/{branch}:{ours}/base"
    more = ("--unshallow",) if git.shallow() else ()
    fetch(git, root, place, forge, environ, (*more, "origin", *specs))
    return Ends(git.commit(f"{ours}/head"), git.commit(f"{ours}/base"))


def fetch(
    git: Git,
    root: Path,
    place: Origin,
    forge: Forge,
    environ: Mapping[str, str],
    words: tuple[str, ...],
) -> None:
    """One `git fetch`; Unfetched where it fails."""
    command = (*git.command, *CONFIG, "fetch", *FLAGS, *words)
    allowed = environment(git, place, settings(place, forge, environ), environ)
    try:
        done = subprocess.run(
            command,
            cwd=root,
            env=allowed,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        raise Unfetched(FAILED.format(why="origin gives no answer")) from None
    except OSError as error:
        raise Unread(f"git does not start: {error.strerror}; install it") from None
    if done.returncode:
        raise Unfetched(FAILED.format(why=reason(done.stderr, forge)))


def environment(
    git: Git, place: Origin, pairs: list[tuple[str, str]], environ: Mapping[str, str]
) -> dict[str, str]:
    """All that git is told besides: the token is in no argument."""
    kept = {name: environ[name] for name in KEPT if name in environ}
    told = {"GIT_ALLOW_PROTOCOL": place.protocol, "GIT_ASKPASS": "", "SSH_ASKPASS": ""}
    for number, (key, value) in enumerate(pairs):
        told |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return {**kept, **git.environ, **told, "GIT_CONFIG_COUNT": str(len(pairs))}


def reason(said: bytes, forge: Forge) -> str:
    """Why git failed. Its own words are not repeated: they may hold an address with a password."""
    text = said.decode("utf-8", "replace")
    found = next((words for sign, words in SIGNS.items() if sign in text), "git says no")
    return found.format(variable=USERS[forge][1], server=SERVERS[forge])
