"""Workflow -> its entries: variables, conditions, and less usual shell."""
# ruff: noqa: E501 - files of others stand here as they are written

from collections.abc import Mapping

from ..github_workflow.rows_calls import MAY
from ..github_workflow.rows_steps import GH, TAG, job, step
from ..github_workflow.snapshots import MAIN

UP = step(f"uses: {GH}")
SECRET = "${{ secrets.T }}"


def on(events: str) -> str:
    """A workflow that uploads, with its events."""
    return job(UP, on=f"on: {events}\n")


def run(*script: str, more: str = MAY, **other: str) -> str:
    """A workflow that runs a script."""
    return job(step("run: |", *["  " + line for line in script]), more, **other)


ROWS: dict[str, tuple[str | Mapping[str, str], tuple[str, ...]]] = {
    "env precedence step>job": (
        job(
            step("run: twine upload dist/*", "env: {TWINE_REPOSITORY: testpypi}"),
            "    env: {TWINE_REPOSITORY: pypi}\n",
            top="env: {TWINE_REPOSITORY: other}\n",
        ),
        ("8 up testpypi twine unknown tags pinned",),
    ),
    "inline beats env": (
        job(
            step(
                "run: TWINE_REPOSITORY=testpypi twine upload dist/*",
                "env: {TWINE_REPOSITORY: pypi}",
            )
        ),
        ("6 up testpypi twine unknown tags pinned",),
    ),
    "unset": (
        job(
            step(
                "run: |",
                "  unset TWINE_PASSWORD",
                "  twine upload dist/*",
                f"env: {{TWINE_PASSWORD: '{SECRET}'}}",
            ),
            MAY,
        ),
        ("9 up pypi twine oidc tags id=job pinned",),
    ),
    "env -u": (
        job(
            step(
                "run: env -u TWINE_PASSWORD twine upload dist/*",
                f"env: {{TWINE_PASSWORD: '{SECRET}'}}",
            ),
            MAY,
        ),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "inline empty": (
        job(
            step(
                "run: TWINE_PASSWORD= twine upload dist/*", f"env: {{TWINE_PASSWORD: '{SECRET}'}}"
            ),
            MAY,
        ),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "env -i": (
        job(
            step(
                "run: env -i PATH=$PATH twine upload dist/*", f"env: {{TWINE_PASSWORD: '{SECRET}'}}"
            ),
            MAY,
        ),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "not exported": (
        job(step("run: |", "  TWINE_REPOSITORY=testpypi", "  twine upload dist/*"), MAY),
        ("9 up pypi twine oidc tags id=job pinned",),
    ),
    "GITHUB_ENV heredoc": (
        job(
            step("run: |", "  echo 'TWINE_REPOSITORY=testpypi' >> $GITHUB_ENV")
            + step("run: twine upload dist/*"),
            MAY,
        ),
        ("9 up testpypi twine oidc tags id=job pinned",),
    ),
    "GITHUB_ENV tee": (
        job(
            step("run: |", '  echo TWINE_REPOSITORY=testpypi | tee -a "$GITHUB_ENV"')
            + step("run: twine upload dist/*"),
            MAY,
        ),
        ("9 up testpypi twine oidc tags id=job pinned",),
    ),
    "GITHUB_ENV cat heredoc": (
        job(
            step("run: |", "  cat >> $GITHUB_ENV <<EOF", "  TWINE_REPOSITORY=testpypi", "  EOF")
            + step("run: twine upload dist/*"),
            MAY,
        ),
        ("11 up testpypi twine oidc tags id=job pinned",),
    ),
    "GITHUB_ENV braces": (
        job(
            step(
                "run: |",
                "  {",
                "    echo TWINE_REPOSITORY=testpypi",
                "    echo X=y",
                "  } >> $GITHUB_ENV",
            )
            + step("run: twine upload dist/*"),
            MAY,
        ),
        ("12 up testpypi twine oidc tags id=job pinned",),
    ),
    "set-env old": (
        job(
            step("run: echo ::set-env name=TWINE_REPOSITORY::testpypi")
            + step("run: twine upload dist/*"),
            MAY,
        ),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "pwsh GITHUB_ENV": (
        job(
            step("shell: pwsh", "run: '\"TWINE_REPOSITORY=testpypi\" >> $env:GITHUB_ENV'")
            + step("run: twine upload dist/*"),
            MAY,
        ),
        ("9 up testpypi twine oidc tags id=job pinned",),
    ),
    "pwsh Add-Content": (
        job(
            step(
                "shell: pwsh",
                "run: Add-Content -Path $env:GITHUB_ENV -Value 'TWINE_REPOSITORY=testpypi'",
            )
            + step("run: twine upload dist/*"),
            MAY,
        ),
        ("9 up testpypi twine oidc tags id=job pinned",),
    ),
    "pwsh Out-File": (
        job(
            step(
                "shell: pwsh",
                "run: echo 'TWINE_REPOSITORY=testpypi' | Out-File -FilePath $env:GITHUB_ENV -Append",
            )
            + step("run: twine upload dist/*"),
            MAY,
        ),
        ("9 up testpypi twine oidc tags id=job pinned",),
    ),
    "parallel step": (
        job(step("parallel:", "  - run: twine upload dist/*")),
        ("7 up pypi twine unknown tags pinned",),
    ),
    "background step": (
        job(step("run: twine upload dist/*", "background: true")),
        ("6 up pypi twine unknown tags pinned",),
    ),
    "run folded": (
        job(step("run: >-", "  twine upload", "  --repository testpypi", "  dist/*")),
        ("7 up testpypi twine unknown tags pinned",),
    ),
    "run folded two cmds": (
        job(step("run: >", "  echo hi &&", "  twine upload", "", "  dist/*")),
        ("7 up pypi twine unknown tags pinned",),
    ),
    "run quoted": (
        job(step('run: "twine upload \\\n          --repository testpypi dist/*"')),
        ("6 up testpypi twine unknown tags pinned",),
    ),
    "run number": (job(step("run: 5")), ("? a step of it has a `uses` or `run` that is no text",)),
    "str tag": (
        job(step("run: !!str twine upload dist/*")),
        ("6 up pypi twine unknown tags pinned",),
    ),
    "anchor on scalar": (
        job(step("run: &r twine upload dist/*") + step("run: *r")),
        ("6 up pypi twine unknown tags pinned",),
    ),
    "explicit key": (
        f"{TAG}jobs:\n  ? up\n  :\n    runs-on: x\n    steps:\n      - uses: {GH}\n",
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "on push branches **": (
        job(UP, on="on: {push: {branches: ['**'], tags: ['**']}}\n"),
        ("6 up pypi gh-action-pypi-publish oidc branches+tags",),
    ),
    "on push branches !**": (
        job(UP, on="on: {push: {branches: ['!**'], tags: ['v*']}}\n"),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "on push branches []": (
        job(UP, on="on: {push: {branches: [], tags: ['v*']}}\n"),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "if refs/tags eq": (job(UP, "    if: github.ref == 'refs/tags/v*'\n"), ()),
    "if always fork": (
        f"{TAG}jobs:\n  a:\n    runs-on: x\n    if: github.event_name == 'pull_request'\n    steps: []\n  b:\n    needs: a\n    if: always()\n    runs-on: x\n    steps:\n      - uses: {GH}\n",
        ("12 b pypi gh-action-pypi-publish oidc tags",),
    ),
    "if success() explicit skip": (
        f"{TAG}jobs:\n  a:\n    runs-on: x\n    if: github.event_name == 'pull_request'\n    steps: []\n  b:\n    needs: a\n    if: success()\n    runs-on: x\n    steps:\n      - uses: {GH}\n",
        (),
    ),
    "if !failure()": (
        f"{TAG}jobs:\n  a:\n    runs-on: x\n    if: github.event_name == 'pull_request'\n    steps: []\n  b:\n    needs: a\n    if: ${{{{ !failure() }}}}\n    runs-on: x\n    steps:\n      - uses: {GH}\n",
        ("12 b pypi gh-action-pypi-publish oidc tags",),
    ),
    "if needs result": (
        f"{TAG}jobs:\n  a:\n    runs-on: x\n    if: github.event_name == 'pull_request'\n    steps: []\n  b:\n    needs: a\n    if: always() && needs.a.result == 'success'\n    runs-on: x\n    steps:\n      - uses: {GH}\n",
        (),
    ),
    "matrix env url": (
        job(
            step(f"uses: {GH}", "with: {repository-url: '${{ matrix.url }}'}"),
            "    environment: ${{ matrix.env }}\n    strategy: {matrix: {env: [pypi], include: [{env: testpypi, url: 'https://test.pypi.org/legacy/'}]}}\n",
        ),
        (
            "8 up pypi gh-action-pypi-publish oidc tags environment=${{ matrix.env }}",
            "8 up testpypi gh-action-pypi-publish oidc tags environment=${{ matrix.env }}",
        ),
    ),
    "matrix include extends row": (
        job(
            step(f"uses: {GH}", "with: {repository-url: '${{ matrix.url }}'}"),
            "    strategy: {matrix: {env: [pypi], include: [{url: 'https://test.pypi.org/legacy/'}]}}\n",
        ),
        ("7 up testpypi gh-action-pypi-publish oidc tags",),
    ),
    "matrix include own row": (
        job(
            step(f"uses: {GH}", "with: {repository-url: '${{ matrix.url }}'}"),
            "    strategy: {matrix: {env: [pypi], include: [{env: other, url: 'https://test.pypi.org/legacy/'}]}}\n",
        ),
        (
            "7 up pypi gh-action-pypi-publish oidc tags",
            "7 up testpypi gh-action-pypi-publish oidc tags",
        ),
    ),
    "matrix fromJSON": (
        job(
            step(f"uses: {GH}", "with: {repository-url: '${{ matrix.url }}'}"),
            '    strategy: {matrix: {url: "${{ fromJSON(\'[\\"https://test.pypi.org/legacy/\\"]\') }}"}}\n',
        ),
        ("7 up testpypi gh-action-pypi-publish oidc tags",),
    ),
    "matrix if": (
        job(
            step(f"uses: {GH}", "if: matrix.py == '3.12'"),
            "    strategy: {matrix: {py: [3.12, 3.13]}}\n",
        ),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "matrix if 3.10": (
        job(
            step(f"uses: {GH}", "if: matrix.py == '3.10'"), "    strategy: {matrix: {py: [3.10]}}\n"
        ),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "contains tags": (
        job(UP, "    if: contains(github.ref, 'v')\n", on="on: push\n"),
        ("7 up pypi gh-action-pypi-publish oidc branches+tags",),
    ),
    "dispatch tag if": (
        job(UP, "    if: github.ref_type == 'tag'\n", on="on: workflow_dispatch\n"),
        ("7 up pypi gh-action-pypi-publish oidc dispatch",),
    ),
    "if event_name push && ref main": (
        job(
            UP,
            "    if: github.event_name == 'push' && github.ref == 'refs/heads/main'\n",
            on="on: {push: {branches: [main], tags: [v*]}, pull_request: {}}\n",
        ),
        ("7 up pypi gh-action-pypi-publish oidc branches",),
    ),
    "push paths": (
        job(UP, on="on: {push: {paths: ['src/**']}}\n"),
        ("6 up pypi gh-action-pypi-publish oidc branches+tags",),
    ),
    "release prereleased": (
        job(
            UP,
            "    if: ${{ !github.event.release.prerelease }}\n",
            on="on: {release: {types: [prereleased]}}\n",
        ),
        (),
    ),
    "release tag_name": (
        job(
            UP,
            "    if: startsWith(github.event.release.tag_name, 'v')\n",
            on="on: {release: {types: [published]}}\n",
        ),
        ("7 up pypi gh-action-pypi-publish oidc release",),
    ),
    "release ref": (
        job(
            UP,
            "    if: startsWith(github.ref, 'refs/tags/')\n",
            on="on: {release: {types: [published]}}\n",
        ),
        ("7 up pypi gh-action-pypi-publish oidc release",),
    ),
    "release deleted": (
        job(UP, on="on: {release: {types: [deleted]}}\n"),
        ("6 up pypi gh-action-pypi-publish oidc release",),
    ),
    "delete event": (job(UP, on="on: delete\n"), ("6 up pypi gh-action-pypi-publish oidc other",)),
    "schedule": (
        job(UP, on="on: {schedule: [{cron: '0 0 * * *'}]}\n"),
        ("6 up pypi gh-action-pypi-publish oidc schedule",),
    ),
    "merge_group": (
        job(UP, on="on: merge_group\n"),
        ("6 up pypi gh-action-pypi-publish oidc other",),
    ),
    "deployment": (
        job(UP, on="on: deployment\n"),
        ("6 up pypi gh-action-pypi-publish oidc other",),
    ),
    "pip install twine old, other step": (
        job(step("run: pip install 'twine<6'") + step("run: twine upload dist/*"), MAY),
        ("8 up pypi twine unknown tags id=job pinned",),
    ),
    "pip -r": (
        {
            MAIN: job(step("run: pip install -r req.txt") + step("run: twine upload dist/*"), MAY),
            "req.txt": "twine==5.1.1\n",
        },
        ("8 up pypi twine unknown tags id=job pinned",),
    ),
    "uv pip old": (
        job(step("run: uv pip install twine==5.0.0") + step("run: twine upload dist/*"), MAY),
        ("8 up pypi twine unknown tags id=job pinned",),
    ),
    "uv workspace member index": (
        {
            MAIN: job(step("run: uv publish --index t", "working-directory: pkgs/a"), MAY),
            "pyproject.toml": "[tool.uv.workspace]\nmembers=['pkgs/*']\n[[tool.uv.index]]\nname='t'\nurl='https://x/simple'\npublish-url='https://test.pypi.org/legacy/'\n",
            "pkgs/a/pyproject.toml": "[project]\nname='a'\n",
        },
        (
            "7 up unknown uv oidc tags id=job pinned",
            "? its address 't' is known in a run only",
        ),
    ),
    "uv publish-url pyproject": (
        {
            MAIN: job(step("run: uv publish"), MAY),
            "pyproject.toml": "[tool.uv]\npublish-url='https://test.pypi.org/legacy/'\n",
        },
        ("7 up testpypi uv oidc tags id=job pinned",),
    ),
    "uv --directory": (
        {
            MAIN: job(step("run: uv publish --directory pkgs/a"), MAY),
            "pkgs/a/pyproject.toml": "[tool.uv]\npublish-url='https://test.pypi.org/legacy/'\n",
        },
        ("7 up testpypi uv oidc tags id=job pinned",),
    ),
    "cd uv": (
        {
            MAIN: job(step("run: cd pkgs/a && uv publish"), MAY),
            "pkgs/a/pyproject.toml": "[tool.uv]\npublish-url='https://test.pypi.org/legacy/'\n",
        },
        ("7 up testpypi uv oidc tags id=job pinned",),
    ),
    "uv.toml": (
        {
            MAIN: job(step("run: uv publish"), MAY),
            "uv.toml": "publish-url='https://test.pypi.org/legacy/'\n",
        },
        ("7 up testpypi uv oidc tags id=job pinned",),
    ),
    "uv dry run env": (job(step("run: uv publish --dry-run dist/*"), MAY), ()),
    "twine check": (job(step("run: twine check dist/* && echo twine upload"), MAY), ()),
    "docker compose": (
        job(step("run: docker compose run --rm release twine upload dist/*"), MAY),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "docker build": (job(step("run: docker build --secret id=t .")), ()),
    "ssh host": (
        job(step("run: ssh host twine upload dist/*"), MAY),
        ("? it may run the upload that it is given",),
    ),
    "coverage run": (
        job(step("run: coverage run -m twine upload dist/*"), MAY),
        ("? it may run the upload that it is given",),
    ),
    "gh workflow run": (job(step("run: gh workflow run publish.yml"), MAY), ()),
    "comment continuation": (job(step("run: |", "  # twine upload \\", "  echo hi"), MAY), ()),
    "if false; then": (job(step("run: |", "  if false; then twine upload dist/*; fi"), MAY), ()),
    "&& after failing test": (job(step("run: |", "  [ x = y ] && twine upload dist/*"), MAY), ()),
    "sh -c quoted": (
        job(step('run: sh -c "twine upload dist/*"'), MAY),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "bash -xc": (
        job(step("run: bash -xec 'twine upload dist/*'"), MAY),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "subshell": (
        job(step("run: (cd pkg; twine upload dist/*)"), MAY),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "&": (
        job(step("run: twine upload dist/* & wait"), MAY),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "pipe": (
        job(step("run: twine upload dist/* 2>&1 | tee log"), MAY),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "while read": (
        job(step('run: ls dist | while read f; do twine upload "dist/$f"; done'), MAY),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "$()": (
        job(step("run: out=$(twine upload dist/*)"), MAY),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "backtick": (
        job(step("run: echo `twine upload dist/*`"), MAY),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "<(proc)": (
        job(step("run: cat <(twine upload dist/*)"), MAY),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "trap": (
        job(step("run: trap 'twine upload dist/*' EXIT"), MAY),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "coproc": (
        job(step("run: coproc twine upload dist/*"), MAY),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "alias": (
        job(
            step("run: |", "  shopt -s expand_aliases", "  alias up='twine upload'", "  up dist/*"),
            MAY,
        ),
        ("? it is another name for an upload",),
    ),
    "{ } ||": (
        job(step("run: |", "  { echo; twine upload dist/*; } || true"), MAY),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "arith": (
        job(step("run: |", "  n=$((1+1)); twine upload dist/*"), MAY),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "select tool var": (
        job(step("run: |", "  tool=twine; $tool upload dist/*"), MAY),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "concat": (
        job(step("run: |", "  tw\"ine\" up'load' dist/*"), MAY),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "brace": (job(step("run: |", "  twine {upload,} dist/*"), MAY), ()),
    "ANSI": (
        job(step("run: |", "  $'twine' upload dist/*"), MAY),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "local action ref": (
        {
            MAIN: job(step("uses: ./.github/actions/up"), MAY),
            ".github/actions/up/action.yml": "runs:\n  using: composite\n  steps:\n    - run: twine upload dist/*\n      shell: bash\n",
        },
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "local action node": (
        {
            MAIN: job(step("uses: ./up"), MAY),
            "up/action.yml": "runs:\n  using: node20\n  main: index.js\n",
        },
        ("? it runs code",),
    ),
    "local action docker": (
        {
            MAIN: job(step("uses: ./up"), MAY),
            "up/action.yml": "runs:\n  using: docker\n  image: Dockerfile\n",
        },
        ("? it runs code",),
    ),
    "local Dockerfile only": (
        {MAIN: job(step("uses: ./up"), MAY), "up/Dockerfile": "FROM x\nENTRYPOINT twine upload\n"},
        ("? there is no such action in the repository",),
    ),
    "composite env secret": (
        {
            MAIN: job(step("uses: ./up", f"with: {{token: '{SECRET}'}}"), MAY),
            "up/action.yml": "inputs: {token: {}}\nruns:\n  using: composite\n  steps:\n    - run: twine upload dist/*\n      shell: bash\n      env: {TWINE_PASSWORD: '${{ inputs.token }}'}\n",
        },
        ("7 up pypi twine token tags secrets=T id=job pinned",),
    ),
    "composite wd": (
        {
            MAIN: job(step("uses: ./up"), MAY),
            "up/action.yml": "runs:\n  using: composite\n  steps:\n    - run: ${{ github.action_path }}/go.sh\n      shell: bash\n",
            "up/go.sh": "twine upload dist/*\n",
        },
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "composite wd env": (
        {
            MAIN: job(step("uses: ./up"), MAY),
            "up/action.yml": "runs:\n  using: composite\n  steps:\n    - run: $GITHUB_ACTION_PATH/go.sh\n      shell: bash\n",
            "up/go.sh": "twine upload dist/*\n",
        },
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "nick retry": (
        job(
            step(
                "uses: nick-fields/retry@v3",
                "with: {timeout_minutes: 5, max_attempts: 3, command: twine upload dist/*}",
            ),
            MAY,
        ),
        ("7 up pypi twine oidc tags id=job",),
    ),
    "run in docker action": (
        job(
            step("uses: addnab/docker-run-action@v3", "with: {image: x, run: twine upload dist/*}"),
            MAY,
        ),
        ("7 up pypi twine oidc tags id=job",),
    ),
    "github-script": (
        job(
            step(
                "uses: actions/github-script@v7",
                "with: {script: \"await exec.exec('twine', ['upload','dist/*'])\"}",
            ),
            MAY,
        ),
        ("? the action is not known, and its input 'script' names an upload",),
    ),
    "pixi action": (job(step("uses: prefix-dev/rattler-build-action@v0.2"), MAY), ()),
    "setup-uv then uv": (
        job(step("uses: astral-sh/setup-uv@v5") + step("run: uv publish"), MAY),
        ("8 up pypi uv oidc tags id=job",),
    ),
    "semantic-release": (
        {MAIN: job(step("uses: python-semantic-release/python-semantic-release@v9"), MAY)},
        (),
    ),
    "pypi-publish fork": (
        job(step("uses: someone/gh-action-pypi-publish@v1"), MAY),
        ("? the action is not known, and may publish with an ID token",),
    ),
    "other action OK": (
        job(
            step(
                "uses: ansys/actions/release-pypi-public@v8",
                "with: {twine-token: '" + SECRET + "'}",
            )
        ),
        ("? the action is not known, and 'twine-token' gives it what may be an index's token",),
    ),
}
