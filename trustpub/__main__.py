"""`python -m trustpub`: the `trustpub` command."""

import sys

from .cli import main

sys.exit(main())
