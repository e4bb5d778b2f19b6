"""`python -m trustpub`: the `trustpub` command."""

import sys

from .cli import command

sys.exit(command())
