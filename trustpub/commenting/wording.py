"""The mark that nobody sees, and the texts that are not the caller's. Pure."""

import re
from datetime import datetime, timedelta

from ..model import Forge
from ..printable import lines, questioned
from .model import Comment, Stamp

MARK = re.compile(r"\A<!-- trustpub-preview(?P<pairs>(?: [a-z]+=[^\s<>]+)*) -->[ \t]*(?:\r?\n|\Z)")
"""Only as the first line: further down it is a quotation."""
LIMITS: dict[Forge, int] = {"github": 65_536, "gitlab": 1_000_000}
"""Characters: GitHub's answer 422 names its limit; GitLab: app/models/note.rb."""
OTHER = "another account than this token's"
COMMAND = re.compile(r"^/", re.M)
AHEAD = timedelta(minutes=10)
"""How far two clocks may be apart."""
RESOLVED = """\
### Release trust: nothing is left to do

As of `{head}`, this request no longer changes who may publish."""
OUTDATED = """\
### Release trust: the preview is out of date

It was a preview of `{head}`, and the request has moved on since. The preview of the newest commit \
takes the place of this text; if it does not, run it again."""
LONG = """\
### Release trust: the preview is too long for a comment

It has {length:,} characters, and a comment takes {limit:,}. What this request does is not shown \
here: see the job that wrote this, or run `trustpub preview`."""


def moment(at: datetime) -> str:
    """A time in UTC, with the same digits always."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def stamp(body: str) -> Stamp | None:
    """What a comment is about; None for one without our mark."""
    found = MARK.match(body)
    if found is None:
        return None
    pairs = dict(pair.split("=", 1) for pair in found["pairs"].split())
    return Stamp(pairs.get("head", ""), pairs.get("at", ""))


def words(body: str) -> str:
    """A text without our mark."""
    return MARK.sub("", body, count=1)


def marked(one: Stamp, body: str) -> str:
    """A text with our mark."""
    pairs = "".join(f" {key}={value}" for key, value in one._asdict().items() if value)
    return f"<!-- trustpub-preview{pairs} -->\n{words(body)}"


def fitted(body: str | None, one: Stamp, forge: Forge) -> tuple[str, tuple[str, ...]]:
    """The whole comment as the forge takes it, and what to tell; without a text: all is done."""
    said = RESOLVED.format(head=one.head[:12]) if body is None else body
    text = marked(one, harmless(said, forge))
    limit = LIMITS[forge]
    if len(text) <= limit:
        return text, ()
    instead = LONG.format(length=len(text), limit=limit)
    note = f"the text has {len(text):,} characters and a comment takes {limit:,}; it was not posted"
    return marked(one, instead), (f"{note}, and the comment says so",)


def harmless(body: str, forge: Forge) -> str:
    """A text in which GitLab finds nothing to do.

    A line that begins with `/` may be a quick action, which is done with the token's rights; GitLab
    takes carriage returns out before it looks (lib/gitlab/quick_actions/extractor.rb).
    """
    text = body.replace("\r\n", "\n").replace("\r", "\n").rstrip()
    return COMMAND.sub(r"\\/", text) if forge == "gitlab" else text


def outdated(one: Stamp) -> str:
    """The text in place of what an older run wrote over a newer one's."""
    return marked(one, OUTDATED.format(head=one.head[:12]))


def same(stored: str, text: str) -> bool:
    """Whether two comments say the same about the same commit, whenever they were written."""
    mine, theirs = stamp(stored) or Stamp(), stamp(text) or Stamp()
    return mine.head == theirs.head and lines(words(stored)) == lines(words(text))


def forged(comments: tuple[Comment, ...], me: str) -> tuple[str, ...]:
    """What to tell of comments of others that have our mark."""
    others = [one for one in comments if one.author != me]
    names = list(dict.fromkeys(questioned(one.name)[:60] for one in others))
    if not others:
        return ()
    who = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    if len(others) == 1:
        return (f"a comment of {who} has our mark and is of {OTHER}; it is left alone",)
    return (f"{len(others)} comments of {who} have our mark and are of {OTHER}; they stay",)
