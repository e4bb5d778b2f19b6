"""How many requests a look takes: foretold before it starts, counted while it goes on."""

from ..model import Value


class Budget(Value):
    """Requests of one look at one forge."""

    predicted: int
    """Foretold before they were sent."""
    sent: int
    """Sent; with a retry each try counts."""
    unchanged: int
    """Of these: answered 304, which costs nothing of GitHub's hourly limit."""
    points: int
    """Points of GraphQL's own hourly limit."""
    waited: float
    """Seconds of waiting, so that no limit was met."""
    kinds: dict[str, int]
    """Requests by kind: `core`, `graphql`."""
    taken: int = 0
    """Answers that were not asked for again: a look that was interrupted had them."""
    since: str | None = None
    """When the oldest of these was given."""


def sentence(budget: Budget) -> str:
    """`1,270 requests (1,240 foretold), 900 of them unchanged; 20 points of GraphQL`."""
    text = f"{budget.sent:,} requests ({budget.predicted:,} foretold)"
    if budget.unchanged:
        text += f", {budget.unchanged:,} of them unchanged"
    if budget.points:
        text += f"; {budget.points:,} points of GraphQL"
    if budget.taken:
        text += f"; {budget.taken:,} answers more are those of a look that was interrupted, the"
        text += f" oldest of {budget.since}: run it again to have all anew"
    return text
