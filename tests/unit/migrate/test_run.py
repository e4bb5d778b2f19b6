"""What the steps of a run tell to type."""

from types import SimpleNamespace
from typing import cast

from trustpub.config import Config
from trustpub.migrate.judged import ToDo
from trustpub.migrate.judging.standing import standing
from trustpub.migrate.looking.look import FORGES
from trustpub.migrate.looking.model import Project
from trustpub.migrate.looking.run import Run, again_with

from .sights import sight


def test_commands_name_the_forge_where_that_is_not_clear() -> None:
    """A project on both forges has publishers of both."""
    config = cast("Config", SimpleNamespace(project="Sample_Project"))
    projects = tuple(Project("a", config, forge, "o/r") for forge in FORGES)
    step = ToDo(id="register", who="person", title="", done_when="say so: trustpub migrate confirm")
    one = standing(sight()).model_copy(update={"next": (step,), "project": "sample-project"})

    (told,) = again_with(one, Run("", projects, options=" --fleet f")).next
    assert "say so: trustpub migrate confirm --forge github --fleet f" == told.done_when
    assert (step,) == again_with(one, Run("", projects[:1])).next
