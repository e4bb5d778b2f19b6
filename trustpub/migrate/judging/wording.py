"""Words that every format of a migration's report shares. Pure."""

from ...plural import plural
from ..judged import Removal, Shared, Standing
from ..model import STAGES, Stage
from ..reach import at, told
from ..telling.report import Report, Who

STEPS: dict[Who, str] = {"person": "for a person", "trustpub": "for `trustpub migrate apply`"}
GROUPS = {
    "declare": "Declare publishers",
    "up": "Run `pulumi up`",
    "register": "Register publishers on the index",
    "take-request": "Review and merge",
    "swap": "Take the tokens out of the CI",
    "release-testpypi": "Release to TestPyPI",
    "release-pypi": "Release to PyPI",
    "clean-files": "Clean files",
    "look": "Give permission to look, or look yourself",
    "revoke": "Revoke tokens on the index",
    "remove": "Remove tokens from the forge",
}
"""By the id of a step."""
MEANING: dict[Stage, str] = {
    "tokens-in-use": "nothing is declared yet, or the forge is not as declared",
    "publisher-declared": "config and forge agree; PyPI has to know the publisher",
    "publisher-registered": "the publisher is there; the CI still uploads with a token",
    "ci-swapped": "the CI needs no token; it has not released without one yet",
    "proved-testpypi": "a release to TestPyPI shows that it works",
    "proved-pypi": "a release to PyPI shows that it works; tokens are left on the forge",
    "secrets-removed": "the forge keeps no token of the project; PyPI still accepts them",
    "tokens-revoked": "a person revoked them; something is left or was not seen",
    "done": "no token is left anywhere that could be seen",
}
SHADES: dict[Stage, str] = {
    **dict.fromkeys(STAGES[:3], "open"),
    **dict.fromkeys(STAGES[3:6], "weak"),
    **dict.fromkeys(STAGES[6:8], "late"),
    "done": "done",
}
"""How far a stage is, in four colours."""


def sentence(text: str) -> str:
    """A half sentence as a whole one."""
    return f"{text[:1].upper()}{text[1:]}."


def numbers(report: Report) -> str:
    """`3 of 60 projects done, 120 tokens left (4 may go now), 2 values in files, 1 not seen`."""
    total = report.totals
    said = [f"{total.done:,} of {plural(total.projects, 'project')} done"]
    said += [f"{plural(total.tokens, 'token')} left ({total.removable:,} may go now)"]
    said += [f"{plural(total.literals, 'value')} in files"] if total.literals else []
    said += [f"{total.unknown:,} not seen"] if total.unknown else []
    return ", ".join(said)


def heading(one: Standing) -> str:
    """`octo-org/a: sampleproject (release.yaml)`."""
    name = f": {one.project}" if one.project else ""
    return f"{one.repository}{name} ({one.file})"


def step(one: Standing) -> str:
    """`4 of 8`: how far it is, where the last step is `done`."""
    return f"{STAGES.index(one.stage)} of {len(STAGES) - 1}"


def removal(one: Removal) -> str:
    """What may go with its evidence, or why it stays; and what shows again."""
    more = f"; {one.uncovers}" if one.uncovers else ""
    if one.allowed:
        return f"may go: {one.evidence}{more}"
    hint = " (only the proof is missing)" if one.unproved else ""
    return f"stays{hint}: {one.stays}{more}"


def readers(one: Removal) -> str:
    """Who could have read its value."""
    return f"its value could be read by {one.kept.readers}" if one.kept.readers else ""


def users(one: Shared) -> str:
    """Who still refers to a shared token, or could."""
    found = f"used by {at(one.users, len(one.users))}" if one.users else "no file refers to it"
    unseen = "; ".join(f"{each.what}: {each.why}" for each in one.unknown)
    return f"{found}; could be used by {unseen}" if unseen else found


def shared(one: Shared) -> str:
    """A shared token, and whom it reaches."""
    kept = one.kept
    chosen = f": {', '.join(kept.selected)}" if kept.selected is not None else ""
    reach = f", for {kept.visibility} repositories{chosen}" if kept.visibility else ""
    return f"{told(kept)}{reach}"
