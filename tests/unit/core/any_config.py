"""Strategies: any config that parses, however odd."""

from typing import Any

from hypothesis import strategies as st

NAMES = st.sampled_from(["pypi", "PyPI", "a", "a/b", "a/b/c", "v*", "*", "x.yml", "", "@", "ß"])
# YAML, unlike JSON, has no escapes in pairs.
LETTERS = st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"])
TEXT = NAMES | st.text(LETTERS, max_size=6)
TEXTS = st.lists(TEXT, max_size=3)
FORGE = st.sampled_from([None, "github", "gitlab"])
NUMBER = st.integers(-2, 50_000)


def section(required: dict[str, Any] | None = None, /, **optional: Any) -> st.SearchStrategy[Any]:
    """A mapping with these fields, the optional ones perhaps left out."""
    return st.fixed_dictionaries(required or {}, optional=optional)


ACTOR = {
    "access": st.sampled_from(["developer", "maintainer", "admin"]),
    "user": TEXT,
    "group": TEXT,
    "inherited": st.booleans(),
}
ENVIRONMENT = TEXT | section(
    {"name": TEXT},
    reviewers=section(users=st.lists(TEXT, max_size=8), teams=TEXTS),
    prevent_self_review=st.booleans(),
    wait_timer=NUMBER | st.sampled_from(["5m", "2h", "1d", " 30 min "]),
    admins_can_bypass=st.booleans(),
    deployers=st.lists(section(**ACTOR), max_size=2),
    approvals=st.lists(section(**ACTOR, required=NUMBER), max_size=2),
)
PUBLISHER = section(
    {"index": st.sampled_from(["pypi", "testpypi"]), "environment": ENVIRONMENT},
    forge=FORGE,
    workflow=TEXT | st.none(),
    pipeline=TEXT | st.none(),
    triggers=section(tags=TEXTS, branches=TEXTS, manual=st.booleans()) | st.none(),
)
CREATORS = section(
    teams=TEXTS,
    roles=st.lists(st.sampled_from(["write", "maintain", "admin"]), max_size=2),
    organization_admins=st.booleans(),
    deploy_keys=st.booleans(),
    access=st.sampled_from([None, "no one", "developer", "maintainer", "admin"]),
    users=TEXTS,
    groups=TEXTS,
)
GITHUB = section(
    {"repository": TEXT},
    workflow=TEXT | st.none(),
    visibility=st.sampled_from([None, "public", "private", "internal"]),
    plan=st.sampled_from([None, "free", "pro", "team", "enterprise"]),
)
GITLAB = section(
    {"repository": TEXT},
    pipeline=TEXT,
    issuer=TEXT | st.sampled_from(["https://gitlab.com", "https://[", "https://a:b/c?d#e"]),
    tier=st.sampled_from([None, "free", "premium", "ultimate"]),
)
DOCUMENTS = section(
    {"project": TEXT, "publishers": st.lists(PUBLISHER, min_size=1, max_size=3)},
    github=GITHUB | st.none(),
    gitlab=GITLAB | st.none(),
    tags=st.lists(section({"pattern": TEXT, "created_by": CREATORS}, forge=FORGE), max_size=3),
)
"""Documents that parse as a config."""

PLAIN = st.sampled_from(["pypi", "release", "alice", "group/a"])
PATTERNS = st.sampled_from(["v*", "w*", "v1", "v1*", "a/b*"])
PLAIN_PUBLISHER = section(
    {"index": st.sampled_from(["pypi", "testpypi"]), "environment": PLAIN},
    workflow=st.sampled_from(["a.yml", "b.yaml"]),
    triggers=section(
        {"tags": st.lists(PATTERNS, min_size=1, max_size=3)},
        branches=st.lists(st.sampled_from(["main", "release/*"]), max_size=2),
        manual=st.booleans(),
    ),
)
PLAIN_DOCUMENTS = section(
    {
        "project": st.just("sampleproject"),
        "publishers": st.lists(PLAIN_PUBLISHER, min_size=1, max_size=4),
        "github": st.just({"repository": "octo-org/sampleproject", "workflow": "r.yml"}),
        "tags": st.lists(
            section({"pattern": PATTERNS, "created_by": st.just({"roles": ["admin"]})}),
            min_size=1,
            max_size=2,
        ),
    }
)
"""Documents of which many have no errors."""
