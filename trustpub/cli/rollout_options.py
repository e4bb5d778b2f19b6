"""The options of `trustpub rollout` that say which repositories, how, and held to what."""

import argparse
from typing import Any

from .once import Once

POINTS = "GitHub's points a minute (a read 1, a write 5); default: 900 over all shards; 0: no limit"
PARALLEL = "repositories at once; default: 2"
TAKE_LOCKS = "whoever holds a stack is surely gone: take the lock away; apply wants --only with it"
REVIEWED = "do just what was approved: the digest of `rollout plan`, or of `preview`"
ELSEWHERE = (
    "--reviewed is for `apply`; `plan` makes a digest, and `resume` goes on with the one of its run"
)
BASE = "with the digest of `preview`: where the change begins; default: the first parent of HEAD"


def chosen(step: argparse.ArgumentParser) -> None:
    """Which repositories, and how."""
    step.add_argument(
        "--only",
        nargs="+",
        action="extend",
        default=[],
        metavar="PATTERN",
        help="names of repositories, `*` for any text",
    )
    step.add_argument("--shard", type=shard, default=(1, 1), metavar="I/N", help="the I-th of N")
    step.add_argument("--canary", type=count, default=0, metavar="N", help="first, and alone")
    step.add_argument(
        "--stop-after",
        type=share,
        default=0.5,
        metavar="SHARE",
        help="of a wave that may fail: 0.1 or 10%%; default: 0.5",
    )
    step.add_argument("--github-points", type=points, metavar="N", help=POINTS)
    step.add_argument("--full", action="store_true", help="the unchanged ones too, looked at anew")


def reviewed(step: argparse.ArgumentParser) -> None:
    """What it is held to."""
    step.add_argument(
        "--reviewed",
        type=digest,
        action=Once,
        instead="say one digest",
        metavar="DIGEST",
        help=REVIEWED,
    )
    step.add_argument("--base", action=Once, instead="say one commit", metavar="REF", help=BASE)


def not_reviewed(step: argparse.ArgumentParser) -> None:
    """For the steps that are held to nothing."""
    step.add_argument("--reviewed", nargs="?", action=NotHere, help=argparse.SUPPRESS)


class NotHere(argparse.Action):
    """`--reviewed` of another step."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        parser.error(ELSEWHERE)


def positive(text: str) -> int:
    """1 to 64."""
    number = count(text)
    if not 1 <= number <= 64:
        raise argparse.ArgumentTypeError("write a number from 1 to 64")
    return number


def count(text: str) -> int:
    """A whole number from 0."""
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise argparse.ArgumentTypeError("write a whole number")
    return int(text)


def shard(text: str) -> tuple[int, int]:
    """`2/8`."""
    first, _, second = text.partition("/")
    number, total = count(first), count(second)
    if not 1 <= number <= total:
        raise argparse.ArgumentTypeError("write I/N with I from 1 to N")
    return number, total


def digest(text: str) -> str:
    """`plan-sha256:...` or `sha256:...`."""
    from ..rollout.reviewing import ODD, is_digest

    if not is_digest(text):
        raise argparse.ArgumentTypeError(f"{text[:80]!r} {ODD}")
    return text


def points(text: str) -> tuple[float, float]:
    """`900` a minute, or `900/60`: so many in so many seconds."""
    most, _, seconds = text.partition("/")
    found = float(count(most)), float(count(seconds or "60"))
    if not 0 < found[1] <= 3600:
        raise argparse.ArgumentTypeError("write N, or N/SECONDS with 1 to 3600 seconds")
    return found


def share(text: str) -> float:
    """`0.1` or `10%`."""
    try:
        value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError("write a share from 0 to 1, or a percentage")
    return value
