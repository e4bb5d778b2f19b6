"""Reports of a migration with something of everything."""

from datetime import date
from typing import Any

from trustpub.migrate.judging.removing import removals
from trustpub.migrate.judging.shared import Beside, shared
from trustpub.migrate.judging.standing import standings
from trustpub.migrate.model import Said, Sight
from trustpub.migrate.telling.rendering import rendered
from trustpub.migrate.telling.report import Point, Report, report
from trustpub.model import Unknown

from .sights import GONE, REVOKED, day, kept, loose, mention, proof, sight, swap

TODAY = date(2027, 1, 15)
EVIL = "octo-org/<script>alert(1)</script>|`@octocat` [x](javascript:x) \x1b[2J\u202e\nwww.evil.com"
"""No forge has such a name; names of environments and files are as bad."""
ORG = kept("PYPI_API_TOKEN", level="organization", visibility="all", written=day(1))


def world() -> tuple[Sight, ...]:
    """Projects of many stages."""
    readers = "every maintainer of the project"
    return (
        sight(repository="octo-org/done"),
        sight(
            repository="octo-org/new",
            publishers=(),
            kept=(kept(holder="octo-org/new", readers=readers), ORG),
            mentions=(mention(name="PYPI_API_TOKEN"),),
        ),
        sight(repository="octo-org/unregistered", proofs=(), swaps=(swap(state="token"),)),
        sight(repository=EVIL, kept=(kept("PYPI_TOKEN", holder=EVIL),), loose=(loose(True),)),
        sight(repository="octo-org/tested", proofs=(proof("testpypi"), proof("pypi", "older"))),
        sight(
            repository="octo-org/blind",
            unknown=(Unknown(what=f"files of {EVIL}", why="it is <hidden>"),),
        ),
    )


def past(*tokens: int) -> tuple[Point, ...]:
    """Looks of days before."""
    return tuple(
        Point(on=date(2027, 1, n), tokens=count, stages={"tokens-in-use": 2, "done": n})
        for n, count in enumerate(tokens, 1)
    )


def made(
    *listed: Sight,
    looks: tuple[Point, ...] = (),
    said: tuple[Said, ...] = REVOKED,
    **more: Any,
) -> Report:
    """The report of some projects."""
    every = listed or world()
    beside = (Beside("github", "octo-org/beside", (mention(name="PYPI_API_TOKEN"),)),)
    found = shared((ORG,), every, beside, frozenset({"octo-org"})) if not listed else ()
    stood = standings(every, said, GONE, found)
    return report("octo-org", stood, found, removals(every, found), looks, **more)


def told(one: Report, form: str, **more: Any) -> str:
    """One format."""
    found = rendered(one, form, TODAY, **more)
    return found if isinstance(found, str) else "\n".join(found)
