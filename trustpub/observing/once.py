"""Things that many ask for and one fetches; and looks that fail without an exception."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from ..errors import Broken, WorldError
from .model import State

T = TypeVar("T")


@dataclass
class Once:
    """Answers by key, each fetched once; a failure stays one."""

    answers: dict[Any, "Future[Any]"] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock, repr=False)

    def get(self, key: Any, fetch: Callable[[], T]) -> T:
        """What `fetch` gives, or gave the first time; others wait for it."""
        with self.lock:
            mine = key not in self.answers
            future: Future[T] = self.answers.setdefault(key, Future())
        if mine:
            try:
                future.set_result(fetch())
            except BaseException as error:
                future.set_exception(error)
        return future.result()


def attempt(look: Callable[[], T]) -> tuple[T | None, str | None]:
    """What a look finds, or why it found nothing out."""
    try:
        return look(), None
    except WorldError as error:
        return None, str(error)


def state_of(error: WorldError) -> State:
    """An answer that makes no sense is broken; no answer is unknown."""
    return "broken" if isinstance(error, Broken) else "unknown"
