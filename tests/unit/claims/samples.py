"""A publisher and a token of each forge that fit each other, and all cases of mint.json."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

MINT = json.loads(Path(__file__).with_name("mint.json").read_text("utf-8"))
BASE: dict[str, dict[str, dict[str, Any]]] = MINT["base"]
RULESETS = ("2026-08", "workflow-ref")


class Case(NamedTuple):
    """One exchange. Outcomes are (whose token, which pending one is used up), by place."""

    name: str
    publishers: list[dict[str, Any]]
    pending: list[dict[str, Any]]
    claims: dict[str, Any]
    outcomes: dict[str, list[int | None]]


def publisher(forge: str, **changes: Any) -> dict[str, Any]:
    """A stored publisher."""
    return {**BASE[forge]["publisher"], **changes}


def claims(forge: str, **changes: Any) -> dict[str, Any]:
    """A token's claims."""
    return {**BASE[forge]["claims"], **changes}


def without(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """All but these."""
    return {name: value for name, value in values.items() if name not in names}


def case(row: dict[str, Any]) -> Case:
    """A row of the file, which tells only what differs from the base."""
    forge = row["forge"]
    return Case(
        f"{forge}: {row['case']}",
        [publisher(forge, **changes) for changes in row.get("publishers", [{}])],
        [publisher(forge, **changes) for changes in row.get("pending", [])],
        without(claims(forge, **row.get("claims", {})), *row.get("without", [])),
        {name: row[name] for name in RULESETS},
    )


CASES = [case(row) for row in MINT["cases"]]
