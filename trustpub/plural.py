"""Numbers with their nouns. Pure."""


def plural(count: int, noun: str, many: str = "") -> str:
    """`1 project`, `2,000 projects`; `many` where an s does not do."""
    return f"{count:,} {noun if count == 1 else many or f'{noun}s'}"


def repositories(count: int) -> str:
    """`1 repository`, `2 repositories`."""
    return plural(count, "repository", "repositories")
