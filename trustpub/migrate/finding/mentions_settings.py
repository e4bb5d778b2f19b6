"""Mentions in what else takes secrets of GitHub by their names: Dependabot, Codespaces."""

import re

from ...tree import read_tree
from .findings import Findings
from .mention_nodes import entry_names, texts_below
from .run_files import Files

DEPENDABOT = (".github/dependabot.yml", ".github/dependabot.yaml")
"""Secrets of a store of its own (GitHub docs, "Configuring access to private registries")."""
CODESPACES = (".devcontainer/devcontainer.json", ".devcontainer.json")
IN_CODESPACES = re.compile(
    r"\$\{(?:localEnv|containerEnv):(\w+)"
    r"|\"([A-Za-z_]\w*)\"\s*:\s*\{\s*(?:\"(?:description|documentationUrl)\"|\})"
)
"""Variables, and secrets it asks for (GitHub docs, "Specifying recommended secrets")."""


def settings(files: Files, findings: Findings) -> None:
    """What they mention: an index that Dependabot reads from, the variables of a codespace."""
    for path in DEPENDABOT:
        content = files.snapshot.read(path)
        for root in read_tree(content, path).roots if content is not None else ():
            for node in texts_below(root):
                for line, name in entry_names(node, {}):
                    findings.add(path, line, name, "elsewhere")
    for path in CODESPACES:
        text = files.text(path) or ""
        for found in IN_CODESPACES.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            findings.add(path, line, (found[1] or found[2]).upper(), "unclear")
