"""Variables that GitLab sets itself (doc/ci/variables/predefined_variables.md), by world."""

from .worlds import ANY, EITHER, NULL, TEXT, Values, World, words

ALWAYS = words(
    """CI_API_GRAPHQL_URL CI_API_V4_URL CI_COMMIT_AUTHOR CI_COMMIT_BEFORE_SHA CI_COMMIT_REF_SLUG
    CI_COMMIT_SHA CI_COMMIT_SHORT_SHA CI_COMMIT_TIMESTAMP CI_CONFIG_PATH CI_DEFAULT_BRANCH
    CI_DEFAULT_BRANCH_SLUG CI_JOB_NAME CI_JOB_NAME_SLUG CI_JOB_STAGE CI_PAGES_DOMAIN CI_PAGES_URL
    CI_PIPELINE_CREATED_AT CI_PIPELINE_IID CI_PROJECT_ID CI_PROJECT_NAME CI_PROJECT_NAMESPACE
    CI_PROJECT_NAMESPACE_ID CI_PROJECT_NAMESPACE_SLUG CI_PROJECT_PATH CI_PROJECT_PATH_SLUG
    CI_PROJECT_ROOT_NAMESPACE CI_PROJECT_TITLE CI_PROJECT_URL CI_PROJECT_VISIBILITY
    CI_SERVER_FQDN CI_SERVER_HOST CI_SERVER_NAME CI_SERVER_PORT CI_SERVER_PROTOCOL
    CI_SERVER_REVISION CI_SERVER_URL CI_SERVER_VERSION CI_SERVER_VERSION_MAJOR
    CI_SERVER_VERSION_MINOR CI_SERVER_VERSION_PATCH CI_TEMPLATE_REGISTRY_HOST GITLAB_USER_EMAIL
    GITLAB_USER_ID GITLAB_USER_LOGIN GITLAB_USER_NAME"""
)
"""Set in every pipeline, to something that is not blank."""
IN_JOBS = words(
    """CI CI_BUILDS_DIR CI_COMMIT_BRANCH CI_COMMIT_DESCRIPTION CI_COMMIT_MESSAGE
    CI_COMMIT_REF_NAME CI_COMMIT_REF_PROTECTED CI_COMMIT_TAG CI_COMMIT_TAG_MESSAGE
    CI_COMMIT_TITLE CI_CONCURRENT_ID CI_DEPENDENCY_PROXY_PASSWORD CI_DEPENDENCY_PROXY_USER
    CI_ENVIRONMENT_NAME CI_ENVIRONMENT_SLUG CI_ENVIRONMENT_URL CI_JOB_ID CI_JOB_IMAGE
    CI_JOB_STARTED_AT CI_JOB_TOKEN CI_JOB_URL CI_KUBERNETES_ACTIVE CI_NODE_INDEX CI_NODE_TOTAL
    CI_OPEN_MERGE_REQUESTS CI_PIPELINE_ID CI_PIPELINE_SOURCE CI_PIPELINE_TRIGGERED
    CI_PIPELINE_URL CI_PROJECT_DIR CI_REGISTRY CI_REGISTRY_IMAGE CI_REGISTRY_PASSWORD
    CI_REGISTRY_USER CI_REPOSITORY_URL CI_RUNNER_ID CI_SERVER GITLAB_CI GITLAB_FEATURES"""
)
"""Others that a job has from GitLab: none is a variable that somebody keeps a secret in."""
OF_MERGE_REQUESTS = "CI_MERGE_REQUEST_"
SURE = frozenset(
    f"{OF_MERGE_REQUESTS}{name}"
    for name in words(
        """DIFF_BASE_SHA DIFF_ID EVENT_TYPE ID IID PROJECT_ID PROJECT_PATH PROJECT_URL
    REF_PATH SOURCE_BRANCH_NAME SOURCE_PROJECT_ID SOURCE_PROJECT_PATH SOURCE_PROJECT_URL
    TARGET_BRANCH_NAME TITLE"""
    )
)
OF_ONE_SOURCE = {
    "CI_PIPELINE_TRIGGERED": "trigger",
    "CI_PIPELINE_SCHEDULE_DESCRIPTION": "schedule",
    "CHAT_CHANNEL": "chat",
    "CHAT_INPUT": "chat",
    "CI_EXTERNAL_PULL_REQUEST_IID": "external_pull_request_event",
    "CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME": "external_pull_request_event",
    "CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME": "external_pull_request_event",
}


def known(name: str) -> bool:
    """Whether a variable comes from GitLab and from nobody's settings."""
    mine = name in ALWAYS or name in IN_JOBS or name in OF_ONE_SOURCE
    return mine or name.startswith((OF_MERGE_REQUESTS, "CI_RUNNER_", "CI_SERVER_"))


def predefined(name: str, world: World) -> Values:
    """What a variable of GitLab's can be; anything where it is none of these."""
    if name in ALWAYS:
        return TEXT
    if name in ("CI", "GITLAB_CI"):
        return frozenset(["true"])
    if name.startswith(OF_MERGE_REQUESTS):
        merge_request = world.kind == "merge request"
        return (TEXT if name in SURE else ANY) if merge_request else NULL
    if name in OF_ONE_SOURCE:
        return TEXT if OF_ONE_SOURCE[name] == world.source else NULL
    return of_ref(name, world)


def of_ref(name: str, world: World) -> Values:
    """Those that say what a pipeline runs for."""
    ref: Values = TEXT if world.ref is None else frozenset([world.ref])
    match name:
        case "CI_PIPELINE_SOURCE":
            return frozenset([world.source])
        case "CI_COMMIT_REF_NAME":
            return ref
        case "CI_COMMIT_TAG":
            return ref if world.kind == "tag" else NULL
        case "CI_COMMIT_BRANCH":
            return ref if world.kind == "branch" else NULL
        case "CI_COMMIT_TAG_MESSAGE":
            return ANY if world.kind == "tag" else NULL
        case "CI_OPEN_MERGE_REQUESTS":
            return NULL if world.kind == "tag" else ANY
        case "CI_COMMIT_REF_PROTECTED":
            known = world.protected is not None
            return frozenset([str(world.protected).lower()]) if known else EITHER
    return ANY
