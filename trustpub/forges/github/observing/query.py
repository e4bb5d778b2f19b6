"""The GraphQL query of one page of repositories.

It asks for no reviewers: a connection within a connection costs points for each of the outer one
(GitHub docs, "Rate limits and query limits for the GraphQL API"), and REST has to be asked for
environments that matter anyway. So a page of 50 costs 1 point, with the files too: those are no
connections.
"""

FRAME = """
query($login: String!, $first: Int!, $after: String, $order: RepositoryOrder,
      $mine: [RepositoryAffiliation]) {
  rateLimit { cost }
  repositoryOwner(login: $login) {
    repositories(first: $first, after: $after, orderBy: $order, ownerAffiliations: $mine) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        databaseId
        nameWithOwner
        isArchived
        visibility
        viewerCanAdminister
%s
      }
    }
  }
}
"""
DETAILS = """
        defaultBranchRef { name }
        environments(first: 100) { totalCount nodes { databaseId name } }
        rulesets(first: 100) {
          totalCount
          nodes {
            databaseId
            name
            target
            enforcement
            source { __typename }
            conditions { refName { include exclude } }
          }
        }
"""
WORKFLOWS = """
        workflows: object(expression: "HEAD:.github/workflows") {
          ... on Tree { entries { name object { ... on Blob { text isTruncated } } } }
        }
"""
CONFIG_FILE = """
        config: object(expression: "HEAD:release.yaml") {
          ... on Blob { text isTruncated isBinary byteSize }
        }
"""
PAGE = 50
"""Repositories a page; fewer where GitHub takes too long (it gives up after 10 seconds)."""
SMALLER = (50, 10, 1)


def query(details: bool, files: str = "") -> str:
    """The text of a query; without details only the names. `files` are some of those above."""
    return FRAME % ((DETAILS if details else "") + files)


def variables(login: str, first: int, after: str | None) -> dict[str, object]:
    """The oldest first: a repository that is renamed meanwhile stays in its place."""
    return {
        "login": login,
        "first": first,
        "after": after,
        "order": {"field": "CREATED_AT", "direction": "ASC"},
        "mine": ["OWNER"],
    }
