"""No claim makes the matcher fail, and none that counts can be changed unseen."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustpub.claims import choose, evaluate
from trustpub.claims.verdict import LIMIT

from .samples import BASE, RULESETS, claims, publisher, without

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
ODD = ["", " ", "\n", "/", ":", "@", "x", "\u212a", "\0", "//", ".yml@"]
Fits = Callable[[Any], bool]


def exactly(value: str) -> Fits:
    """Only this."""
    return lambda found: bool(found == value)


def in_any_case(value: str) -> Fits:
    """This, with letters of either case."""
    return lambda found: isinstance(found, str) and found.lower() == value.lower()


def is_text(found: Any) -> bool:
    """Any text."""
    return isinstance(found, str)


def event(found: Any) -> bool:
    """Any but one."""
    return found is not None and found != "pull_request_target"


def subject(found: Any) -> bool:
    """Only the first two parts count."""
    wanted = "project_path:group/sub/my.proj"
    return isinstance(found, str) and (found.lower() + ":").startswith(f"{wanted}:")


HUB, LAB = BASE["github"]["claims"], BASE["gitlab"]["claims"]
STILL_FITS: dict[str, dict[str, Fits]] = {
    "github": {
        **{n: exactly(HUB[n]) for n in ("iss", "repository", "repository_owner", "ref")},
        **{n: exactly(HUB[n]) for n in ("repository_owner_id", "job_workflow_ref")},
        "environment": in_any_case("pypi"),
        "event_name": event,
        "jti": is_text,
        "sub": is_text,
        "sha": lambda found: found is not None,
    },
    "gitlab": {
        **{n: exactly(LAB[n]) for n in ("iss", "ci_config_ref_uri", "ref_path", "environment")},
        "project_path": in_any_case("group/sub/my.proj"),
        "sub": subject,
        "jti": is_text,
        "sha": bool,
    },
}
"""By today's rules, said again in other words than the matcher's."""


@st.composite
def near(draw: st.DrawFn, text: str) -> Any:
    """The text with one small change, or with none, or something else."""
    place = draw(st.integers(0, len(text)))
    other = draw(
        st.sampled_from(["", " ", "\n", "/", ":", "@", "x", "\u212a", "\0", "//", ".yml@"])
    )
    changed = text[:place] + other + text[place + draw(st.integers(0, 2)) :]
    return draw(
        st.sampled_from([text, text.upper(), text.lower(), text.swapcase(), changed]) | JSON
    )


@pytest.mark.parametrize(("forge", "claim"), [(f, c) for f in STILL_FITS for c in STILL_FITS[f]])
@given(data=st.data())
def test_changed_claim(forge: str, claim: str, data: st.DataObject) -> None:
    """Of an accepted token one claim is changed: it is accepted just where it still fits."""
    found = data.draw(near(BASE[forge]["claims"][claim]))

    verdict = evaluate(publisher(forge), claims(forge, **{claim: found}))

    assert verdict.accepted is STILL_FITS[forge][claim](found)
    assert (
        verdict.accepted
        or claim in {f.claim for f in verdict.failures}
        or claim
        in (
            "ref",
            "ref_path",
        )
    )


@pytest.mark.parametrize("ruleset", RULESETS)
@given(
    forge=st.sampled_from(["github", "gitlab"]),
    mine=st.dictionaries(
        st.sampled_from([*BASE["github"]["publisher"], *BASE["gitlab"]["publisher"]]), JSON
    ),
    found=st.dictionaries(st.sampled_from([*HUB, *LAB, "x"]), JSON),
    based=st.booleans(),
)
def test_anything(
    ruleset: str, forge: str, mine: dict[str, Any], found: dict[str, Any], based: bool
) -> None:
    """Whatever stands in publisher and token, there is a verdict, and it can be shown."""
    mine = {**publisher(forge), **mine} if based else mine

    verdict = evaluate(mine, {**claims(forge), **found} if based else found, ruleset)
    choice = choose([mine], found, pending=[mine], ruleset=ruleset)

    every = [*verdict.failures, *verdict.matched, *choice.verdict.failures]
    texts = [text for c in every for text in (c.claim, c.expected, c.found or "")]
    assert all(text.isascii() and text.isprintable() and len(text) <= LIMIT for text in texts)
    assert verdict.accepted is (not verdict.failures and not verdict.unknown)


@given(
    forge=st.sampled_from(["github", "gitlab"]),
    gone=st.sets(st.sampled_from([*BASE["github"]["publisher"], *BASE["gitlab"]["publisher"]])),
)
def test_field_taken_away(forge: str, gone: set[str]) -> None:
    """A publisher that lacks what a claim is compared with is never accepted."""
    needed = set(publisher(forge)) - {"environment"}

    verdict = evaluate(without(publisher(forge), *gone), claims(forge))

    assert verdict.accepted is not bool(gone & needed)


@given(data=st.data(), ruleset=st.sampled_from(RULESETS))
def test_chosen_publisher_is_accepted(data: st.DataObject, ruleset: str) -> None:
    """Whichever is chosen of several is one of them, and would be accepted alone."""
    forge = data.draw(st.sampled_from(["github", "gitlab"]))
    change = st.sampled_from([{}, {"environment": ""}, {"environment": "x"}, {"issuer_url": "y"}])
    mine = [publisher(forge, **changes) for changes in data.draw(st.lists(change, max_size=4))]
    token = claims(forge, environment=data.draw(st.sampled_from(["pypi", "x", None, "", 5])))

    choice = choose(mine, token, ruleset=ruleset)

    assert choice.publisher is None or choice.publisher in mine
    if choice.publisher is not None:
        assert evaluate(choice.publisher, token, ruleset).accepted
