"""What a look at shell text finds: uploads, builds, and what it leaves for later steps."""

from dataclasses import dataclass
from typing import Literal

Target = Literal["pypi", "testpypi", "other", "unknown"]
Trusted = Literal["always", "by-itself", "on-github", "never"]
Kept = tuple[str, str]
"""What a thing is (`variable`, `file`, `poetry`, `keyring` ...) and its name."""


@dataclass(frozen=True)
class ShellUpload:
    """One command that uploads distributions."""

    tool: str
    """`twine`, `uv`, `poetry`, `hatch`, `flit`, `pdm`, `maturin`, `setuptools`, `rye`, `curl`,
    `semantic-release`, `zest.releaser`."""
    index: Target
    """`other`: an address that is not PyPI's. `unknown`: text that cannot be resolved."""
    url: str | None
    """The address or the name as found; None where the tool's default holds."""
    credentials: tuple[str, ...]
    """Texts that feed user and password and live long: expressions, `$NAME` where a variable is
    defined nowhere known, literals. Not the user name `__token__`, no empty text, and nothing
    that was minted."""
    minted: bool
    """Whether the password was made in the script from an ID token."""
    trusted: Trusted
    """What the tool does with an ID token by itself, when nothing else is given:
    `always`: it uses one or fails; `by-itself`: it uses one where the job has one;
    `on-github`: likewise, but on GitHub alone; `never`: it cannot, or is told not to."""
    attestations: bool | None
    """None is the tool's default: uv uploads attestations that lie beside the files, and twine
    does so only with `--attestations`; neither makes any, and no other tool knows them
    (uv-cli PublishArgs, twine/settings.py)."""
    builds: bool
    """Whether the same command builds what it uploads."""
    line: int
    """Lines before the command in the script."""


@dataclass(frozen=True)
class Opaque:
    """A command that may upload, as far as can be seen."""

    words: str
    line: int
    why: str


@dataclass(frozen=True)
class ShellState:
    """What a script leaves behind for the next of the same job."""

    kept: tuple[tuple[Kept, tuple[str | None, ...]], ...] = ()
    """Each thing with the texts it may have; None: it may be absent."""

    def merge(self, other: "ShellState") -> "ShellState":
        """What is left behind where either may have happened: a step that may not run."""
        mine, theirs = dict(self.kept), dict(other.kept)
        keys = sorted({*mine, *theirs})
        absent: tuple[str | None, ...] = (None,)
        return ShellState(
            tuple(
                (key, tuple(dict.fromkeys(mine.get(key, absent) + theirs.get(key, absent))))
                for key in keys
            )
        )


@dataclass(frozen=True)
class ShellLook:
    """All that a script does about uploads."""

    uploads: tuple[ShellUpload, ...]
    builds: bool
    state: ShellState
    opaque: tuple[Opaque, ...]
    outputs: tuple[tuple[str, str], ...] = ()
    """Outputs the step sets for others (`>> $GITHUB_OUTPUT`), name and text."""
    build_line: int = 0
    """Of the first command that builds, counted like that of an upload."""
