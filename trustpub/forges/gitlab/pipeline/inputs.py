"""`spec: inputs`: defaults and given values in the place of `$[[ inputs.name ]]`."""

import re
from collections.abc import Mapping
from dataclasses import replace

from ....tree import Mark, Node
from .nodes import entries, scalar

BLOCK = re.compile(r"\$\[\[\s*inputs\.([\w-]+)\s*((?:\|[^\]|]*)*)\]\]")
TRUNCATE = re.compile(r"truncate\(\s*(\d{1,6})\s*,\s*(\d{1,6})\s*\)")
SET_BY_HAND = "!inputs"
"""Tag of a text that holds an input which who starts a pipeline can set."""
Inputs = Mapping[str, Node]


def declared(header: Node) -> Inputs:
    """The inputs of a header that have a default."""
    inputs = entries(header.get("spec", "inputs"))
    return {name: default for name, node in inputs.items() if (default := node.get("default"))}


def filled(node: Node, inputs: Inputs, by_hand: bool) -> Node:
    """A tree with its inputs replaced; those without a value stay as they are written."""
    match node.kind:
        case "map":
            return filled_map(node, inputs, by_hand)
        case "list":
            return replace(node, items=tuple(filled(i, inputs, by_hand) for i in node.items))
        case "text" if "$[[" in node.text:
            return filled_text(node, inputs, by_hand)
    return node


def filled_map(node: Node, inputs: Inputs, by_hand: bool) -> Node:
    """Keys are filled too: a job may be named after an input."""
    below: dict[str, Node] = {}
    keys: dict[str, Mark] = {}
    for key, value in node.entries.items():
        name = BLOCK.sub(lambda found: written(found, inputs), key) if "$[[" in key else key
        below[name], keys[name] = filled(value, inputs, by_hand), node.keys[key]
    return replace(node, entries=below, keys=keys)


def filled_text(node: Node, inputs: Inputs, by_hand: bool) -> Node:
    """A text; one that is nothing but an input takes the input's own kind."""
    whole = BLOCK.fullmatch(node.text.strip())
    value = inputs.get(whole[1]) if whole and not whole[2].strip() else None
    if value:
        text = scalar(value)
        return value if text is None else replace(value, mark=node.mark, tag=tag(node, by_hand))
    text = BLOCK.sub(lambda found: written(found, inputs), node.text)
    return replace(node, text=text, tag=tag(node, by_hand)) if text != node.text else node


def tag(node: Node, by_hand: bool) -> str | None:
    """What is remembered of a replaced text."""
    return SET_BY_HAND if by_hand else node.tag


def written(found: re.Match[str], inputs: Inputs) -> str:
    """What takes the place of one `$[[ ]]`: variables are expanded later, whoever asks for it."""
    text = scalar(inputs.get(found[1]))
    if text is None:
        return found[0]
    for function in found[2].split("|")[1:]:
        cut = TRUNCATE.fullmatch(function.strip())
        if cut:
            text = text[int(cut[1]) : int(cut[1]) + int(cut[2])]
        elif function.strip() != "expand_vars":
            return found[0]
    return text
