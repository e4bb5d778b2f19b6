"""`trustpub schema [NAME]`: print a JSON Schema."""

import argparse
import json

from ..documents import DOCUMENTS
from ..schema import release_schema
from . import CLEAN
from .files import say


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    command.add_argument(
        "name",
        nargs="?",
        default="release",
        choices=["release", *DOCUMENTS],
        help="default: release",
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Always 0."""
    if args.name == "release":
        schema = release_schema()
    else:
        schema = DOCUMENTS[args.name].model_json_schema(by_alias=True, mode="serialization")
    say(json.dumps(schema, indent=2))
    return CLEAN
