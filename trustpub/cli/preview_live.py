"""`trustpub preview --live`: beside the change, what is there today; reads and previews alone."""

import argparse
import os
from datetime import date
from typing import TYPE_CHECKING

from . import preview_patience
from .preview_show import complain, waiting

if TYPE_CHECKING:
    from ..model import Forge
    from ..preview.model import Preview

HELP = {
    "--live": "ask forges, indexes and the engine too, about what changes: what is there today",
    "--stack": "the stack of a file that is one project; those of a fleet are known",
}


def configure(command: argparse.ArgumentParser) -> None:
    """Its arguments."""
    command.add_argument("--live", action="store_true", help=HELP["--live"])
    command.add_argument("--stack", metavar="NAME", default="", help=HELP["--stack"])


def previewed(
    args: argparse.Namespace,
    base: str | None,
    head: str | None,
    today: date,
    place: "tuple[Forge, str] | None" = None,
) -> "Preview":
    """The preview, with `--live` beside it; `place`: the repository in which it is shown."""
    from ..preview.commits import compare

    with preview_patience.within(preview_patience.PATIENCE if args.post or args.request else 0):
        found = compare(args.file, base, head, today, os.environ)
    if found.remark and not (args.post or args.request):
        complain(found.remark)
    if not args.live:
        return found.preview
    from ..careful import careful
    from ..live.live import with_live
    from ..live.model import Live
    from ..live.public import WHAT, job_place, left_out
    from ..model import Unknown

    where = place or job_place(os.environ)
    out = left_out(where, os.environ) if where else None
    if out:
        return found.preview.model_copy(update={"live": out})
    return careful(
        lambda: with_live(found, args.stack, os.environ, waiting),
        lambda why: found.preview.model_copy(
            update={"live": Live(unknown=(Unknown(what=WHAT, why=why),))}
        ),
    )
