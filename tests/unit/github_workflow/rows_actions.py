"""Repository -> entries: actions of its own, actions from elsewhere, commands that hide."""

from .rows_steps import GH, job, step
from .snapshots import MAIN

Row = tuple[dict[str, str], str]
TOKEN = "${{ secrets.PYPI_TOKEN }}"
MAY = "    permissions: {id-token: write}\n"


def action(*steps: str, inputs: str = "", more: str = "", using: str = "composite") -> str:
    """A composite action."""
    given = f"inputs: {inputs}\n" if inputs else ""
    return f"{given}{more}runs:\n  using: {using}\n  steps:\n" + "".join(steps)


def repository(main: str, **actions: str) -> dict[str, str]:
    """A workflow and the actions beside it."""
    return {MAIN: main, **{f"{name}/action.yml": text for name, text in actions.items()}}


ROWS: dict[str, Row | tuple[str, str]] = {
    "an input becomes a variable": (
        repository(
            job(step("uses: ./up", f"with: {{token: '{TOKEN}'}}")),
            up=action(
                step("run: twine upload dist/*", "env: {TWINE_PASSWORD: '${{ inputs.token }}'}"),
                inputs="{token: {required: true}}",
            ),
        ),
        ("6 up pypi twine token tags secrets=PYPI_TOKEN pinned",),
    ),
    "a default, and a case of letters": (
        repository(
            job(step("uses: ./up", "with: {Where: pypi}")),
            up=action(
                step("run: twine upload -r ${{ inputs.where }} dist/*"),
                inputs="{where: {default: testpypi}}",
            ),
        ),
        ("6 up pypi twine unknown tags pinned",),
    ),
    "an action in an action": (
        repository(
            job(step("uses: ./outer", f"with: {{key: '{TOKEN}'}}")),
            outer=action(step("uses: ./inner", "with: {token: '${{ inputs.key }}'}")),
            inner=action(step(f"uses: {GH}", "with: {password: '${{ inputs.token }}'}")),
        ),
        ("6 up pypi gh-action-pypi-publish token tags secrets=PYPI_TOKEN",),
    ),
    "an action that uses itself": (
        repository(job(step("uses: ./up"), MAY), up=action(step("uses: ./up"))),
        (),
    ),
    "a condition around an action": (
        repository(
            job(step("uses: ./up", "if: github.event_name == 'release'")),
            up=action(step(f"uses: {GH}")),
        ),
        (),
    ),
    "an output of an action": (
        repository(
            job(
                step("uses: ./say", "id: say")
                + step(f"uses: {GH}", "if: steps.say.outputs.go == 'yes'")
            ),
            say=action(step("run: ls"), more="outputs: {go: {value: 'no'}}\n"),
        ),
        (),
    ),
    "a secret is not seen inside of an action": (
        repository(
            job(step("uses: ./up"), "    env: {TWINE_PASSWORD: '${{ secrets.JOB }}'}\n"),
            up=action(step("run: twine upload dist/*")),
        ),
        ("7 up pypi twine token tags secrets=JOB pinned",),
    ),
    "an action by the new spelling": (
        repository(job(step("uses: $/up")), up=action(step(f"uses: {GH}"))),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "an action that is code": (
        repository(job(step("uses: ./up"), MAY), up="runs: {using: node24, main: x.js}\n"),
        (),
    ),
    "an action that is not there": (job(step("uses: ./up"), MAY), ()),
    "an action that is not there, without a way in": (job(step("uses: ./up")), ()),
    "an action that is no mapping": (repository(job(step("uses: ./up"), MAY), up="- x\n"), ()),
    "a build inside of an action": (
        repository(
            job(step("uses: ./make") + step(f"uses: {GH}")),
            make=action(step("run: python -m build")),
        ),
        ("7 up pypi gh-action-pypi-publish oidc tags builds",),
    ),
    "an action from elsewhere with a token": (
        job(step("uses: a/b@v1", f"with: {{pypi-token: '{TOKEN}'}}")),
        (),
    ),
    "an action from elsewhere with a token in a variable": (
        job(step("uses: a/b@v1", f"env: {{SOME: '{TOKEN}'}}")),
        (),
    ),
    "an action from elsewhere with another secret": (
        job(step("uses: codecov/codecov-action@v5", "with: {token: '${{ secrets.CODECOV }}'}")),
        (),
    ),
    "an action from elsewhere that publishes by its name": (
        job(step("uses: a/publish-to-pypi@v1"), MAY),
        (),
    ),
    "an action that publishes something else": (
        job(step("uses: a/publish-docker@v1"), MAY),
        (),
    ),
    "a command that hides, with a token": (
        job(step("run: nox -s release", f"env: {{TWINE_PASSWORD: '{TOKEN}'}}")),
        ("6 up unknown twine token tags secrets=PYPI_TOKEN pinned",),
    ),
    "a command that hides, with a token and an index": (
        job(
            step(
                "run: nox -s release",
                "env:",
                f"  UV_PUBLISH_TOKEN: {TOKEN}",
                "  UV_PUBLISH_URL: https://test.pypi.org/legacy/",
            )
        ),
        ("6 up testpypi uv token tags secrets=PYPI_TOKEN pinned",),
    ),
    "a command that hides, with a token of the job": (
        job(step("run: nox -s release"), f"    env: {{PYPI_KEY: '{TOKEN}'}}\n"),
        ("7 up unknown unknown token tags secrets=PYPI_TOKEN pinned",),
    ),
    "a command that hides beside an upload": (
        job(
            step("run: nox -s tests") + step("run: twine upload dist/*"),
            f"    env: {{TWINE_PASSWORD: '{TOKEN}'}}\n",
        ),
        ("8 up pypi twine token tags secrets=PYPI_TOKEN pinned",),
    ),
    "a command that hides, with an ID token": (job(step("run: nox -s release"), MAY), ()),
    "a command that hides, without a way in": (job(step("run: nox -s release")), ()),
    "a script beside the workflow": (
        {
            MAIN: job(step("run: ./go.sh", f"env: {{TWINE_PASSWORD: '{TOKEN}'}}")),
            "go.sh": "#!/bin/sh\npython -m build\ntwine upload dist/*\n",
        },
        ("6 up pypi twine token tags secrets=PYPI_TOKEN builds pinned",),
    ),
    "a script in the folder of the step": (
        {
            MAIN: job(step("run: ./go.sh", "working-directory: tools")),
            "tools/go.sh": "twine upload -r testpypi dist/*\n",
        },
        ("6 up testpypi twine unknown tags pinned",),
    ),
}
