"""Which code decides, and the quick tests that have to notice when it decides otherwise."""

from dataclasses import dataclass
from pathlib import Path

UNIT = "tests/unit"


@dataclass(frozen=True)
class Part:
    """Files that decide together, and their tests; `{}` stands for the folder of the tests."""

    name: str
    files: tuple[str, ...]
    tests: tuple[str, ...]

    def chosen(self, only: str, clone: Path) -> list[str]:
        """The files of it that `only` asks for, `,` between: the part, or words of their paths."""
        words = only.split(",")
        found = sorted(p.relative_to(clone).as_posix() for f in self.files for p in clone.glob(f))
        every = [file for file in found if not file.endswith("__init__.py")]
        whole = not only or self.name in words
        return [file for file in every if whole or any(word in file for word in words if word)]


def unit(folder: str, *names: str) -> tuple[str, ...]:
    """Test files of a folder."""
    return tuple(f"{UNIT}/{folder}/test_{name}.py" for name in names)


DECIDING = (
    Part(
        "preview",
        (
            "trustpub/preview/risk_*.py",
            "trustpub/preview/wider.py",
            "trustpub/preview/pairing.py",
            "trustpub/preview/digest.py",
        ),
        unit(
            "preview",
            *("accepting", "cases", "decided", "decided_pairing", "decided_refs", "fields"),
            "wider",
        ),
    ),
    Part(
        "commenting",
        ("trustpub/commenting/deciding.py",),
        unit("commenting", "any", "deciding", "decided*"),
    ),
    Part(
        "matching",
        ("trustpub/trees/matching.py",),
        unit("preview", "decided_matching"),
    ),
    Part(
        "rollout",
        (
            "trustpub/rollout/waves.py",
            "trustpub/rollout/fingerprint.py",
            "trustpub/rollout/history.py",
        ),
        unit("rollout", "decided*", "history", "naming", "rolling", "standing"),
    ),
    Part(
        "migrate",
        ("trustpub/migrate/judging/*.py",),
        unit(
            "migrate",
            *("decided*", "hunt_branches", "hunt_words", "known_to_all", "removing", "reports"),
            *("run", "stages", "standing"),
        ),
    ),
    Part(
        "audit",
        ("trustpub/audit/rules_*.py",),
        unit("audit", "archived", "configs", "decided*", "judge", "rules", "unseen"),
    ),
    Part(
        "core",
        ("trustpub/rules.py", "trustpub/forges/*/rules.py"),
        unit("core", "cases", "decided*", "rule_edges", "rules"),
    ),
    Part(
        "accepting",
        ("trustpub/accepting.py",),
        unit("preview", "accepting", "decided_accepting"),
    ),
)
