"""Workflows as they are found: what uploads, and by which way the password comes to it."""

from textwrap import indent

ADDRESS = {"pypi": "https://upload.pypi.org/legacy/", "testpypi": "https://test.pypi.org/legacy/"}
HEAD = """name: {title}
on:
  push:
    tags: ["v*"]
{env}jobs:
  test:
    runs-on: ubuntu-latest
    env: {{PIP_FIND_LINKS: "${{{{ vars.PYPI_INDEX }}}}"}}
    steps:
      - uses: actions/checkout@v4
      - run: pip install . && python -m pytest
        env:
          CODECOV_TOKEN: ${{{{ secrets.CODECOV_TOKEN }}}}
"""
JOB = """  publish-{index}:
    runs-on: ubuntu-latest
{head}    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {{python-version: "3.13"}}
      - run: pip install build && python -m build
{step}"""
ACTION = """      - uses: pypa/gh-action-pypi-publish@release/v1
        with:
          user: __token__
          password: {password}
{where}"""
RUN = """      - name: Upload
        run: {run}
{env}"""
WHERE = "          repository-url: https://test.pypi.org/legacy/\n"
SWAPPED = """  publish-{index}:
    runs-on: ubuntu-latest
    environment: {environment}
    permissions:
      id-token: write
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {{python-version: "3.13"}}
      - run: pip install build && python -m build
      - uses: pypa/gh-action-pypi-publish@release/v1
{where}"""

COMMANDS = {
    "twine": ("TWINE_PASSWORD", "twine upload {option}dist/*", "--repository-url {address} "),
    "uv": ("UV_PUBLISH_TOKEN", "uv publish {option}dist/*", "--publish-url {address} "),
    "poetry": ("POETRY_PYPI_TOKEN_{INDEX}", "poetry publish {option}", "-r testpypi "),
    "hatch": ("HATCH_INDEX_AUTH", "hatch publish {option}", "-r test "),
    "flit": ("FLIT_PASSWORD", "flit publish {option}", "--repository testpypi "),
    "pdm": ("PDM_PUBLISH_PASSWORD", "pdm publish {option}", "--repository testpypi "),
    "maturin": ("MATURIN_PYPI_TOKEN", "maturin upload {option}dist/*", "-r testpypi "),
    "make": ("TWINE_PASSWORD", "make publish {option}", "REPOSITORY=testpypi "),
    "tox": ("TWINE_PASSWORD", "tox -e publish{option}", "-test"),
    "nox": ("TWINE_PASSWORD", "nox -s publish{option}", "_test"),
    "script": ("TWINE_PASSWORD", "./scripts/publish.sh {option}", "testpypi"),
}
"""Tool -> the variable it reads its password from, its command, and what makes it TestPyPI's."""
PATCHES_NONE = ("make", "tox", "nox", "script")
USERS = {"twine": "TWINE_USERNAME", "hatch": "HATCH_INDEX_USER", "flit": "FLIT_USERNAME"}
WAYS = ("with", "step", "job", "top", "inline", "renamed")
"""Where the secret is named: input of the action, `env:` at three levels, command, through env."""


def command(tool: str, index: str) -> tuple[str, str]:
    """The variable with the password, and the command."""
    variable, text, option = COMMANDS.get(tool, COMMANDS["twine"])
    chosen = option.format(address=ADDRESS[index]) if index == "testpypi" else ""
    return variable.format(INDEX=index.upper()), text.format(option=chosen).strip()


def workflow(
    title: str, jobs: dict[str, tuple[str, str, str]], environments: dict[str, str], store: str
) -> str:
    """A workflow; `jobs` has for each index the tool, the way and the name of the secret."""
    top, bodies = [], []
    for index, (tool, way, name) in jobs.items():
        value = f"${{{{ {store}.{name} }}}}"
        variable, line = command(tool, index)
        head, step = [], ""
        if index in environments:
            head.append(f"environment: {environments[index]}")
        where = WHERE if index == "testpypi" else ""
        if way == "with":
            step = ACTION.format(password=value, where=where)
        elif way == "renamed":
            top.append(f"RELEASE_{index.upper()}: {value}")
            step = ACTION.format(password=f"${{{{ env.RELEASE_{index.upper()} }}}}", where=where)
        elif way == "inline":
            line = f"twine upload -u __token__ -p {value} {option_of(index)}dist/*"
            step = RUN.format(run=line, env="")
        else:
            user = USERS.get(tool)
            entries = [f"{variable}: {value}", *([f"{user}: __token__"] if user else [])]
            step = RUN.format(run=line, env=block("env", entries, 8) if way == "step" else "")
            if way == "job":
                head += ["env:", *(f"  {one}" for one in entries)]
            if way == "top":
                top += entries
        heading = indent("".join(f"{one}\n" for one in head), "    ")
        bodies.append(JOB.format(index=index, head=heading, step=step))
    return HEAD.format(title=title, env=block("env", top, 0)) + "\n".join(bodies)


def option_of(index: str) -> str:
    """What makes an upload by twine one to TestPyPI."""
    return f"--repository-url {ADDRESS[index]} " if index == "testpypi" else ""


def block(name: str, entries: list[str], deep: int) -> str:
    """A mapping; nothing without entries. The last of two with one key is left out."""
    rows = list({one.partition(":")[0]: one for one in reversed(entries)}.values())
    text = f"{name}:\n" + "".join(f"  {one}\n" for one in reversed(rows))
    return indent(text, " " * deep) if rows else ""


def by_hand(title: str, indexes: list[str], environments: dict[str, str]) -> str:
    """The same workflow, as a person swaps it."""
    bodies = [
        SWAPPED.format(
            index=index,
            environment=environments[index],
            where=f"        with:\n{WHERE}" if index == "testpypi" else "",
        )
        for index in indexes
    ]
    return HEAD.format(title=title, env="") + "\n".join(bodies)
