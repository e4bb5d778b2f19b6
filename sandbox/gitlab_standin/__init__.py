"""A stand-in for pulumi-gitlab over the sandbox, for places without the official plugin.

Same tokens, properties, ids, replacements and quirks for the resources in use; it refuses every
address that is not loopback, so no real project is ever touched by it.
The official provider it follows is terraform-provider-gitlab v19 behind pulumi-gitlab 10.4.
"""

VERSION = "10.4.0"
