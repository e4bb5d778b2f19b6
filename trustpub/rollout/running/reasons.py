"""The errors of an engine in the order in which they are of use. Pure."""

from collections.abc import Iterable
from shlex import quote

UNHANDLED = "an unhandled error occurred: "
"""The engine tells an error of the program twice, and once with this before it."""
NOTHING = "nothing was written to any forge or index"
"""The head of the list of problems with which our program ends, components/program.py."""

CUT = (
    "what stands beside this stack's state is cut off, for an engine was killed as it wrote it; "
    "the state is whole: in the folder of the backend, take away the empty "
    ".pulumi/stacks/trustpub/STACK.json.attrs, and run it again"
)
BEFORE_IT_BEGINS = {
    "failed to load checkpoint: EOF": CUT,
    "incorrect passphrase": "PULUMI_CONFIG_PASSPHRASE is another one than that with which this "
    "stack's state was written; set that one (to change it: docs/rollout.md#the-passphrase)",
    "PULUMI_ACCESS_TOKEN must be set": "PULUMI_BACKEND_URL is not set, and there is no login: set "
    "it to where the state is kept, such as file:///srv/state, on each machine the same "
    "(docs/rollout.md)",
    "passphrase must be set": "PULUMI_CONFIG_PASSPHRASE is not set; set it, or "
    "PULUMI_CONFIG_PASSPHRASE_FILE, as on the machines that ran this fleet before",
}
"""What the engine says before it begins: pulumi/pulumi, pkg/secrets/passphrase/manager.go,
pkg/backend/httpstate/backend.go; of a state: Said.cut."""


UP = "`pulumi up --refresh`"
"""What a difference that was read back asks for, where a project is rolled out by itself."""


def advised(text: str, name: str = "") -> str:
    """What the engine said, or what to do about it where that is known, for a repository."""
    known = next((words for sign, words in BEFORE_IT_BEGINS.items() if sign in text), text)
    here = f"`trustpub rollout apply --full --only {quote(name)}`"
    return known.replace(UP, here) if name else known


def plainly(errors: Iterable[str]) -> list[str]:
    """Each error once, its reason before that nothing was written."""
    found = dict.fromkeys(one.removeprefix(UNHANDLED).partition("\n") for one in errors)
    return [
        f"{rest}\n{first}" if first == NOTHING and rest else f"{first}{end}{rest}"
        for first, end, rest in found
    ]
