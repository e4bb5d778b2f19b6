"""Rules across the config: one row a rule."""

from .configs import hub, hub_env, lab, lab_env, publisher, tag
from .rule_row import ACTORS, BOTH, ENV, Row, triggered

CROSS = {
    "no-forge": Row(hub(github=None), "", "neither `github:` nor", "say where", hub()),
    "forge-not-declared": Row(
        hub(publishers=[publisher(forge="gitlab")]),
        "publishers[0].forge",
        "is for gitlab, but there is no `gitlab:` section",
        "add the section",
        hub(publishers=[publisher(forge="github")]),
    ),
    "foreign-field": Row(
        hub_env(deployers=ACTORS),
        f"{ENV}.deployers",
        "only gitlab has this setting",
        "leave it out",
        lab_env(deployers=ACTORS),
    ),
    "foreign-creator": Row(
        hub(tags=[tag(roles=["admin"], access="admin")]),
        "tags[0].created_by.access",
        "only gitlab has this setting",
        "leave it out",
        hub(**BOTH, tags=[tag(roles=["admin"], access="admin")]),
    ),
    "same-identity": Row(
        hub(publishers=[publisher(), publisher("PyPI")]),
        "publishers[1]",
        "is the same pypi publisher on github as publishers[0]",
        "remove one",
        hub(publishers=[publisher(), publisher(index="testpypi")]),
    ),
    "environment-conflict": Row(
        hub(publishers=[publisher({"name": n, "wait_timer": t}) for n, t in (("e", 1), ("E", 2))]),
        "publishers[1].environment",
        "sets up 'E' otherwise than publishers[0].environment",
        "spell its settings out once",
        hub(publishers=[publisher({"name": "e", "wait_timer": 1}), publisher("e", "testpypi")]),
    ),
    "open-environment": Row(
        hub(tags=[]), "publishers[0]", "any branch could deploy", "add `triggers:", hub()
    ),
    "nothing-starts": Row(
        lab(tags=[]), "publishers[0]", "no tag, no branch and no person", "add `triggers:", lab()
    ),
    "open-branch": Row(
        triggered(branches=["*"]),
        "publishers[0].triggers.branches[0]",
        "'*' lets any branch publish",
        "name the release branches",
        triggered(branches=["release/*"]),
    ),
    "tag-pattern-form": Row(
        hub(tags=[tag("refs/tags/a/v*", roles=["admin"])]),
        "tags[0].pattern",
        "'refs/tags/a/v*' is a full ref",
        "write 'a/v*'",
        hub(tags=[tag("a/v*", roles=["admin"])]),
    ),
    "tag-unprotected": Row(
        triggered(tags=["*"]),
        "publishers[0].triggers.tags[0]",
        "no rule under `tags:` protects all of '*' on github",
        "add `- pattern: '*'`",
        triggered(tags=["v1*"]),
    ),
    "tag-overlap": Row(
        lab(tags=[tag("v*", access="admin"), tag("*1", access="admin")]),
        "tags[1].pattern",
        "overlaps tags[0] ('v*'): on gitlab the weaker one wins",
        "make the patterns disjoint",
        lab(tags=[tag("v*", access="admin"), tag("w*", access="admin")]),
    ),
}
