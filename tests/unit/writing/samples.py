"""Configs to write files for: typical ones by name, and strategies for the rest."""

from itertools import product
from typing import Any

from hypothesis import strategies as st

from trustpub.config import Config

BOTH: dict[str, dict[str, Any]] = {
    "github": {"repository": "octo-org/sampleproject", "workflow": "release.yml"},
    "gitlab": {"repository": "group/sub/sampleproject"},
}
NAMES = ["pypi", "on", "1.0", "2048", "a: b # c", "it's", "über cool", "$ {{ x }}", "a/b"]
TRIGGERS: tuple[dict[str, Any] | None, ...] = (
    None,
    {"tags": ["v*"]},
    {"tags": ["v*-rc*", "w1.0+x/*"], "manual": True},
    {"tags": ["v*"], "branches": ["main", "release/*"]},
    {"branches": ["main"]},
    {"manual": True},
)
PROTECTION: tuple[dict[str, Any], ...] = (
    {},
    {
        "reviewers": {"teams": ["release-managers"]},
        "wait_timer": "5m",
        "admins_can_bypass": False,
        "deployers": [{"access": "maintainer"}],
        "approvals": [{"access": "maintainer", "required": 2}],
    },
)


def config(publishers: list[dict[str, Any]], **forges: Any) -> Config:
    """A project with these publishers, on both forges unless told otherwise."""
    created_by = {"roles": ["admin"], "access": "maintainer"}
    tags = [{"pattern": text, "created_by": created_by} for text in ("v*", "w1.0+x/*")]
    document = {"project": "sampleproject", "publishers": publishers, "tags": tags}
    return Config.model_validate({**document, **(forges or BOTH)})


def publisher(
    index: str,
    name: str | None = None,
    triggers: dict[str, Any] | None = None,
    protection: dict[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """One entry."""
    environment = {"name": index if name is None else name, **(protection or {})}
    return {"index": index, "environment": environment, "triggers": triggers, **more}


def representative() -> list[Config]:
    """Every kind of trigger with every other on two indexes, names and protection in turn."""
    found = []
    for number, (first, second) in enumerate(product(TRIGGERS, TRIGGERS)):
        name, guarded = NAMES[number % len(NAMES)], PROTECTION[number % 2]
        own = {"workflow": "publish.yaml", "pipeline": "ci/publish.yml"} if number % 3 == 0 else {}
        one = publisher("testpypi", name, first, **own)
        two = publisher("pypi", "release", second, guarded)
        issuer = "https://gitlab.com" if number % 4 else "https://gitlab.example.org"
        found.append(config([one, two], **BOTH | {"gitlab": BOTH["gitlab"] | {"issuer": issuer}}))
    return found + [
        config([publisher(i, triggers=t)]) for i in ("pypi", "testpypi") for t in TRIGGERS
    ]


PATTERNS = st.sampled_from(
    ["v*", "v*-rc*", "V*", "w1.0+x/*", "v1", "*", "a/*", "*/b", "v*v", "1.0"]
)
REFS = st.lists(PATTERNS, max_size=2, unique=True)
NAME = st.sampled_from([*NAMES, "${{ github.token }}"]) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=8
)
PUBLISHERS = st.lists(
    st.builds(
        publisher,
        st.sampled_from(["pypi", "testpypi"]),
        NAME,
        st.none()
        | st.fixed_dictionaries({"tags": REFS, "branches": REFS, "manual": st.booleans()}),
        st.sampled_from(PROTECTION),
        workflow=st.sampled_from([None, "release.yml", "publish.yaml"]),
        pipeline=st.sampled_from([None, ".gitlab-ci.yml", "ci/publish.yml"]),
        forge=st.sampled_from([None, "github", "gitlab"]),
    ),
    min_size=1,
    max_size=4,
)
FORGES = st.sampled_from([BOTH, {"github": BOTH["github"]}, {"gitlab": BOTH["gitlab"]}])
CONFIGS = st.builds(lambda publishers, forges: config(publishers, **forges), PUBLISHERS, FORGES)
"""Any combination of forge, index, environment, protection, triggers and file."""


SOUND_NAMES = st.sampled_from(["pypi", "on", "1.0", "2048", "release", "a/b"])
SOUND_TAGS = st.lists(
    st.sampled_from(["v*", "v*-rc*", "v1", "w1.0+x/*"]), min_size=1, max_size=2, unique=True
)
FIELDS = {
    "github": ("reviewers", "wait_timer", "admins_can_bypass"),
    "gitlab": ("deployers", "approvals"),
}


def sound(forges: dict[str, Any], drawn: list[dict[str, Any]]) -> Config:
    """A config whose publishers have only what their forges know."""
    publishers = []
    for one in drawn:
        mine = [one["forge"]] if one["forge"] in forges else list(forges)
        fields = {"name", *(field for forge in mine for field in FIELDS[forge])}
        environment = {k: v for k, v in one["environment"].items() if k in fields}
        own = one["forge"] if one["forge"] in forges else None
        files = {"workflow": "github", "pipeline": "gitlab"}
        fitting = {k: v for k, v in one.items() if files.get(k, mine[0]) in mine}
        publishers.append({**fitting, "environment": environment, "forge": own})
    created_by: dict[str, Any] = {"roles": ["admin"]} if "github" in forges else {}
    if "gitlab" in forges:
        created_by["access"] = "maintainer"
    tags = [{"pattern": text, "created_by": created_by} for text in ("v*", "w1.0+x/*")]
    document = {"project": "sampleproject", "publishers": publishers, "tags": tags}
    return Config.model_validate({**document, **forges})


SOUND = st.builds(
    sound,
    FORGES,
    st.lists(
        st.builds(
            publisher,
            st.sampled_from(["pypi", "testpypi"]),
            SOUND_NAMES,
            st.fixed_dictionaries({"tags": SOUND_TAGS, "manual": st.booleans()}),
            st.sampled_from(PROTECTION),
            workflow=st.sampled_from([None, "release.yml", "publish.yaml"]),
            pipeline=st.sampled_from([None, ".gitlab-ci.yml", "ci/publish.yml"]),
            forge=st.sampled_from([None, "github", "gitlab"]),
        ),
        min_size=1,
        max_size=2,
        unique_by=lambda one: one["index"],
    ),
)
"""Mostly such as the rules take."""
