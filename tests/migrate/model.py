"""What was planted in a world: names with their values, and what each project looks like."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Key(NamedTuple):
    """What tells one secret or variable from all others."""

    forge: str
    level: str
    holder: str
    store: str
    kind: str
    part: str
    name: str
    scope: str


@dataclass(frozen=True)
class Planted:
    """One secret or variable; its value is found nowhere else."""

    key: Key
    value: str
    token: bool
    """Whether it is a credential of an index, and so to be found."""
    visibility: str = ""
    selected: tuple[str, ...] = ()

    def reaches(self, work: "Work") -> bool:
        """Whether a job of this project could be given it."""
        key, path = self.key, work.repository
        if key.forge != work.forge:
            return False
        if self.visibility == "selected":
            return path in self.selected
        if self.visibility == "private":
            return work.private
        if key.level == "instance":
            return True
        own = key.level in ("repository", "environment", "schedule")
        return path == key.holder if own else path.startswith(f"{key.holder}/")


@dataclass
class Work:
    """One project: a repository with its files, and what is published from it."""

    forge: str
    repository: str
    project: str
    """Its name on the indexes."""
    indexes: tuple[str, ...]
    private: bool = False
    environments: dict[str, str] = field(default_factory=dict)
    """Index -> name of the environment of its job."""
    workflows: dict[str, str] = field(default_factory=dict)
    """Index -> path of the file with its job."""
    files: dict[str, str] = field(default_factory=dict)
    clean: dict[str, str] = field(default_factory=dict)
    """How a person leaves files that hold or name a credential; empty: taken away."""
    hand: dict[str, str] = field(default_factory=dict)
    """Its workflows or pipeline, as a person swaps them."""
    loose: dict[str, bool] = field(default_factory=dict)
    """Files that hold or name one, and whether a value stands there."""
    literals: list[str] = field(default_factory=list)
    """These values."""
    feeds: dict[str, str] = field(default_factory=dict)
    """Index -> name of the secret or variable that is the password, as the files spell it."""
    bare: bool = False
    """Whether the forge does not hold yet what is declared."""

    @property
    def file(self) -> str:
        """Name of its release config."""
        return f"{self.repository.replace('/', '-')}.yaml"
