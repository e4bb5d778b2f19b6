"""The queries of a fleet file, answered by the forges."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..fleet.asking import Asking
    from ..fleet.model import Query
    from ..fleet.world import Answer


class Asked:
    """Answers the queries of a fleet; what asks is loaded for the first of them."""

    asking: "Asking | None" = None

    def __call__(self, query: "Query") -> "Answer":
        """By the forge that it is about."""
        if self.asking is None:
            from ..fleet.asking import Asking

            self.asking = Asking(os.environ)
        return self.asking(query)
