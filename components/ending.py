"""What a program still has to do once the engine has done everything, deletes too."""

from collections.abc import Awaitable, Callable
from typing import Any

import pulumi
from pulumi.runtime import stack

Work = Callable[[], Awaitable[None]]
WAIT = "_wait_for_shutdown"
"""Where the SDK waits for the engine to be done with every step, deletes included.

pulumi 3.259, sdk/python/lib/pulumi/runtime/stack.py, run_pulumi_func; the engine then takes the
program's exit code for that of the `up` (pkg/resource/deploy/source_eval.go, resmon.Cancel).
"""


def at_the_end(work: Work) -> bool:
    """Have work done when all steps are; False where this SDK or process has no such moment."""
    wait: Any = getattr(stack, WAIT, None)
    if wait is None or not isinstance(pulumi.runtime.get_root_resource(), stack.Stack):
        return False

    async def wait_and_work() -> None:
        await wait()
        await work()

    setattr(stack, WAIT, wait_and_work)
    return True
