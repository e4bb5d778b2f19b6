"""A preview as the comment that is posted."""

from datetime import UTC, datetime

from trustpub.commenting.model import Stamp
from trustpub.commenting.wording import fitted, moment
from trustpub.preview import markdown
from trustpub.preview.model import Preview

HEADS = {"base": "b" * 40, "head": "a" * 40}
AT = moment(datetime(2026, 11, 22, tzinfo=UTC))


def shown(found: Preview) -> str:
    """The whole text of it, on GitHub."""
    text, _ = fitted(
        markdown.render(found.model_copy(update=HEADS)), Stamp(HEADS["head"], AT), "github"
    )
    return text
