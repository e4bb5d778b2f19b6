"""What is answered without an automaton is what the automaton says."""

from itertools import product

from trustpub.forges.github.expressions.automata import Language, relation
from trustpub.forges.github.expressions.compare import asked, goes_on, texts
from trustpub.forges.github.expressions.values import Pattern

GLOBS = ("v*", "*", "V*", "a.b*", "**", "v**", "v?*", "!v*")
ENDS = ("", "v", "v1", "V1a", "vv", "a.b1", "a.", "v1.2", "v1/x")


def test_a_text_that_goes_on_where_the_star_begins() -> None:
    """Some texts of the pattern begin with it and some do not."""
    found = [
        (Pattern(prefix, (glob,)), text + end)
        for prefix, glob, end in product(("", "refs/tags/"), GLOBS, ENDS)
        for text in {prefix, ""}
    ]
    short = [(pattern, text) for pattern, text in found if goes_on(pattern, text)]

    assert len(short) > 10
    for pattern, text in short:
        assert relation(texts(pattern), Language(((True, asked(text, "startswith")),))) is None
