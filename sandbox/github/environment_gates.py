"""Which protection rules follow from an environment's settings, and their ids."""

from .model import Environment
from .state import GitHubState


def gates(state: GitHubState, environment: Environment) -> dict[str, int]:
    """Ids by type, in the order in which GitHub lists them; rules that stay keep theirs."""
    settings, have = environment.settings, environment.gates
    wanted = {
        "wait_timer": settings.wait_timer > 0,
        "required_reviewers": bool(settings.reviewers),
        "branch_policy": settings.branches is not None,
    }
    return {k: have.get(k) or state.next_id("gate") for k, used in wanted.items() if used}
