"""`pulumi-resource-pypi ENGINE_ADDRESS`: started by the engine, serves until it is stopped."""

import sys

from trustpub import __version__
from trustpub import short_lived as short_lived


def main() -> None:
    """Serve the provider; its first line on standard output is its port."""
    from pulumi.provider.experimental.server import main as serve

    from .engine import warner
    from .serving import Serving

    serve(sys.argv[1:], __version__, Serving(warner(sys.argv[1:])))


if __name__ == "__main__":
    main()
