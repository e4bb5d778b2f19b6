"""`python -m sandbox.gitlab_standin ENGINE_ADDRESS`: what the engine starts."""

import sys

from .serve import main

if __name__ == "__main__":
    main(sys.argv[1:])
