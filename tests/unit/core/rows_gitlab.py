"""Rules of GitLab: one row a rule."""

from .configs import GITLAB, free, lab, lab_env, publisher, tag
from .rule_row import ACTORS, ENV, Row

ON_GITLAB = {
    "gitlab-repository-form": Row(
        lab(gitlab={"repository": "p"}),
        "gitlab.repository",
        "'p' is not of the form group/project",
        "write the full path",
        lab(gitlab={"repository": "g/p"}),
    ),
    "gitlab-issuer-form": Row(
        lab(gitlab={**GITLAB, "issuer": "https://["}),
        "gitlab.issuer",
        "is not the URL of a GitLab instance",
        "write https:// and the host",
        lab(gitlab={**GITLAB, "issuer": "https://git.example.org:8443"}),
    ),
    "gitlab-environment-form": Row(
        lab(publishers=[publisher("e/")]),
        f"{ENV}.name",
        "'e/' is no name of a GitLab environment",
        "use letters",
        lab(publishers=[publisher("e/f")]),
    ),
    "gitlab-one-actor": Row(
        lab_env(deployers=[{"access": "admin", "user": "a"}]),
        f"{ENV}.deployers[0]",
        "names access and user",
        "write exactly one of",
        lab_env(deployers=[{"access": "admin"}, {"user": "a"}]),
    ),
    "gitlab-same-actor": Row(
        lab_env(deployers=[{"user": "a"}, {"user": "a"}]),
        f"{ENV}.deployers[1]",
        "the same actor stands here twice",
        "keep one",
        lab_env(deployers=[{"user": "a"}, {"user": "b"}]),
    ),
    "gitlab-approval-count": Row(
        lab_env(deployers=ACTORS, approvals=[{"user": "a", "required": 2}]),
        f"{ENV}.approvals[0].required",
        "asks for 2 approvals of a alone",
        "write 1",
        lab_env(deployers=ACTORS, approvals=[{"group": "a", "required": 2}]),
    ),
    "gitlab-approvals-alone": Row(
        lab_env(approvals=ACTORS),
        f"{ENV}.approvals",
        "nobody is named who may deploy",
        "name `deployers` too",
        lab_env(approvals=ACTORS, deployers=ACTORS),
    ),
    "gitlab-open-environment": Row(
        lab_env(), ENV, "any pipeline of any branch", "name `deployers`", lab_env(deployers=ACTORS)
    ),
    "gitlab-tag-creators": Row(
        lab(tags=[tag(access="no one")]),
        "tags[0].created_by",
        "nobody on GitLab may create these",
        "name `access`",
        lab(tags=[tag(access="no one", users=["a"])]),
    ),
    "gitlab-tier-environment": Row(
        free(lab()), f"{ENV}.deployers", "need GitLab Premium", "buy Premium", free(lab_env())
    ),
    "gitlab-tier-tag": Row(
        free(lab(tags=[tag(groups=["a"])])),
        "tags[0].created_by",
        "users and groups of a protected tag need GitLab Premium",
        "write `access: maintainer`",
        free(lab(tags=[tag(groups=["a"])]), "premium"),
    ),
}
