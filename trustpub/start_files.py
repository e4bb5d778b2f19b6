"""What was found out of a repository -> the text of each file it starts with."""

import json
import re

from . import __version__
from .model import Forge
from .start_publishers import Guess
from .starting import Start


def start_files(start: Start) -> dict[str, str]:
    """File name -> text."""
    return {
        "release.yaml": release_yaml(start),
        "Pulumi.yaml": pulumi_yaml(start),
        "__main__.py": MAIN,
        "requirements.txt": requirements(),
    }


def release_yaml(start: Start) -> str:
    """The least config with everything protected that every plan includes."""
    publishers = start.published.publishers or DEFAULT[start.forge]
    main = publishers[-1].workflow
    lines = [f"project: {quoted(start.project)}", f"{start.forge}:"]
    lines.append(f"  repository: {quoted(start.repository)}")
    if start.forge == "github":
        lines.append(f"  workflow: {quoted(main)}")
    elif main != PIPELINE:
        lines.append(f"  pipeline: {quoted(main)}")
    if start.forge == "gitlab" and start.host != "gitlab.com":
        lines.append(f"  issuer: https://{start.host}")
    lines.append("publishers:")
    tags = start.published.tags
    lines += [line for one in publishers for line in publisher_lines(one, main, start.forge, tags)]
    maintainers = "{roles: [admin]}" if start.forge == "github" else "{access: maintainer}"
    lines.append("tags:")
    for tag in tags:
        lines += [f"  - pattern: {json.dumps(tag)}", f"    created_by: {maintainers}"]
    return "\n".join(lines) + "\n"


def publisher_lines(one: Guess, main: str, forge: Forge, tags: tuple[str, ...]) -> list[str]:
    """One publisher; a workflow of its own and a start by hand only where it has them."""
    lines = [f"  - index: {one.index}", f"    environment: {quoted(one.environment)}"]
    if one.workflow != main:
        field = "workflow" if forge == "github" else "pipeline"
        lines.append(f"    {field}: {quoted(one.workflow)}")
    if one.manual:
        lines.append(f"    triggers: {{tags: {json.dumps(list(tags))}, manual: true}}")
    return lines


def quoted(text: str) -> str:
    """A text for YAML: in quotes where it would be read as something else (`2048`, `on`)."""
    word = re.fullmatch(r"[A-Za-z][\w.-]*(/[\w.-]+)*", text, re.ASCII)
    known = ("true", "false", "yes", "no", "on", "off", "y", "n", "null")
    return text if word and text.lower() not in known else json.dumps(text)


def lacking(name: str, text: str) -> str | None:
    """What a file that was there before still needs, as lines to add; None when nothing."""
    if name not in NEEDS or NEEDS[name].search(text):
        return None
    return needed_lines(name)


def needed_lines(name: str) -> str:
    """The lines of a file that `pulumi up` depends on."""
    if name == "requirements.txt":
        return requirements().strip()
    return {"__main__.py": MAIN.partition("\n")[2].strip(), "Pulumi.yaml": PLUGINS.strip()}[name]


def pulumi_yaml(start: Start) -> str:
    """The Pulumi project: this repository's virtual environment, and the plugin in it."""
    text = PULUMI.format(name=re.sub(r"[^A-Za-z0-9._-]", "-", start.project))
    text += PLUGINS
    if start.forge == "github":
        text += GITHUB_CONFIG.format(owner=start.repository.partition("/")[0])
    return text


def requirements() -> str:
    """This version and no other."""
    return f"trustpub=={__version__}\n"


PIPELINE = ".gitlab-ci.yml"
DEFAULT: dict[Forge, tuple[Guess, ...]] = {
    "github": (
        Guess("testpypi", "release.yml", "testpypi"),
        Guess("pypi", "release.yml", "pypi"),
    ),
    "gitlab": (Guess("testpypi", PIPELINE, "testpypi"), Guess("pypi", PIPELINE, "pypi")),
}
"""Where nothing publishes yet."""
MAIN = '''"""The release config, release.yaml, becomes what it says."""
from trustpub.components import deploy
deploy()
'''
PULUMI = """name: {name}-release
runtime:
  name: python
  options:
    toolchain: pip
    virtualenv: .venv
"""
PLUGINS = """plugins:
  providers:
    - name: pypi
      path: .venv/bin
"""
NEEDS = {
    "requirements.txt": re.compile(r"^\s*(-e\s.*\b)?trustpub\b", re.MULTILINE | re.IGNORECASE),
    "__main__.py": re.compile(r"^\s*(from|import)\s+trustpub\b", re.MULTILINE),
    "Pulumi.yaml": re.compile(r"[\s{]name:\s*[\"']?pypi[\"']?\s*([,}]|$)", re.MULTILINE),
}
"""File -> what it says somewhere when it has what `pulumi up` depends on."""
GITHUB_CONFIG = """config:
  github:owner:
    value: {owner}
  # Milliseconds between two writes; the default is a second. (Not the provider's new client,
  # legacyClient=false: it sends a write that met a rate limit again without its body.)
  github:writeDelayMs:
    value: "10"
  # The provider would send a write whose answer was lost again, and GitHub makes a second
  # ruleset of the same name; without that, the next `up` finds what the lost one made.
  github:maxRetries:
    value: "0"
"""
