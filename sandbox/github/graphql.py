"""GraphQL: an honest little subset; everything else is an error that names what is not known."""

from typing import Any

from ..http import Response
from .call import Call
from .gql_fields import FIELDS, RETURNS
from .gql_parse import Field, GraphQLError, parse
from .gql_types import Typed
from .model import Json


def check(types: tuple[str, ...], fields: list[Field]) -> None:
    """Refuse a document that selects what the sandbox does not know, before anything is done."""
    for selected in fields:
        for kind in [t for t in types if selected.on in ("", t)]:
            if selected.name not in FIELDS[kind] and selected.name != "__typename":
                raise GraphQLError(
                    f"the sandbox does not know the GraphQL field '{selected.name}' on {kind}"
                )
        inner = leads_to(types, selected)
        if bool(inner) != bool(selected.selections):
            raise GraphQLError(f"Field '{selected.name}' has selections where it may not, or none")
        check(inner, selected.selections)


def leads_to(types: tuple[str, ...], selected: Field) -> tuple[str, ...]:
    """What a field may be, where it is an object."""
    known = [t for t in types if selected.on in ("", t) and selected.name in FIELDS[t]]
    found = [RETURNS.get(f"{t}.{selected.name}", RETURNS.get(selected.name, ())) for t in known]
    return tuple(dict.fromkeys(kind for kinds in found for kind in kinds))


def resolve(call: Call, typed: Typed, fields: list[Field]) -> Json:
    """The selected fields of a value."""
    chosen = [f for f in fields if f.on in ("", typed.type)]
    return {f.key: answer(call, typed, f) for f in chosen}


def answer(call: Call, typed: Typed, selected: Field) -> Any:
    """One field."""
    if selected.name == "__typename":
        return typed.type
    value = FIELDS[typed.type][selected.name](call, typed.value, selected.arguments)
    if isinstance(value, list) and selected.selections:
        return [resolve(call, row, selected.selections) for row in value]
    return resolve(call, value, selected.selections) if isinstance(value, Typed) else value


def execute(call: Call, fields: list[Field]) -> Json:
    """Data; a part that is not found is null and an error beside it."""
    data: Json = {}
    errors: list[Json] = []
    for selected in fields:
        try:
            data[selected.key] = answer(call, Typed("Query", None), selected)
        except GraphQLError as error:
            data[selected.key] = None
            errors.append({"type": "NOT_FOUND", "path": [selected.key], "message": str(error)})
    return {"data": data, **({"errors": errors} if errors else {})}


def post(call: Call) -> Response:
    """`POST /graphql`: always 200; a document that is refused has errors and no data."""
    call.signed_in()
    body = call.body()
    try:
        fields = parse(str(body.get("query") or ""), body.get("variables") or {})
        check(("Query",), fields)
    except GraphQLError as error:
        return Response.of(200, {"errors": [{"message": str(error)}]})
    data = execute(call, fields)
    spend(call, data["data"], price(fields))
    return Response.of(200, data)


def price(fields: list[Field]) -> int:
    """Points: a hundredth of the requests that the connections would need, at least 1.

    GitHub docs, "Rate limits and query limits for the GraphQL API".
    """
    return max(1, round(sum(needed(one, 1) for one in fields) / 100))


def needed(selected: Field, times: int) -> int:
    """Requests for a field and all below it, where what is around it is there so many times."""
    first = selected.arguments.get("first")
    rows = times * first if isinstance(first, int) else times
    below = sum(needed(one, rows) for one in selected.selections)
    return below + (times if isinstance(first, int) else 0)


def spend(call: Call, data: Json, points: int) -> None:
    """Take the points, but for the one that each request costs, and tell them where asked."""
    call.state.limits.hour(call.caller, call.state.clock()).used += points - 1
    rate = data.get("rateLimit")
    if isinstance(rate, dict) and "cost" in rate:
        rate["cost"] = points


ROUTES = [("POST /graphql", post)]
