"""Pipelines as they are found: what uploads, and by which way the password comes to it."""

from textwrap import indent

from .texts_github import ADDRESS, command

HEAD = """stages: [test, publish]
image: python:3.13

test:
  stage: test
  variables: {PIP_FIND_LINKS: $PYPI_INDEX}
  script:
    - pip install . && python -m pytest
    - docker login -u bot -p $DOCKER_TOKEN registry.example.com

"""
JOB = """publish-{index}:
  stage: publish
{head}  rules:
    - if: $CI_COMMIT_TAG =~ /^v/
  script:
    - pip install build && python -m build
{script}"""
SWAPPED = """publish-{index}:
  stage: publish
  environment: {environment}
  id_tokens:
    {name}:
      aud: {index}
  rules:
    - if: $CI_COMMIT_TAG =~ /^v/
  script:
    - pip install build uv && python -m build
    - unset UV_PUBLISH_TOKEN UV_PUBLISH_PASSWORD UV_PUBLISH_USERNAME
    - uv publish --trusted-publishing always --publish-url {address} dist/*
"""
NAMES = {"pypi": "PYPI_ID_TOKEN", "testpypi": "TESTPYPI_ID_TOKEN"}
WAYS = ("unnamed", "mapped", "export", "inline")
"""How a variable becomes the password: by its name alone, `variables:`, in the script."""


def pipeline(jobs: dict[str, tuple[str, str, str]], environments: dict[str, str]) -> str:
    """A pipeline; `jobs` has for each index the tool, the way and the name of the variable."""
    bodies = []
    for index, (tool, way, name) in jobs.items():
        variable, line = command(tool, index)
        head, script = [], [line]
        if index in environments:
            head.append(f"environment: {environments[index]}")
        if tool == "twine":
            head += ["variables:", "  TWINE_USERNAME: __token__"]
        if way == "mapped":
            head += [*([] if tool == "twine" else ["variables:"]), f"  {variable}: ${name}"]
        elif way == "export":
            script.insert(0, f'export {variable}="${{{name}}}"')
        elif way == "inline":
            option = f"--repository-url {ADDRESS[index]} " if index == "testpypi" else ""
            script = [f"twine upload -u __token__ -p ${name} {option}dist/*"]
        heading = indent("".join(f"{one}\n" for one in head), "  ")
        lines = indent("".join(f"- {one}\n" for one in script), "    ")
        bodies.append(JOB.format(index=index, head=heading, script=lines))
    return HEAD + "\n".join(bodies)


def by_hand(indexes: list[str], environments: dict[str, str]) -> str:
    """The same pipeline, as a person swaps it."""
    return HEAD + "\n".join(
        SWAPPED.format(
            index=index,
            environment=environments[index],
            name=NAMES[index],
            address=ADDRESS[index],
        )
        for index in indexes
    )
