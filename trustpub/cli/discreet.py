"""A parser that repeats nothing of what it does not take: it might be a token."""

import argparse
from typing import Any, NoReturn


class Discreet(argparse.ArgumentParser):
    """`ArgumentParser`, whose messages hold nothing of what was given."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As always, but nobody else gets to name what is left over."""
        found, rest = super().parse_known_args(args, namespace)
        if rest:
            self.error(f"{len(rest)} arguments too many")
        return found, rest

    def error(self, message: str) -> NoReturn:
        """The message without what was given; what could have been given stays."""
        from ..doctor.redact import redact

        argument, wrong, rest = message.partition(": invalid choice: ")
        known = rest.rpartition(" (choose from ")[2].rstrip(")")
        super().error(redact(f"{argument}: write one of {known}" if wrong else message))
