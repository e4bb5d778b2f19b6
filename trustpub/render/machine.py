"""Documents -> JSON."""

import json

from pydantic import BaseModel


def render(document: BaseModel) -> str:
    """One JSON document in ASCII, keys in the order of the model, `schema` first."""
    data = document.model_dump(mode="json", by_alias=True)
    ordered = {"schema": data.pop("schema"), **data}
    return json.dumps(ordered, indent=2)
