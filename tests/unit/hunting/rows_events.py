"""Workflow -> its entries: what starts them, YAML as people write it, and the action."""
# ruff: noqa: E501 - files of others stand here as they are written

from collections.abc import Mapping

from ..github_workflow.rows_calls import MAY
from ..github_workflow.rows_steps import GH, TAG, job, step
from ..github_workflow.snapshots import FOLDER, MAIN

UP = step(f"uses: {GH}")
SECRET = "${{ secrets.T }}"


def on(events: str) -> str:
    """A workflow that uploads, with its events."""
    return job(UP, on=f"on: {events}\n")


def run(*script: str, more: str = MAY, **other: str) -> str:
    """A workflow that runs a script."""
    return job(step("run: |", *["  " + line for line in script]), more, **other)


ROWS: dict[str, tuple[str | Mapping[str, str], tuple[str, ...]]] = {
    "tags all but v": (
        on("{push: {tags: ['*', '!v*']}}"),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "branches v* is no tag": (
        on("{push: {branches: ['v*']}}"),
        ("6 up pypi gh-action-pypi-publish oidc branches",),
    ),
    "release created": (
        on("{release: {types: [created]}}"),
        ("6 up pypi gh-action-pypi-publish oidc release",),
    ),
    "create": (on("create"), ("6 up pypi gh-action-pypi-publish oidc other",)),
    "create with tag if": (
        job(UP, "    if: startsWith(github.ref, 'refs/tags/')\n", on="on: create\n"),
        ("7 up pypi gh-action-pypi-publish oidc other",),
    ),
    "workflow_run": (
        job(
            UP,
            "    if: github.event.workflow_run.conclusion == 'success'\n",
            on="on: {workflow_run: {workflows: [CI], types: [completed]}}\n",
        ),
        ("7 up pypi gh-action-pypi-publish oidc other",),
    ),
    "workflow_run ref tag never": (
        job(
            UP,
            "    if: github.ref_type == 'tag'\n",
            on="on: {workflow_run: {workflows: [CI], types: [completed]}}\n",
        ),
        (),
    ),
    "workflow_run head_branch": (
        job(
            UP,
            "    if: startsWith(github.event.workflow_run.head_branch, 'v')\n",
            on="on: {workflow_run: {workflows: [CI], types: [completed]}}\n",
        ),
        ("7 up pypi gh-action-pypi-publish oidc other",),
    ),
    "sub folder": ({FOLDER + "sub/release.yml": job(UP)}, ()),
    "disabled": ({FOLDER + "release.yml.disabled": job(UP)}, ()),
    "upper suffix": ({FOLDER + "release.YML": job(UP)}, ()),
    "quoted keys": (
        job(UP)
        .replace("on:", '"on":', 1)
        .replace("jobs:", "'jobs':")
        .replace("steps:", '"steps":'),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "true key": (job(UP).replace("on:", "true:"), ("? it names no event under `on`",)),
    "On key upper": (job(UP).replace("on:", "On:"), ("? it names no event under `on`",)),
    "flow all": (
        "{on: {push: {tags: [v*]}}, jobs: {up: {runs-on: x, steps: [{uses: pypa/gh-action-pypi-publish@v1}]}}}",
        ("1 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "json": (
        '{"on": {"push": {"tags": ["v*"]}}, "jobs": {"up": {"runs-on": "x", "steps": [{"uses": "pypa/gh-action-pypi-publish@v1"}]}}}',
        ("1 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "two docs": (job(UP) + "---\nfoo: bar\n", ("6 up pypi gh-action-pypi-publish oidc tags",)),
    "starts with ---": ("---\n" + job(UP), ("7 up pypi gh-action-pypi-publish oidc tags",)),
    "bom": ("\ufeff" + job(UP), ("6 up pypi gh-action-pypi-publish oidc tags",)),
    "crlf": (job(UP).replace("\n", "\r\n"), ("6 up pypi gh-action-pypi-publish oidc tags",)),
    "if false string": (job(step(f"uses: {GH}", 'if: "false"')), ()),
    "if ${{ false }}": (job(step(f"uses: {GH}", "if: ${{ false }}")), ()),
    "if text ${{ false }} text": (
        job(step(f"uses: {GH}", "if: x ${{ false }}")),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "if ! start": (
        job(step(f"uses: {GH}", "if: ${{ !startsWith(github.ref, 'refs/tags/') }}")),
        (),
    ),
    "if 0": (job(step(f"uses: {GH}", "if: 0")), ()),
    "if empty string": (
        job(step(f"uses: {GH}", "if: ''")),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "if null": (job(step(f"uses: {GH}", "if:")), ("6 up pypi gh-action-pypi-publish oidc tags",)),
    "if multi-line with ${{}} per line": (
        job(
            step(
                f"uses: {GH}",
                "if: |",
                "  ${{ github.event_name == 'schedule' }} &&",
                "  ${{ github.ref == 'x' }}",
            )
        ),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "dispatch bool == string true": (
        job(
            UP,
            "    if: inputs.publish == 'true'\n",
            on="on: {workflow_dispatch: {inputs: {publish: {type: boolean}}}}\n",
        ),
        (),
    ),
    "dispatch event.inputs == string true": (
        job(
            UP,
            "    if: github.event.inputs.publish == 'true'\n",
            on="on: {workflow_dispatch: {inputs: {publish: {type: boolean}}}}\n",
        ),
        ("7 up pypi gh-action-pypi-publish oidc dispatch",),
    ),
    "dispatch event.inputs == bool true": (
        job(
            UP,
            "    if: github.event.inputs.publish == true\n",
            on="on: {workflow_dispatch: {inputs: {publish: {type: boolean}}}}\n",
        ),
        (),
    ),
    "dispatch inputs string == true": (
        job(
            UP,
            "    if: inputs.publish == 'true'\n",
            on="on: {workflow_dispatch: {inputs: {publish: {type: string}}}}\n",
        ),
        ("7 up pypi gh-action-pypi-publish oidc dispatch",),
    ),
    "dispatch event.inputs truthy": (
        job(
            UP,
            "    if: github.event.inputs.publish\n",
            on="on: {workflow_dispatch: {inputs: {publish: {type: boolean}}}}\n",
        ),
        ("7 up pypi gh-action-pypi-publish oidc dispatch",),
    ),
    "inputs on push undefined": (
        job(
            UP,
            "    if: inputs.publish != 'false'\n",
            on="on: {push: {tags: ['v*']}, workflow_dispatch: {inputs: {publish: {type: choice, options: ['true','false']}}}}\n",
        ),
        ("7 up pypi gh-action-pypi-publish oidc dispatch+tags",),
    ),
    "inputs dry_run not": (
        job(
            UP,
            "    if: ${{ !inputs.dry_run }}\n",
            on="on: {push: {tags: ['v*']}, workflow_dispatch: {inputs: {dry_run: {type: boolean, default: true}}}}\n",
        ),
        ("7 up pypi gh-action-pypi-publish oidc dispatch+tags",),
    ),
    "matrix include environment": (
        job(
            UP,
            "    environment: ${{ matrix.env }}\n    strategy: {matrix: {include: [{env: pypi},{env: testpypi}]}}\n",
        ),
        ("8 up pypi gh-action-pypi-publish oidc tags environment=${{ matrix.env }}",),
    ),
    "env flow": (
        job(UP, "    environment: {name: pypi, url: 'https://x'}\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags environment=pypi",),
    ),
    "env multi-line": (
        job(UP, "    environment:\n      name: >-\n        pypi\n"),
        ("9 up pypi gh-action-pypi-publish oidc tags environment=pypi",),
    ),
    "env number": (
        job(UP, "    environment: 2048\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags environment=2048",),
    ),
    "env boolean": (
        job(UP, "    environment: true\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags environment=true",),
    ),
    "env expr &&||": (
        job(
            UP,
            "    environment: ${{ startsWith(github.ref, 'refs/tags/') && 'pypi' || 'testpypi' }}\n",
        ),
        (
            "7 up pypi gh-action-pypi-publish oidc tags environment=${{ startsWith(github.ref, 'refs/tags/') && 'pypi' || 'testpypi' }}",
        ),
    ),
    "password secrets or empty": (
        job(step(f"uses: {GH}", "with: {password: \"${{ secrets.MISSING || '' }}\"}")),
        ("6 up pypi gh-action-pypi-publish token tags secrets=MISSING",),
    ),
    "user empty": (
        job(step(f"uses: {GH}", "with: {user: '', password: ''}")),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "password space": (
        job(step(f"uses: {GH}", "with: {password: ' '}")),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "password null": (
        job(step(f"uses: {GH}", "with: {password: }")),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "password ${{ env.X }} unset": (
        job(step(f"uses: {GH}", "with: {password: '${{ env.NOPE }}'}")),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "repository-url newline": (
        job(
            step(f"uses: {GH}", "with:", "  repository-url: |", "    https://test.pypi.org/legacy/")
        ),
        ("6 up testpypi gh-action-pypi-publish oidc tags",),
    ),
    "repository-url spaces": (
        job(step(f"uses: {GH}", "with: {repository-url: ' https://test.pypi.org/legacy/ '}")),
        (
            "6 up unknown gh-action-pypi-publish oidc tags",
            "? its address ' https://test.pypi.org/legacy/ ' is known in a run only",
        ),
    ),
    "repository-url empty": (
        job(step(f"uses: {GH}", "with: {repository-url: ''}")),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "repository-url no slash": (
        job(step(f"uses: {GH}", "with: {repository-url: 'https://test.pypi.org/legacy'}")),
        ("6 up testpypi gh-action-pypi-publish oidc tags",),
    ),
    "repository-url expr or ": (
        job(
            step(
                f"uses: {GH}",
                "with: {repository-url: \"${{ github.ref_type == 'tag' && 'https://test.pypi.org/legacy/' || '' }}\"}",
            )
        ),
        ("6 up testpypi gh-action-pypi-publish oidc tags",),
    ),
    "action subpath": (job(step("uses: pypa/gh-action-pypi-publish/foo@v1")), ()),
    "docker action": (
        job(step("uses: docker://ghcr.io/pypa/gh-action-pypi-publish:release-v1")),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "action quoted": (
        job(step(f'"uses": "{GH}"')),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "steps anchor alias": (
        f"{TAG}jobs:\n  a:\n    runs-on: x\n    steps: &s\n      - uses: {GH}\n  b:\n    runs-on: x\n    steps: *s\n",
        (
            "6 a pypi gh-action-pypi-publish oidc tags",
            "9 b pypi gh-action-pypi-publish oidc tags",
        ),
    ),
    "merge key": (
        f"{TAG}x: &x\n  runs-on: u\njobs:\n  a:\n    <<: *x\n    steps:\n      - uses: {GH}\n",
        (
            "8 a pypi gh-action-pypi-publish oidc tags",
            "! workflow-shape",
            "! workflow-shape",
            "! workflow-shape",
        ),
    ),
    "container env": (
        job(
            step("run: twine upload dist/*"),
            "    container: {image: x, env: {TWINE_PASSWORD: '${{ secrets.T }}', TWINE_REPOSITORY: testpypi}}\n",
        ),
        ("7 up testpypi twine token tags secrets=T pinned",),
    ),
    "continue-on-error": (
        job(step(f"uses: {GH}", "continue-on-error: true")),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "permissions step?": (
        job(UP, "    permissions: write-all\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags id=job",),
    ),
    "permissions string null": (
        job(UP, "    permissions:\n", top="permissions: {id-token: write}\n"),
        ("8 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "permissions read-all top": (
        job(UP, top="permissions: read-all\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "permissions id-token WRITE": (
        job(UP, "    permissions: {id-token: WRITE}\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "schedule tags if": (
        job(
            UP,
            "    if: github.ref_type == 'tag'\n",
            on="on: {schedule: [{cron: '0 0 * * *'}], push: {branches: [main]}}\n",
        ),
        (),
    ),
    "release target": (
        job(
            UP,
            "    if: github.event.release.prerelease == false\n",
            on="on: {release: {types: [published]}}\n",
        ),
        ("7 up pypi gh-action-pypi-publish oidc release",),
    ),
    "release action": (
        job(
            UP,
            "    if: github.event.action == 'created'\n",
            on="on: {release: {types: [published]}}\n",
        ),
        (),
    ),
    "release draft": (
        job(UP, "    if: github.event.release.draft\n", on="on: {release: {types: [published]}}\n"),
        (),
    ),
    "pull_request merged": (
        job(
            UP,
            "    if: github.event.pull_request.merged == true\n",
            on="on: {pull_request: {types: [closed]}}\n",
        ),
        ("7 up pypi gh-action-pypi-publish oidc other",),
    ),
    "ref compare case": (
        job(UP, "    if: github.ref_type == 'TAG'\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "contains ref": (job(UP, "    if: contains(github.ref, 'refs/heads')\n"), ()),
    "ref_name": (job(UP, "    if: github.ref_name == 'main'\n"), ()),
    "base_ref": (job(UP, "    if: github.base_ref == 'main'\n"), ()),
    "push base_ref empty": (
        job(UP, "    if: github.base_ref == ''\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "event.ref": (
        job(UP, "    if: startsWith(github.event.ref, 'refs/tags/v')\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "event.created": (
        job(UP, "    if: github.event.created\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "event.base_ref": (
        job(UP, "    if: github.event.base_ref == 'refs/heads/main'\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "fromJSON": (job(UP, "    if: fromJSON('false')\n"), ()),
    "fromJSON(toJSON": (
        job(UP, '    if: contains(fromJSON(\'["push", "x"]\'), github.event_name)\n'),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "failure step": (
        job(step("run: x") + step(f"uses: {GH}", "if: failure()")),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "cancelled()": (
        job(UP, "    if: cancelled()\n"),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "job success() && false": (job(UP, "    if: success() && false\n"), ()),
    "secrets in if (step env)": (
        job(step(f"uses: {GH}", "if: env.T != ''", "env: {T: '${{ secrets.T }}'}")),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "docker run": (
        job(step("run: docker run -e TWINE_PASSWORD=${{ secrets.T }} img twine upload dist/*")),
        ("6 up pypi twine token tags secrets=T pinned",),
    ),
    "docker run bash -c": (
        job(step("run: docker run img bash -c 'twine upload dist/*'")),
        ("6 up pypi twine unknown tags pinned",),
    ),
    "xargs": (
        job(step("run: find dist -name '*.whl' | xargs twine upload")),
        ("6 up pypi twine unknown tags pinned",),
    ),
    "find exec": (
        job(step("run: find dist -name '*.whl' -exec twine upload {} ';'")),
        ("6 up pypi twine unknown tags pinned",),
    ),
    "for loop": (
        job(step("run: |", "  for f in dist/*; do", "    twine upload $f", "  done")),
        ("8 up pypi twine unknown tags pinned",),
    ),
    "func": (
        job(step("run: |", "  up() { twine upload dist/*; }", "  up")),
        ("7 up pypi twine unknown tags pinned",),
    ),
    "func not called": (job(step("run: |", "  up() { twine upload dist/*; }")), ()),
    "heredoc run": (
        job(
            step("run: |", "  cat > up.sh <<EOF", "  twine upload dist/*", "  EOF", "  bash up.sh")
        ),
        ("10 up pypi twine unknown tags pinned",),
    ),
    "heredoc bash": (
        job(step("run: |", "  bash <<'EOF'", "  twine upload dist/*", "  EOF")),
        ("7 up pypi twine unknown tags pinned",),
    ),
    "python shell": (
        job(
            step(
                "shell: python",
                "run: |",
                "  import subprocess",
                "  subprocess.run(['twine','upload','dist/x'])",
            )
        ),
        (),
    ),
    "python -c": (job(step("run: python -c \"import os; os.system('twine upload dist/*')\"")), ()),
    "ssh": (job(step('run: eval "twine upload dist/*"')), ("6 up pypi twine unknown tags pinned",)),
    "pwsh": (
        job(
            step(
                "shell: pwsh",
                "run: |",
                "  $env:TWINE_PASSWORD = '${{ secrets.T }}'",
                "  twine upload dist/*",
            )
        ),
        ("9 up pypi twine token tags secrets=T pinned",),
    ),
    "cmd": (
        job(
            step(
                "shell: cmd",
                "run: |",
                "  set TWINE_PASSWORD=${{ secrets.T }}",
                "  twine upload --repository testpypi dist\\*",
            )
        ),
        ("9 up testpypi twine token tags secrets=T pinned",),
    ),
    "cmd caret": (
        job(step("shell: cmd", "run: |", "  twine upload ^", "  --repository testpypi dist\\*")),
        ("8 up testpypi twine unknown tags pinned",),
    ),
    "custom shell bash -el": (
        job(step("shell: bash -el {0}", "run: twine upload dist/*")),
        ("7 up pypi twine unknown tags pinned",),
    ),
    "custom shell perl": (job(step("shell: perl {0}", "run: system('twine upload dist/*')")), ()),
    "poetry config http-basic": (
        job(
            step(
                "run: |",
                "  poetry config http-basic.pypi __token__ ${{ secrets.T }}",
                "  poetry publish",
            )
        ),
        ("8 up pypi poetry token tags secrets=T pinned",),
    ),
    "uv publish --index from pyproject": (
        {
            MAIN: job(step("run: uv publish --index testpypi")),
            "pyproject.toml": "[[tool.uv.index]]\nname='testpypi'\nurl='https://test.pypi.org/simple/'\npublish-url='https://test.pypi.org/legacy/'\n",
        },
        ("6 up testpypi uv unknown tags pinned",),
    ),
    "UV_PUBLISH_URL": (
        job(step("run: uv publish", "env: {UV_PUBLISH_URL: 'https://test.pypi.org/legacy/'}")),
        ("6 up testpypi uv unknown tags pinned",),
    ),
    "UV_PUBLISH_INDEX": (
        job(step("run: uv publish", "env: {UV_PUBLISH_INDEX: testpypi}")),
        (
            "6 up unknown uv unknown tags pinned",
            "? its address 'testpypi' is known in a run only",
        ),
    ),
    "keyring": (
        job(
            step(
                "run: |",
                "  keyring set https://upload.pypi.org/legacy/ __token__ <<< ${{ secrets.T }}",
                "  twine upload -u __token__ dist/*",
            )
        ),
        ("8 up pypi twine token tags secrets=T pinned",),
    ),
}
