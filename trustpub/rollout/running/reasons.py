"""The errors of an engine in the order in which they are of use. Pure."""

from collections.abc import Iterable

UNHANDLED = "an unhandled error occurred: "
"""The engine tells an error of the program twice, and once with this before it."""
NOTHING = "nothing was written to any forge or index"
"""The head of the list of problems with which our program ends, components/program.py."""

PASSPHRASES = {
    "incorrect passphrase": "PULUMI_CONFIG_PASSPHRASE is another one than that with which this "
    "stack's state was written; set that one (to change it: docs/rollout.md#the-passphrase)",
    "passphrase must be set": "PULUMI_CONFIG_PASSPHRASE is not set; set it, or "
    "PULUMI_CONFIG_PASSPHRASE_FILE, as on the machines that ran this fleet before",
}
"""What the engine says before it begins: pulumi/pulumi, pkg/secrets/passphrase/manager.go."""


def advised(text: str) -> str:
    """What the engine said, or what to do about it where that is known."""
    return next((words for sign, words in PASSPHRASES.items() if sign in text), text)


def plainly(errors: Iterable[str]) -> list[str]:
    """Each error once, its reason before that nothing was written."""
    found = dict.fromkeys(one.removeprefix(UNHANDLED).partition("\n") for one in errors)
    return [
        f"{rest}\n{first}" if first == NOTHING and rest else f"{first}{end}{rest}"
        for first, end, rest in found
    ]
