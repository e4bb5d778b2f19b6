"""Runs `trustpub WORDS` as its own process would, on forges whose limits no world here can meet.

`DIE_AFTER=N` kills the process for good right after its Nth write: an entry of the journal that is
on disk, or a request that changes something and was answered. `DIE_ASKING=N` kills it before the
answer of the Nth such request is read. `EACH` has several commands as JSON, run one by one.
"""

import json
import os
import signal
import sys

import requests

from trustpub.observing import pace

FAR = 10**9


def unhurried() -> None:
    """The limits of the real forges are no matter of these worlds."""
    for limits in (pace.GITHUB, pace.GITLAB):
        limits.update(dict.fromkeys(limits, FAR))
    pace.GITHUB_BESIDE.update(dict.fromkeys(pace.GITHUB_BESIDE, (FAR, 1.0)))


def mortal(after: int, asking: int) -> None:
    """Count the writes, and die of one."""
    writes, requested = [0], [0]
    send, sync = requests.Session.send, os.fsync

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def wrote() -> None:
        writes[0] += 1
        if writes[0] == after:
            die()

    def sent(self: requests.Session, request: requests.PreparedRequest, **more: object) -> object:
        changes = request.method not in ("GET", "HEAD") and "graphql" not in str(request.url)
        answer = send(self, request, **more)
        if changes:
            requested[0] += 1
            if requested[0] == asking:
                die()
            wrote()
        return answer

    def synced(handle: int) -> None:
        sync(handle)
        wrote()

    requests.Session.send, os.fsync = sent, synced


def main() -> int:
    """The command."""
    unhurried()
    after, asking = (int(os.environ.get(name, "0")) for name in ("DIE_AFTER", "DIE_ASKING"))
    if after or asking:
        mortal(after, asking)
    from trustpub.cli import main as run

    many = os.environ.get("EACH")
    return max(run(words) for words in (json.loads(many) if many else [sys.argv[1:]]))


if __name__ == "__main__":
    sys.exit(main())
