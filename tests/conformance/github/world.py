"""The little world the conformance tests run in."""

from typing import Any

ADMIN, READER, AUDITOR, STRANGER = "admin-token", "reader-token", "auditor-token", "stranger-token"
JOB = "job-token"
ORG, REPO, PRIVATE, ARCHIVED = "octo-org", "sampleproject", "secret-project", "old-project"

SEED: dict[str, Any] = {
    "owner": ORG,
    "users": ["boss", "octocat", "hubot", "reader", "stranger", "github-actions[bot]"],
    "tokens": [
        {"token": ADMIN, "user": "boss"},
        {"token": READER, "user": "reader"},
        {"token": AUDITOR, "user": "boss", "access": "read"},
        {"token": STRANGER, "user": "stranger"},
        {"token": JOB, "user": "github-actions[bot]"},
    ],
    "organizations": [
        {
            "login": ORG,
            "plan": "team",
            "members": ["boss", "octocat", "hubot", "reader"],
            "admins": ["boss"],
            "teams": [
                {"slug": "release-managers", "members": ["octocat"], "maintainers": ["hubot"]},
                {"slug": "docs", "members": ["hubot"], "parent": "release-managers"},
            ],
            "secrets": ["ORG_TOKEN"],
            "variables": {"ORG_VARIABLE": "1"},
            "rulesets": [
                {
                    "name": "everywhere",
                    "target": "tag",
                    "enforcement": "active",
                    "conditions": {
                        "ref_name": {"include": ["~ALL"], "exclude": []},
                        "repository_name": {"include": ["~ALL"], "exclude": []},
                    },
                    "rules": [{"type": "deletion"}],
                }
            ],
        },
        {"login": "free-org", "plan": "free", "members": ["boss"], "admins": ["boss"]},
    ],
    "repositories": [
        {
            "name": f"{ORG}/{REPO}",
            "teams": {"release-managers": "push", "docs": "pull"},
            "collaborators": {"octocat": "maintain", "github-actions[bot]": "write"},
            "files": {
                ".github/workflows/release.yml": "on: push\n",
                "README.md": "# sampleproject\n",
            },
            "branches": ["main", "next"],
            "tags": ["v1", "v2"],
            "secrets": ["TWINE_PASSWORD"],
            "dependabot_secrets": ["TWINE_TOKEN"],
            "variables": {"STAGE": "one"},
        },
        {"name": f"{ORG}/{PRIVATE}", "visibility": "private", "teams": {"docs": "pull"}},
        {"name": f"{ORG}/{ARCHIVED}", "archived": True},
        {"name": "free-org/private", "visibility": "private"},
        {"name": "stranger/own", "visibility": "public"},
    ],
}
