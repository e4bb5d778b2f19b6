"""Runs of GitLab for refs that nothing protects, tried in thought."""

from ..publishers import protected_patterns
from ..workflows.model import Trial
from . import samples
from .model import Case, Link


def unprotected(case: Case, link: Link) -> list[Trial]:
    """Tags that no rule protects, and branches that the publisher is not for."""
    protected = protected_patterns(case.config, "gitlab") if case.config else ()
    tags = [t for t in samples.TAGS if not samples.matched(protected, t, "gitlab")]
    own = link.publisher.branches
    branches = [b for b in samples.BRANCHES if not samples.matched(own, b, "gitlab")]
    found = [Trial("tags", name, False) for name in tags]
    return found + [Trial("branches", name, False) for name in branches]


def called(trial: Trial) -> str:
    """`an unprotected tag such as '1.2.3'`."""
    kind = "tag" if trial.trigger == "tags" else "branch"
    return f"an unprotected {kind} such as {trial.ref!r}"
