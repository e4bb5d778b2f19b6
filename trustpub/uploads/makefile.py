"""The commands that a Makefile's target stands for."""

import re

RULE = re.compile(
    r"(?P<names>[^\s:#=][^:#=]*?)\s*::?(?!=)\s*(?P<needed>[^;#]*)(?:;(?P<first>.*))?$"
)
VARIABLE = re.compile(r"(?:export\s+|override\s+)?([\w.-]+)\s*(\?|:{1,3}|\+|!)?=\s*(.*)$")
USE = re.compile(r"\$[({]([\w.-]+)[)}]")
MOST = 200


def commands(text: str, targets: list[str], given: dict[str, str]) -> str | None:
    """The recipes of targets and of what they need, in order; None where a target is missing."""
    rules, variables = read(text)
    variables.update(given)
    order: list[str] = []
    queue = targets or [name for name in rules if not name.startswith(".")][:1]
    missing = [name for name in queue if name not in rules]
    visit(rules, queue, order)
    if missing:
        return None
    lines = [line for name in order for line in rules[name][1]]
    return "\n".join(recipe(line, variables) for line in lines)


def visit(
    rules: dict[str, tuple[list[str], list[str]]], names: list[str], order: list[str]
) -> None:
    """What is needed comes first."""
    stack = [(name, False) for name in reversed(names)]
    seen: set[str] = set()
    while stack and len(order) < MOST:
        name, done = stack.pop()
        if done:
            order.append(name)
        elif name in rules and name not in seen:
            seen.add(name)
            stack.append((name, True))
            stack.extend((needed, False) for needed in reversed(rules[name][0]))


def read(text: str) -> tuple[dict[str, tuple[list[str], list[str]]], dict[str, str]]:
    """The rules, each with what it needs and its recipe; and the variables."""
    rules: dict[str, tuple[list[str], list[str]]] = {}
    variables: dict[str, str] = {}
    current: list[str] = []
    for line in text.replace("\\\r\n", "\\\n").replace("\\\n", " ").splitlines():
        if line.startswith("\t"):
            for name in current:
                rules[name][1].append(line.strip())
            continue
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        if found := VARIABLE.match(bare):
            variables.setdefault(found[1], found[3]) if found[2] == "?" else variables.update(
                {found[1]: found[3].strip()}
            )
        elif rule := RULE.match(bare):
            current = [name for name in rule["names"].split() if name != ".PHONY"]
            for name in current:
                needs, recipes = rules.setdefault(name, ([], []))
                needs.extend(rule["needed"].split())
                recipes.extend([rule["first"].strip()] if rule["first"] else [])
    return rules, variables


def recipe(line: str, variables: dict[str, str]) -> str:
    """A line of a recipe as the shell gets it."""
    line = line.lstrip("@-+ ")
    for _ in range(5):
        line = USE.sub(lambda found: value(found[1], variables), line)[:5000]
    return line.replace("$$", "$")


def value(name: str, variables: dict[str, str]) -> str:
    """A variable of the Makefile, else of the environment."""
    if name == "MAKE":
        return "make"
    return variables.get(name, f"$${{{name}}}")
