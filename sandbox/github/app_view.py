"""An app as those see it who read what it did."""

from .call import Call
from .model import Json
from .state import node_id
from .views import simple


def app_view(call: Call, slug: str) -> Json:
    """OpenAPI's `integration`: the app whose token was used."""
    user = call.user(f"{slug}[bot]")
    return {
        "id": user.id,
        "slug": slug,
        "node_id": node_id("App", user.id),
        "client_id": f"Iv1.{user.id}",
        "owner": simple(call, "github", 9919, "Organization"),
        "name": slug,
        "description": None,
        "external_url": call.html(f"apps/{slug}"),
        "html_url": call.html(f"apps/{slug}"),
        "created_at": user.created_at,
        "updated_at": user.created_at,
        "permissions": {"metadata": "read", "pull_requests": "write"},
        "events": [],
    }
