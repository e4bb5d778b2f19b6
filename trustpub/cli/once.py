"""An option that is said once."""

import argparse
from typing import Any


class Once(argparse.Action):
    """An option of which the last would win in silence; `instead`: what to do."""

    def __init__(self, *args: Any, instead: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.instead = instead

    def __call__(
        self, parser: argparse.ArgumentParser, found: Any, value: Any, _: Any = ""
    ) -> None:
        if getattr(found, self.dest) != self.default:
            parser.error(f"{self.option_strings[0]} is said twice; {self.instead}")
        setattr(found, self.dest, value)
