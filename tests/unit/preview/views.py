"""Projects as configs have them, and what a rule of the preview finds between two."""

from collections.abc import Callable, Iterator
from typing import Any

from trustpub.config import Config
from trustpub.fleet.entries import Entry
from trustpub.preview.pairing import Pair
from trustpub.preview.risk import Found
from trustpub.preview.views import View


def view(document: dict[str, Any]) -> View:
    """A project as a config has it."""
    return View(Entry("it", Config.model_validate(document), "release.yaml", 1, document, ()))


def found(rule: Callable[[Pair], Iterator[Found]], before: Any, after: Any) -> list[str]:
    """What a rule tells of two configs, by the things that it is about."""
    return [one.label for one in rule(Pair(view(before), view(after)))]
