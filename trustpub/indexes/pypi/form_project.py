"""The name of a project that does not exist yet (warehouse, packaging/services.py)."""

import re

from .normal import normal_name
from .rule import Field, rule

# warehouse, utils/project.py
PROJECT_NAME = re.compile(r"^([A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9])\Z", re.IGNORECASE | re.ASCII)


@rule(
    "pypi-project-name-required",
    "Specify project name",
    "write the name of the project on PyPI",
)
def name_required(value: str) -> bool:
    return bool(value)


@rule(
    "pypi-project-name-form",
    "Invalid project name",
    "use ASCII letters, digits and '-_.', beginning and ending with a letter or digit",
)
def name_form(value: str) -> bool:
    return bool(PROJECT_NAME.match(value))


@rule(
    "pypi-project-name-stdlib",
    "This project name isn't allowed (conflict with the Python standard library module name)",
    "choose a name that no module of any Python's standard library has",
)
def name_stdlib(value: str) -> bool:
    from .stdlib_names import names

    return not PROJECT_NAME.match(value) or normal_name(value) not in names()


PROJECT = Field((name_form, name_stdlib), name_required)
