"""One row a rule: a config that breaks it, where and how it is told, and the nearest good one."""

from .rows_cross import CROSS
from .rows_github import ON_GITHUB
from .rows_gitlab import ON_GITLAB
from .rule_row import Row

TABLE: dict[str, Row] = {**CROSS, **ON_GITHUB, **ON_GITLAB}
