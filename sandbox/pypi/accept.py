"""Which of the offered content types a client wants (RFC 9110, as WebOb does it)."""


def choose(offers: tuple[str, ...], header: str | None) -> str | None:
    """The best offer; ties go to the earlier one; None when none is acceptable."""
    if not header or not header.strip():
        return offers[0]
    ranges = [parsed(part) for part in header.split(",") if part.strip()]
    rated = [(quality(offer, ranges), offer) for offer in offers]
    best = max(rate for rate, _ in rated)
    return next(offer for rate, offer in rated if rate == best) if best > 0 else None


def parsed(part: str) -> tuple[str, float]:
    """`text/html;q=0.5` -> its range and weight; a weight that is none counts as 0."""
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
    try:
        return media, float(weight)
    except ValueError:
        return media, 0.0


def quality(offer: str, ranges: list[tuple[str, float]]) -> float:
    """The weight of the most specific range that takes the offer."""
    for wanted in (offer, offer.partition("/")[0] + "/*", "*/*"):
        for media, weight in ranges:
            if media == wanted:
                return weight
    return 0.0
