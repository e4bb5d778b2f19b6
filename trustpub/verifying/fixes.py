"""What to do about a difference. Pure."""

from ..observing.beside import TWICE
from ..observing.model import Difference

CAUSES = (
    ("cannot read the repository", "give them read access, a team by a grant of its own"),
    ("no read access", "give them read access, a team by a grant of its own"),
    ("plan may not include", "leave it out of the config, or choose another plan"),
    ("plan does not include", "leave it out of the config, or choose another plan"),
    ("tier does not include", "leave it out of the config, or choose another tier"),
    ("no member of the project", "make them members of the project, developers at least"),
    ("no membership in the project", "make them members of the project, developers at least"),
    ("less than developer", "make them developers of the project at least"),
    ("project is not shared", "share the project with the group"),
    ("is archived", "unarchive it first"),
    ("renamed or moved", "write the new name into the config and see `trustpub moved`"),
)
"""Words of a reason -> what its cause asks for."""
AGAIN = "run `pulumi up --refresh`"
NONE_LEFT = f"{AGAIN}; where no reviewer at all is stored it sees nothing: set them by hand"
"""terraform-provider-github#2761: the provider keeps reviewers in its state that are gone."""
BY_HAND = "set it right by hand on the forge's pages: the engine has no word for it"
OTHER = (
    "keep the one whose number `pulumi stack export | grep rulesetId` tells, "
    "and delete the other on the forge's pages"
)
REMOVE = "remove it by hand on the forge's pages, or declare it"
MIXED = f"{AGAIN}; if that does not set it back, remove the protection by hand and run it again"
"""GitLab's provider edits approval rules by their place: docs/verify.md has the case."""
WORDLESS = {
    ("github.environment", "custom_rules"),
    ("gitlab.environment", "state"),
    ("gitlab.environment", "protected_by_groups"),
    ("gitlab.protected-tag", "deploy_keys"),
    ("gitlab.protected-tag", "others"),
    ("gitlab.protected-environment", "others"),
    ("gitlab.protected-environment", "required_approval_count"),
}
"""Kind and setting that no resource of the engine holds; docs/verify.md has what it does see."""


def fix(told: Difference) -> str:
    """One half sentence: what the cause asks for, then how the setting comes back."""
    cause = next((do for words, do in CAUSES if words in told.reason), None)
    if told.setting.endswith("_able") and cause:
        return cause
    how = way_back(told)
    return f"{cause}; then {how}" if cause else how


def way_back(told: Difference) -> str:
    """How what is stored becomes what is declared."""
    if (told.kind, told.setting) in WORDLESS:
        return BY_HAND
    if told.state == "beside" and not told.setting:
        return OTHER if TWICE in told.reason else REMOVE
    if told.setting == "approvals":
        return MIXED
    gone = told.setting.startswith("reviewers.") and not told.stored
    if gone or "no reviewers are stored" in told.reason:
        return NONE_LEFT
    return AGAIN
