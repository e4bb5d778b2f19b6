"""One run in a process of its own, which begins when it is told to."""

import json
import sys
from datetime import datetime

from trustpub.commenting.keeping import kept
from trustpub.commenting.model import Request
from trustpub.commenting.opening import client


def main() -> None:
    """Words on standard input: the environment, the request, the body and the time; then a line."""
    told = json.loads(sys.stdin.readline())
    request = Request(**told["request"])
    opened = client(request.forge, told["env"])
    opened.opened()
    print("ready", flush=True)
    sys.stdin.readline()
    outcome = kept(opened, request, told["body"], at=datetime.fromisoformat(told["at"]))
    print(outcome.model_dump_json())


if __name__ == "__main__":
    main()
