"""Git, asked for commits and what they hold: it runs no hook, no filter, and fetches nothing.

Names go to git behind `--end-of-options` and only where they can be no option, and objects are
asked for by their hash alone. Its configuration can start a program where a file is checked out, a
diff is made or an object is fetched: none of this is done here (git docs, "gitattributes",
"git-config": `core.fsmonitor`, `protocol.allow`).
"""

import difflib
import os
import re
import subprocess
from pathlib import Path

from .tree import Unread

REF = re.compile(r"(?!-)[A-Za-z0-9_./@^~{}+=#%,-]{1,250}", re.ASCII)
"""No `:`, which would name a file, or a commit by its message."""
HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
EXACT = re.compile(rf"refs/|(?:{HASH.pattern})(?![0-9a-f])")
"""What git takes for just that, be there a tag or branch of this name or not (gitrevisions(7))."""
BELOW = re.compile(r"[\^~]|@\{")
"""Where a name ends, and the way to another commit begins."""
MOST = 64 * 1024 * 1024
"""Bytes of an object: no config is as large."""
SAFE = (
    *("--no-pager", "--no-replace-objects", "--literal-pathspecs"),
    *("-c", "core.warnAmbiguousRefs=true", "-c", "protocol.allow=never"),
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"),
)
ENVIRON = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": "/dev/null",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ATTR_NOSYSTEM": "1",
}
NOT_HERE = "{!r} is no commit that is here; fetch it, or name another one"
MEANT = "{!r} is no commit that is here; did you mean {}?"
NO_COMMIT = "there is no commit yet; make one, or name a branch that has one"
ENDED = "git ended before it answered; run it again"
SHALLOW = (
    "the history is cut off here (a shallow clone): `git fetch --unshallow` "
    "(in a CI: fetch-depth: 0, GIT_DEPTH: 0)"
)


def root_of(path: str) -> Path | None:
    """The checkout that a path is in: found by its `.git`, which no commit can bring along."""
    above = Path(os.path.abspath(path)).parents
    return next((one for one in above if os.path.lexists(one / ".git")), None)


class Git:
    """One repository."""

    def __init__(self, root: Path) -> None:
        self.command = ("git", f"--git-dir={root / '.git'}", *SAFE)
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.environ = {**kept, **ENVIRON}
        self.objects: subprocess.Popen[bytes] | None = None

    def commit(self, ref: str) -> str:
        """The commit that a name stands for; Unread where it stands for none, or for two."""
        if not REF.fullmatch(ref) or "^{/" in ref:
            raise Unread(f"{ref[:80]!r} is no name of a commit; write a branch, a tag or a hash")
        done = self.run("rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}")
        whole = BELOW.split(ref)[0]
        if ref.startswith("refs/") and self.run("show-ref", "--verify", "--", whole).returncode:
            raise Unread(self.missing(ref))
        found = done.stdout.decode("ascii", "replace").strip()
        if b"ambiguous" in done.stderr and not EXACT.match(ref):
            raise Unread(f"{ref!r} is both a branch and a tag; write refs/heads/... or a hash")
        if done.returncode or not HASH.fullmatch(found):
            raise Unread(self.missing(ref))
        return found

    def missing(self, ref: str) -> str:
        """Why a name stands for no commit."""
        told = self.run("for-each-ref", "--format=%(refname:short)").stdout
        names = told.decode("utf-8", "replace").split()
        if not names and self.run("rev-parse", "--verify", "--quiet", "HEAD").returncode:
            return NO_COMMIT
        plain = not HASH.fullmatch(ref) and not BELOW.search(ref)
        near = difflib.get_close_matches(ref, names, n=1) if plain else []
        if near:
            return MEANT.format(ref, near[0])
        return f"{ref!r} is not here: {SHALLOW}" if self.shallow() else NOT_HERE.format(ref)

    def began(self, base: str, head: str) -> str:
        """The commit from which `head` left `base`."""
        done = self.run("merge-base", "--all", "--end-of-options", base, head)
        found = done.stdout.decode("ascii", "replace").split()
        if found != [base] and self.shallow():
            raise Unread(SHALLOW)
        if done.returncode or len(found) != 1:
            many = "several common commits" if found else "no common commit"
            raise Unread(f"{base[:12]} and {head[:12]} have {many}; merge or rebase the branch")
        return found[0]

    def shallow(self) -> bool:
        """Whether not all commits are here."""
        return b"false" not in self.run("rev-parse", "--is-shallow-repository").stdout

    def default(self) -> str | None:
        """The default branch, where a clone has noted it."""
        done = self.run("symbolic-ref", "--quiet", "refs/remotes/origin/HEAD")
        found = done.stdout.decode("utf-8", "replace").strip()
        return None if done.returncode else found

    def run(self, *words: str) -> "subprocess.CompletedProcess[bytes]":
        """One command to its end."""
        try:
            return subprocess.run(
                [*self.command, *words],
                env=self.environ,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
        except OSError as error:
            raise Unread(f"git does not start: {error.strerror}; install it") from None

    def object(self, name: str) -> bytes:
        """What an object holds."""
        if self.objects is None:
            self.objects = subprocess.Popen(
                [*self.command, "cat-file", "--batch"],
                env=self.environ,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        asked, told = self.objects.stdin, self.objects.stdout
        assert asked is not None
        assert told is not None
        if not HASH.fullmatch(name):
            raise Unread("the commit names an object that is none")
        try:
            asked.write(name.encode() + b"\n")
            asked.flush()
        except OSError:
            raise Unread(ENDED) from None
        header = told.readline().split()
        if len(header) != 3 or int(header[2]) > MOST:
            self.close()
            why = "is too large" if len(header) == 3 else "is not here; fetch it"
            raise Unread(f"{why} (object {name[:12]})")
        size = int(header[2])
        data = told.read(size + 1)
        if len(data) != size + 1:
            self.close()
            raise Unread(ENDED)
        return data[:-1]

    def close(self) -> None:
        """End what still runs."""
        if self.objects is not None:
            self.objects.kill()
            self.objects.communicate()
            self.objects = None
