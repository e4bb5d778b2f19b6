"""Variables that steps see: those of every `env:`, and those that steps before have left."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ....tree import Mark, Node
from ..expressions.values import Partial, Value
from .scope import Scope, is_known
from .shape import scalars


def put_env(
    scope: Scope, env: Mapping[str, str], owner: Node, marks: Mapping[str, Mark]
) -> tuple[dict[str, str], dict[str, Mark]]:
    """Variables with those of an `env:` over them, and where they stand."""
    block = owner.get("env")
    own = {name: scope.write(text) for name, text in scalars(block).items()}
    places = {name: block.keys[name] for name in own} if block else {}
    return {**env, **own}, {**marks, **places}


def see(scope: Scope, env: Mapping[str, str], loose: bool) -> Scope:
    """A scope whose context `env` has these variables."""
    known: dict[str, Value] = Partial() if loose else {}
    origins = dict(scope.origins)
    for name, text in env.items():
        value = scope.value(text)
        known[name] = value
        if not is_known(text):
            origins[f"env.{name}".lower()] = text
    return replace(scope.with_contexts(env=known), origins=origins)


def left_text(name: str, texts: Sequence[str | None], env: Mapping[str, str]) -> str:
    """The one text a variable was given by a step before, or an expression nobody can resolve."""
    if len(texts) == 1 and texts[0] is not None:
        return texts[0]
    known = "".join(text for text in (*texts, env.get(name)) if text and "secrets" in text)
    return f"${{{{ env.{name} }}}}{known}"
