"""`make demo`: the real engine makes a GitHub and a GitLab repository publish-ready."""

import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from engine.ensure import ensure_engine
from engine.errors import EngineError
from lab.stack import VENV, Stack, environment, in_clone
from lab.world import CLONE, Sandbox, sandbox
from trustpub.cli.files import check_file
from trustpub.plan import make_plan

from .show import checklist, closing_table, heading, indented, table_rows

EXAMPLES = {
    "demo-github": "examples/github/release.yaml",
    "demo-gitlab": "examples/gitlab/release.yaml",
}
WORK = CLONE / ".work" / "demo"


class DemoError(Exception):
    """A step that did not end as it must; the text says which and how."""


def main() -> int:
    """Show it all; progress is shown as it comes, also into a pipe."""
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    return run()


def run() -> int:
    """0 when every step ended as it must, 1 when one did not, 2 when there is no engine."""
    began = time.monotonic()
    shutil.rmtree(WORK, ignore_errors=True)
    try:
        engine = ensure_engine(VENV)
        with sandbox() as world:
            print("demo: sandbox GitHub, GitLab, PyPI and TestPyPI run on loopback")
            env = environment(WORK, world.env, engine)
            rows = [row for name, file in EXAMPLES.items() for row in show(name, file, env, world)]
    except EngineError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 2
    except (DemoError, RuntimeError) as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(WORK, ignore_errors=True)
    print(heading("What was declared where, and what a person still has to do"))
    print(closing_table(rows))
    print(f"\ndemo: done in {time.monotonic() - began:.0f} s; the sandbox is stopped")
    return 0


def show(name: str, file: str, env: Mapping[str, str], world: Sandbox) -> list[dict[str, str]]:
    """One example from preview to a second up that changes nothing; rows for the table."""
    print(heading(file))
    print(indented(Path(CLONE / file).read_text().strip()))
    with in_clone(name, env) as stack:
        stack.init(file)
        before = world.mark()
        step(stack, "preview", "pulumi preview")
        if world.writes(before):
            raise DemoError("the preview sent a write")
        print(f"demo: the preview sent {len(world.events('all', before))} reads and not one write")
        step(stack, "up", "pulumi up")
        print(heading("PyPI checklist"))
        publishers, lists = stack.output("publishers"), stack.output("checklist")
        print(checklist(lists))
        again = step(stack, "up", "pulumi up, a second time", quiet=True)
        if "created" in again or "updated" in again:
            raise DemoError(f"the second up changed something:\n{again}")
        print("demo: the second up changed nothing")
    checked = check_file(str(CLONE / file))
    assert checked.config is not None
    return table_rows(make_plan(checked.config, env).resources, publishers)


def step(stack: Stack, verb: str, title: str, quiet: bool = False) -> str:
    """Run one engine command and show what it printed."""
    print(heading(f"{title} ({stack.name})"))
    run = getattr(stack, verb)("--suppress-outputs")
    if run.code:
        raise DemoError(f"{title} failed:\n{run.out}")
    print(indented(tidy(run.out, quiet)))
    return str(run.out)


def tidy(text: str, quiet: bool) -> str:
    """The engine's lines without its tickers; only the closing count when quiet."""
    lines = [line.rstrip() for line in text.splitlines()]
    noise = ("@ ", "Diagnostics:", "  pulumi:pulumi:Stack (")
    shown = [line for line in lines if line and "to do:" not in line]
    shown = [line for line in shown if not line.startswith(noise)]
    start = shown.index("Resources:") if quiet and "Resources:" in shown else 0
    return "\n".join(shown[start:])


if __name__ == "__main__":
    sys.exit(main())
