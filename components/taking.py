"""Before anything is made: what is there already and not in this stack's state.

An `up` whose answer was lost left it there. The engine would make it once more: a second ruleset on
GitHub, which takes two of one name, or a refusal for ever.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pulumi

from trustpub.adopting.engine import OLDEST, Engine, EngineError
from trustpub.adopting.leaving import leaving, vanished
from trustpub.adopting.marks import Held, Name, holdings
from trustpub.adopting.unheld import RULESET, Unheld, declared, unheld
from trustpub.forges.base import Place
from trustpub.model import Plan, Problem
from trustpub.verifying.looking import look, opened

READ = "pulumi:pulumi:readStackResourceOutputs"
"""URN and outputs of all that a stack holds: pulumi/pulumi, pkg/resource/deploy/builtins.go."""
NO_STATE = "EOF"
"""All the engine says of a file that holds no state yet is that it ends too soon."""
began: dict[str, Held] = {}
"""What a stack held when the engine began; a process has one stack."""
ENGINE = f">={'.'.join(map(str, OLDEST))}"


def there_already(
    plan: Plan,
    ids: Mapping[str, int],
    environ: Mapping[str, str],
    by_command: bool = True,
) -> tuple[Problem, ...]:
    """Look for it, have the engine take over what is as declared; what forbids to go on.

    `by_command`: `trustpub adopt` can be called in the project's folder. Nothing is asked where the
    state holds what is declared and nothing else. `ids` are those on GitLab.
    """
    held = holds()
    away = leaving(plan, held or {}, ids)
    if held is None or (not away and declared(plan) <= held.keys()):
        return ()
    seen, _ = look(plan, environ, waiting)
    for line in vanished(plan, seen, held, away):
        pulumi.log.warn(line)
    return taken(unheld(plan, seen, held, pulumi.get_stack() if by_command else None))


def rulesets_already(
    plan: Plan, place: Place | None, environ: Mapping[str, str]
) -> tuple[Problem, ...]:
    """The same of GitHub's rulesets alone, with one request where the state lacks one.

    Nothing else is made twice without a word: GitHub sets an environment, answers 303 to a policy
    that is there (REST, "Deployment branch policies"); GitLab refuses, or its provider takes a
    protected tag away first.
    """
    plan = plan.model_copy(update={"resources": plan.of(RULESET)})
    held = holds() if place and plan.resources else None
    if place is None or held is None or declared(plan) <= held.keys():
        return ()
    from trustpub.forges.github.observing.observe import named_rulesets

    wanted = {str(one.properties["name"]) for one in plan.resources}
    client = opened("github", environ, waiting)
    seen = named_rulesets(client, place.name, place.number, wanted)
    return taken(unheld(plan, [seen], held, None))


def taken(found: Unheld) -> tuple[Problem, ...]:
    """Tell, and have the engine import, unless something forbids to go on: that."""
    for note in found.notes:
        pulumi.log.info(note)
    if found.imports and not found.problems:
        pulumi.require_pulumi_version(ENGINE)
        take_over(found.imports)
    return found.problems


def holds() -> Held | None:
    """What this stack's state held when the engine began; None where the engine does not tell."""
    try:
        answer = pulumi.runtime.invoke(READ, {"stackName": stack()}).value
    except Exception as error:
        if NO_STATE in str(error):
            return {}
        pulumi.log.warn(f"what an earlier run left behind would not be noticed: {error}")
        return None
    began[stack()] = holdings(answer["outputs"])
    return began[stack()]


def none_left(plan: Plan, environ: Mapping[str, str]) -> bool:
    """Whether the state held something of a plan and now holds nothing of it: it was destroyed.

    A program runs in `destroy --run-program` too, and nobody tells it. What the program may ask
    (the monitor) is gone when all steps are done, so the command is asked; where it cannot be, the
    answer is no.
    """
    if not declared(plan) & began.get(stack(), {}).keys():
        return False
    try:
        state = Engine(Path(), stack(), environ).state()
    except EngineError:
        return False
    resources = (state.get("deployment") or {}).get("resources") or []
    return not declared(plan) & holdings({one["urn"]: one for one in resources}).keys()


def stack() -> str:
    """The full name of this stack."""
    return "/".join((pulumi.get_organization(), pulumi.get_project(), pulumi.get_stack()))


def take_over(imports: Mapping[Name, str]) -> None:
    """Have the engine import what it would make: it reads it, and writes nothing."""

    def transformed(
        args: pulumi.ResourceTransformationArgs,
    ) -> pulumi.ResourceTransformationResult | None:
        number = imports.get((args.type_, args.name))
        if number is None:
            return None
        options: Any = pulumi.ResourceOptions(import_=number)
        return pulumi.ResourceTransformationResult(
            args.props, pulumi.ResourceOptions.merge(args.opts, options)
        )

    pulumi.runtime.register_stack_transformation(transformed)


def waiting(seconds: float) -> None:
    """Say why nothing seems to happen."""
    pulumi.log.info(f"waiting {seconds:.0f} s for the forge's limit")
