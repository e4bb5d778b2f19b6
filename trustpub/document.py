"""What every JSON document has: a header with name and version, problems, what is unknown."""

from typing import Any, Generic, Literal, TypeVar, get_args

from pydantic import Field

from .model import Problem, Unknown, Value

Name = TypeVar("Name", bound=str)


class Header(Value, Generic[Name]):
    """Name and version of what a command prints."""

    name: Name
    version: Literal[1] = 1

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """`CheckSchema` for `trustpub.check`, as it is called in the schemas."""
        (name,) = get_args(params[0])
        return f"{name.partition('.')[2].title()}Schema"


def headed(name: str) -> Any:
    """The field of a header, which nobody needs to fill."""
    return Field(default={"name": name, "version": 1}, validate_default=True, alias="schema")


class Document(Value):
    """What every JSON document has."""

    problems: tuple[Problem, ...] = ()
    unknown: tuple[Unknown, ...] = ()
