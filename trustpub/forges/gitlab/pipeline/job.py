"""One job of a pipeline: its keys, its defaults, and the variables that are around it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Literal

from ....tree import Mark, Node
from .config import Config
from .nodes import entries, flat, scalar, texts
from .variables import Setting, settings
from .worlds import words

INHERITED = words(
    """after_script artifacts before_script cache hooks id_tokens identity image interruptible
    retry services tags timeout"""
)
"""Keys that `default:` can give (lib/gitlab/ci/config/entry/default.rb)."""
GLOBAL = words("after_script before_script cache image services")
"""Of these, those that may still stand at the top of a file."""
MOST_ROWS = 200
"""Combinations of a matrix (docs.gitlab.com/ci/yaml/#parallelmatrix)."""
Row = tuple[tuple[str, str], ...]
"""Variables that a matrix or a rule adds, by name."""


@dataclass(frozen=True, eq=False)
class Job:
    """A job that can run, as GitLab puts it together."""

    config: Config
    name: str
    node: Node
    mark: Mark
    looked_up: dict[str, Node | None] = field(default_factory=dict)

    def own(self, key: str) -> Node | None:
        """A key of the job or of what it extends; null is as good as none."""
        if key not in self.looked_up:
            node = self.config.plain(self.node.get(key))
            self.looked_up[key] = node if node and node.kind != "null" else None
        return self.looked_up[key]

    def value(self, key: str) -> Node | None:
        """A key of the job, or its default."""
        return self.own(key) or self.default(key)

    def default(self, key: str) -> Node | None:
        """What `default:` or the top of the file says, as long as the job inherits it."""
        if key not in INHERITED or not inherits(self.own("inherit"), "default", key):
            return None
        places = [("default", key), (key,)] if key in GLOBAL else [("default", key)]
        return next(filter(None, (self.config.top(*place) for place in places)), None)

    @cached_property
    def globals(self) -> dict[str, Setting]:
        """The file's variables, as far as the job inherits them."""
        around = settings(self.config.top("variables"))
        rule = self.own("inherit")
        return {name: one for name, one in around.items() if inherits(rule, "variables", name)}

    def around(self, added: Row) -> dict[str, Setting]:
        """The job's own variables over those of the workflow's rules, over the file's."""
        rules = {name: Setting(value) for name, value in added}
        return {**self.globals, **rules, **self.written}

    @cached_property
    def written(self) -> dict[str, Setting]:
        """The variables of the job itself."""
        return settings(self.own("variables"))

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The jobs that it needs, or may need by one of its rules."""
        rules = (rule.get("needs") for rule in flat(self.own("rules")))
        needs = (need for node in (self.own("needs"), *rules) for need in flat(node))
        return tuple(dict.fromkeys(filter(None, map(need_of, needs))))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The variables of each copy that `parallel: matrix` makes; one empty row without."""
        matrix = self.own("parallel")
        found: list[Row] = []
        for group in flat(matrix.get("matrix") if matrix else None):
            for row in combinations(group):
                if len(found) == MOST_ROWS:
                    break
                found.append(row)
        return tuple(found) or ((),)

    @cached_property
    def script(self) -> tuple[Node, ...]:
        """`before_script` and `script`, which run in one shell."""
        run = flat(self.own("run"))
        steps = (node for item in run for node in flat(item.get("script")) or (item,))
        return (*flat(self.value("before_script")), *flat(self.own("script")), *steps)

    @cached_property
    def after(self) -> tuple[Node, ...]:
        """`after_script`, which has a shell of its own."""
        return flat(self.value("after_script"))

    @property
    def id_tokens_from(self) -> Literal["job", "workflow", "none"]:
        """Who gives the job its ID tokens."""
        own = self.own("id_tokens")
        if own is not None:  # An empty mapping takes the place of the default's.
            return "job" if entries(own) else "none"
        return "workflow" if entries(self.default("id_tokens")) else "none"


def inherits(rule: Node | None, what: str, name: str) -> bool:
    """`inherit: {default: false}`, or a list of the names that are inherited."""
    said = rule.get(what) if rule else None
    if said is None or said.kind == "null":
        return True
    return name in texts(said) if said.kind == "list" else scalar(said) != "false"


def combinations(group: Node) -> Iterator[Row]:
    """Every row of one mapping of a matrix."""
    names = list(entries(group))
    values = [texts(node) for node in entries(group).values()]
    return (tuple(zip(names, row, strict=True)) for row in product(*values))


def need_of(node: Node) -> str | None:
    """The job that one of `needs:` names; None for those of other pipelines."""
    if node.get("project") or node.get("pipeline"):
        return None
    return scalar(node) or scalar(node.get("job"))
