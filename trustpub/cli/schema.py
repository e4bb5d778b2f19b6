"""`trustpub schema [NAME]`: print a JSON Schema, or the reference page of the config."""

import argparse
import json

from ..documents import DOCUMENTS
from . import CLEAN
from .files import say


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    command.add_argument(
        "name",
        nargs="?",
        default="release",
        choices=["release", "fleet", *DOCUMENTS, "reference"],
        help="default: release; fleet: of a fleet file; "
        "reference: the config, field by field, as Markdown",
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Always 0."""
    say(text(args.name))
    return CLEAN


def text(name: str) -> str:
    """One schema, or the page."""
    if name == "reference":
        from ..reference import reference

        return reference().rstrip()
    if name == "release":
        from ..schema import release_schema

        return json.dumps(release_schema(), indent=2)
    if name == "fleet":
        from ..fleet.schema import fleet_schema

        return json.dumps(fleet_schema(), indent=2)
    schema = DOCUMENTS[name].model_json_schema(by_alias=True, mode="serialization")
    return json.dumps(schema, indent=2)
