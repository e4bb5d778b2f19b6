"""Config -> Plan, by concatenating what each forge and each index contributes."""

from collections.abc import Iterable, Mapping

from .config import Config
from .forges import FORGES
from .indexes import INDEXES
from .model import Plan, Resource
from .publishers import declared_publishers


def make_plan(config: Config, environ: Mapping[str, str] | None = None) -> Plan:
    """All that shall be. `environ` may name other addresses of the indexes (sandbox, mirror)."""
    publishers = declared_publishers(config)
    resources: list[Resource] = []
    for forge in config.forges():
        declared = declared_publishers(config, forge)
        resources.extend(FORGES[forge].resources(config, declared))
    resources.extend(distinct(INDEXES[p.index].resource(p) for p in publishers))
    steps = tuple(INDEXES[p.index].step(p, environ or {}) for p in publishers)
    return Plan(project=config.project, resources=tuple(resources), steps=steps)


def distinct(publishers: Iterable[Resource]) -> list[Resource]:
    """Publishers that differ by their workflow alone: all but the first are named after it too."""
    named: dict[str, Resource] = {}
    for one in publishers:
        name = one.name
        if name in named:
            name = f"{name}/{one.properties['workflow']}"
        named[name] = one.model_copy(update={"name": name})
    return list(named.values())
