"""Requests, comments, and a forge in memory on which runs take turns."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from trustpub.commenting.deciding import decide
from trustpub.commenting.model import Comment, Seen, Stamp, Step, Wanted
from trustpub.commenting.wording import marked, moment, stamp

ME, OTHER = "trustpub-bot", "mallory"
HEADS = [digit * 40 for digit in "abc"]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def minute(number: int) -> str:
    """So many minutes after noon."""
    return moment(NOON + timedelta(minutes=number))


def wanted(
    head: str = HEADS[0], at: int = 0, text: str = "Text", resolved: bool = False, source: str = ""
) -> Wanted:
    """What a run wants."""
    one = Stamp(head, minute(at))
    return Wanted(one, marked(one, text), source, resolved, minute(10))


def comment(number: int, one: Wanted | str, author: str = ME, **more: object) -> Comment:
    """A stored comment."""
    body = one if isinstance(one, str) else one.text
    return Comment(number, author, author, body)._replace(**more)


def seen(*comments: Comment, head: str = HEADS[0], source: str = "o/r:b") -> Seen:
    """A request with these comments."""
    return Seen(head, source, comments)


@dataclass
class Forge:
    """A forge: its comments by number, and the newest commit of the request."""

    head: str = HEADS[0]
    comments: dict[int, Comment] = field(default_factory=dict)
    count: int = 0

    def look(self) -> Seen:
        """What everybody sees who asks now."""
        return seen(*self.comments.values(), head=self.head)

    def send(self, step: Step, author: str = ME) -> None:
        """One write; what is gone stays gone."""
        if step.do == "create":
            self.count += 1
            self.comments[self.count] = comment(self.count, step.text, author)
        elif step.number in self.comments and step.do == "delete":
            del self.comments[step.number]
        elif step.number in self.comments:
            self.comments[step.number] = self.comments[step.number]._replace(body=step.text)

    def ours(self) -> list[str]:
        """Our comments."""
        return [one.body for one in self.comments.values() if one.author == ME]


@dataclass
class Run:
    """One run, which does one thing at a time: looks, or writes one step."""

    forge: Forge
    wanted: Wanted
    steps: list[Step] = field(default_factory=list)
    written: set[Stamp] = field(default_factory=set)
    over: bool = False

    def go(self) -> None:
        """The next thing."""
        if self.over:
            return
        if self.steps:
            step = self.steps.pop(0)
            self.written |= {one for one in (stamp(step.text),) if one}
            self.forge.send(step)
            return
        found = decide(self.forge.look(), self.wanted, ME, frozenset(self.written))
        self.steps, self.over = list(found.steps), not found.steps
