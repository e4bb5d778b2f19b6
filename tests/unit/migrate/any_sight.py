"""Any sight whatever of one project, and any words of persons."""

from typing import Any

from hypothesis import strategies as st

from .sights import HIDDEN, REVOKED, day, kept, loose, mention, proof, publisher, said, sight, swap

INDEXES = ("testpypi", "pypi")
KEPT = [
    kept(),
    kept("TWINE_PASSWORD", level="environment", part="pypi"),
    kept(store="dependabot"),
    kept(store="agents"),
    kept("PYPI_API_TOKEN", level="organization", visibility="all"),
]
MENTIONS = [
    mention(use, name, indexes)
    for use in ("upload", "elsewhere", "unclear")
    for name in ("PYPI_TOKEN", "PYPI_API_TOKEN")
    for indexes in ((), ("pypi",), ("other",), ("testpypi", "unknown"))
]
SWAPS = [swap(i, state) for i in INDEXES for state in ("swapped", "token", "none", "unknown")]
PROOFS = [
    proof(index, state, **more)
    for index in INDEXES
    for state in ("proved", "older", "absent", "other", "unknown")
    for more in ({}, {"uploaded": None}, {"uploaded": day(3)})
]
SAID = [said(what, i, on) for what in ("registered", "revoked") for i in INDEXES for on in (2, 20)]
PARTS: dict[str, list[Any]] = {
    "publishers": [publisher("testpypi"), publisher("pypi")],
    "missing": ["the environment pypi is missing"],
    "kept": KEPT,
    "mentions": MENTIONS,
    "loose": [loose(), loose(literal=True), loose(name="PYPI_TOKEN")],
    "swaps": SWAPS,
    "proofs": PROOFS,
    "unlisted": [HIDDEN],
    "unknown": [HIDDEN],
}


def some(found: list[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Some of them; often none, so that projects come far."""
    few = st.lists(st.sampled_from(found), max_size=3, unique_by=repr).map(tuple)
    return st.one_of(st.just(()), few)


changes = st.fixed_dictionaries({}, optional={name: some(PARTS[name]) for name in PARTS})
sights = st.builds(lambda changed: sight(**changed), changes)
words = st.one_of(st.just(REVOKED), some(SAID))
