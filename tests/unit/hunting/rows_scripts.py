"""Workflow -> its entries: calls, and what runs what."""
# ruff: noqa: E501 - files of others stand here as they are written

from collections.abc import Mapping

from ..github_workflow.rows_calls import CALL, MAY, call, files
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
    "caller narrower": (
        files(call("    permissions: {contents: read}\n"), up=job(UP, MAY, on=CALL)),
        (
            "4 call pypi gh-action-pypi-publish oidc tags caller pinned",
            "up:7 up pypi gh-action-pypi-publish oidc tags id=job callee",
        ),
    ),
    "caller narrower nested": (
        files(
            call("    permissions: {id-token: write}\n", name="mid"),
            mid=call("    permissions: {contents: read}\n", CALL),
            up=job(UP, on=CALL),
        ),
        (
            "mid:4 call pypi gh-action-pypi-publish oidc tags caller pinned",
            "4 call pypi gh-action-pypi-publish oidc tags id=job caller pinned",
            "up:6 up pypi gh-action-pypi-publish oidc tags callee",
        ),
    ),
    "caller top permissions": (
        files(call(top="permissions: {id-token: write}\n"), up=job(UP, on=CALL)),
        (
            "5 call pypi gh-action-pypi-publish oidc tags id=workflow caller pinned",
            "up:6 up pypi gh-action-pypi-publish oidc tags id=workflow callee",
        ),
    ),
    "caller env": (
        files(call("    environment: pypi\n"), up=job(UP, on=CALL)),
        (
            "4 call pypi gh-action-pypi-publish oidc tags caller pinned",
            "up:6 up pypi gh-action-pypi-publish oidc tags callee",
            "! workflow-shape",
        ),
    ),
    "inherit not called": (
        files(
            call("    secrets: inherit\n"),
            up=job(
                step("run: twine upload dist/*", "env: {TWINE_PASSWORD: '${{ secrets.X }}'}"),
                on=CALL,
            ),
        ),
        (
            "4 call pypi twine token tags secrets=X caller pinned",
            "up:6 up pypi twine token tags secrets=X callee pinned",
        ),
    ),
    "env of caller does not flow": (
        files(
            call(top="env: {TWINE_PASSWORD: '${{ secrets.X }}', TWINE_REPOSITORY: testpypi}\n"),
            up=job(step("run: twine upload dist/*"), on=CALL),
        ),
        (
            "5 call pypi twine unknown tags caller pinned",
            "up:6 up pypi twine unknown tags callee pinned",
        ),
    ),
    "input env name": (
        files(
            call("    with: {e: pypi}\n"),
            up=job(
                UP,
                "    environment: ${{ inputs.e }}\n",
                on="on: {workflow_call: {inputs: {e: {type: string}}}}\n",
            ),
        ),
        (
            "4 call pypi gh-action-pypi-publish oidc tags caller pinned",
            "up:7 up pypi gh-action-pypi-publish oidc tags environment=${{ inputs.e }} callee",
        ),
    ),
    "input default url": (
        files(
            call(),
            up=job(
                step(f"uses: {GH}", "with: {repository-url: '${{ inputs.u }}'}"),
                on="on: {workflow_call: {inputs: {u: {type: string, default: 'https://test.pypi.org/legacy/'}}}}\n",
            ),
        ),
        (
            "4 call testpypi gh-action-pypi-publish oidc tags caller pinned",
            "up:6 up testpypi gh-action-pypi-publish oidc tags callee",
        ),
    ),
    "input string bool": (
        files(
            call("    with: {go: 'true'}\n"),
            up=job(
                UP,
                "    if: inputs.go == true\n",
                on="on: {workflow_call: {inputs: {go: {type: string}}}}\n",
            ),
        ),
        (),
    ),
    "input bool": (
        files(
            call("    with: {go: true}\n"),
            up=job(
                UP,
                "    if: inputs.go == 'true'\n",
                on="on: {workflow_call: {inputs: {go: {type: boolean}}}}\n",
            ),
        ),
        (),
    ),
    "event.inputs in called": (
        files(
            call(on="on: {workflow_dispatch: {inputs: {go: {type: boolean}}}}\n"),
            up=job(UP, "    if: github.event.inputs.go == 'true'\n", on=CALL),
        ),
        (
            "4 call pypi gh-action-pypi-publish oidc dispatch caller pinned",
            "up:7 up pypi gh-action-pypi-publish oidc dispatch callee",
        ),
    ),
    "workflow_call event_name": (
        files(call(), up=job(UP, "    if: github.event_name == 'workflow_call'\n", on=CALL)),
        (),
    ),
    "called in sub": (
        files(call(name="sub/up")) | {FOLDER + "sub/up.yml": job(UP, on=CALL)},
        ("? there is no such workflow that can be read",),
    ),
    "uses full own repo": (
        files(
            f"{TAG}jobs:\n  call:\n    uses: octo/repo/.github/workflows/up.yml@main\n    secrets: inherit\n",
            up=job(UP, on=CALL),
        ),
        (
            "up:6 up pypi gh-action-pypi-publish oidc other id=unknown callee",
            "? it stands in another repository",
        ),
    ),
    "uses with ref local": (
        files(
            f"{TAG}jobs:\n  call:\n    uses: ./.github/workflows/up.yml@main\n", up=job(UP, on=CALL)
        ),
        (
            "up:6 up pypi gh-action-pypi-publish oidc other id=unknown callee",
            "? there is no such workflow that can be read",
        ),
    ),
    "matrix caller": (
        files(
            f"{TAG}jobs:\n  call:\n    strategy: {{matrix: {{e: [pypi, testpypi]}}}}\n    uses: ./.github/workflows/up.yml\n    with: {{e: '${{{{ matrix.e }}}}'}}\n",
            up=job(
                step(
                    f"uses: {GH}",
                    "if: inputs.e == 'testpypi'",
                    "with: {repository-url: 'https://test.pypi.org/legacy/'}",
                ),
                on="on: {workflow_call: {inputs: {e: {type: string}}}}\n",
            ),
        ),
        (
            "5 call testpypi gh-action-pypi-publish oidc tags caller pinned",
            "up:6 up testpypi gh-action-pypi-publish oidc tags callee",
        ),
    ),
    "outputs gate": (
        f"{TAG}jobs:\n  a:\n    runs-on: x\n    outputs: {{go: '${{{{ steps.s.outputs.go }}}}'}}\n    steps:\n      - id: s\n        run: echo go=false >> $GITHUB_OUTPUT\n  b:\n    needs: a\n    if: needs.a.outputs.go == 'true'\n    runs-on: x\n    steps:\n      - uses: {GH}\n",
        ("14 b pypi gh-action-pypi-publish oidc tags",),
    ),
    "outputs not in needs": (
        f"{TAG}jobs:\n  a:\n    runs-on: x\n    outputs: {{go: 'true'}}\n    steps: []\n  b:\n    needs: []\n    if: needs.a.outputs.go == 'true'\n    runs-on: x\n    steps:\n      - uses: {GH}\n",
        (),
    ),
    "set-output old": (
        f"{TAG}jobs:\n  a:\n    runs-on: x\n    outputs: {{go: '${{{{ steps.s.outputs.go }}}}'}}\n    steps:\n      - id: s\n        run: echo '::set-output name=go::true'\n  b:\n    needs: a\n    if: needs.a.outputs.go == 'true'\n    runs-on: x\n    steps:\n      - uses: {GH}\n",
        ("14 b pypi gh-action-pypi-publish oidc tags",),
    ),
    "skipped chain indirect": (
        f"{TAG}jobs:\n  a:\n    if: false\n    runs-on: x\n    steps: []\n  b:\n    needs: a\n    if: always()\n    runs-on: x\n    steps: []\n  c:\n    needs: b\n    runs-on: x\n    steps:\n      - uses: {GH}\n",
        (),
    ),
    "python shell": (
        job(
            step(
                "shell: python",
                "run: |",
                "  import subprocess",
                "  subprocess.run(['twine','upload','dist/x'])",
            ),
            MAY,
        ),
        ("? it is a program, and its text names an upload",),
    ),
    "python shell nothing": (
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
    "python -c": (
        run("python -c \"import os; os.system('twine upload dist/*')\""),
        ("? it is a program, and its text names an upload",),
    ),
    "python - heredoc": (
        run("python - <<'E'", "import os", "os.system('twine upload dist/*')", "E"),
        ("? it is a program, and its text names an upload",),
    ),
    "python script": (
        {
            MAIN: run("python scripts/release.py"),
            "scripts/release.py": "import subprocess\nsubprocess.check_call(['twine','upload','dist/x'])\n",
        },
        ("? it is a program, and its text names an upload",),
    ),
    "python script runpy token": (
        {
            MAIN: job(
                step("run: python release.py", "env: {PYPI_TOKEN: '${{ secrets.PYPI_TOKEN }}'}")
            ),
            "release.py": "import subprocess\nsubprocess.check_call(['twine','upload','dist/x'])\n",
        },
        (
            "6 up unknown unknown token tags secrets=PYPI_TOKEN pinned",
            "? nothing here names its index",
        ),
    ),
    "find exec": (
        run("find dist -name '*.whl' -exec twine upload {} +"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "parallel": (
        run("parallel twine upload ::: dist/*"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "timeout nohup": (
        run("timeout 5m nohup twine upload dist/*"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "sudo -E": (
        run("sudo -E env PATH=$PATH twine upload dist/*"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "retry": (
        run("retry -t 3 -- twine upload dist/*"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "time": (run("time twine upload dist/*"), ("8 up pypi twine oidc tags id=job pinned",)),
    "! negation": (run("! twine upload dist/*"), ("8 up pypi twine oidc tags id=job pinned",)),
    "if twine": (
        run("if ! twine upload dist/*; then echo; fi"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "until": (
        run("until twine upload dist/*; do sleep 1; done"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "case": (
        run(
            'case "$GITHUB_REF" in',
            "  refs/tags/*) twine upload dist/* ;;",
            "  *) twine upload -r testpypi dist/* ;;",
            "esac",
        ),
        (
            "9 up pypi twine oidc tags id=job pinned",
            "10 up testpypi twine oidc tags id=job pinned",
        ),
    ),
    "case heads": (
        run('case "$GITHUB_REF" in', "  refs/heads/*) twine upload dist/* ;;", "esac"),
        ("9 up pypi twine oidc tags id=job pinned",),
    ),
    "if [[ ]]": (
        run("if [[ $GITHUB_REF == refs/heads/main ]]; then", "  twine upload dist/*", "fi"),
        ("9 up pypi twine oidc tags id=job pinned",),
    ),
    "if [ -n ]": (
        run('if [ -n "$TOKEN" ]; then', "  twine upload dist/*", "fi"),
        ("9 up pypi twine oidc tags id=job pinned",),
    ),
    "exit before": (run("exit 0", "twine upload dist/*"), ()),
    "exit if": (
        run('[ "$GITHUB_EVENT_NAME" = push ] && exit 0', "twine upload dist/*"),
        ("9 up pypi twine oidc tags id=job pinned",),
    ),
    "false && ": (run("false && twine upload dist/*"), ()),
    "true ||": (run("true || twine upload dist/*"), ()),
    "alias var": (
        run('T="twine upload"', "$T dist/*"),
        ("9 up pypi twine oidc tags id=job pinned",),
    ),
    "array": (
        run("args=(upload --repository testpypi)", 'twine "${args[@]}" dist/*'),
        ("9 up testpypi twine oidc tags id=job pinned",),
    ),
    "array +=": (
        run("args=(upload)", "args+=(--repository testpypi)", 'twine "${args[@]}" dist/*'),
        ("10 up testpypi twine oidc tags id=job pinned",),
    ),
    "param default": (
        run("twine upload --repository ${REPO:-testpypi} dist/*"),
        ("8 up testpypi twine oidc tags id=job pinned",),
    ),
    "param default on ref": (
        run('twine upload --repository-url "${URL:-https://test.pypi.org/legacy/}" dist/*'),
        ("8 up testpypi twine oidc tags id=job pinned",),
    ),
    "quoted subst": (run("$(which twine) upload dist/*"), ("? what runs comes from outside",)),
    "path": (run(".venv/bin/twine upload dist/*"), ("8 up pypi twine oidc tags id=job pinned",)),
    "python3.11 -m": (
        run("python3.11 -m twine upload dist/*"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "py -3": (run("py -3 -m twine upload dist/*"), ("8 up pypi twine oidc tags id=job pinned",)),
    "python -Im": (
        run("python -Im twine upload dist/*"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "python -W error -m": (
        run("python -W error -m twine upload dist/*"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "uv run --with twine": (
        run("uv run --with twine twine upload dist/*"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "uv run -m": (
        run("uv run -m twine upload dist/*"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "uv run python -m": (
        run("uv run --no-project python -m twine upload dist/*"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "uvx --from": (
        run('uvx --from "twine>=6" twine upload dist/*'),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "uvx twine@": (
        run("uvx twine@6.1.0 upload dist/*"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "pipx run --spec": (
        run("pipx run --spec twine==6.1 twine upload dist/*"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "conda run": (
        run("conda run -n x twine upload dist/*"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "mamba run": (
        run("micromamba run -n x twine upload dist/*"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "pixi run": (
        {MAIN: run("pixi run publish"), "pixi.toml": "[tasks]\npublish = 'twine upload dist/*'\n"},
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "pixi run cmd": (
        run("pixi run twine upload dist/*"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "nix": (
        run("nix develop -c twine upload dist/*"),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "nix-shell": (
        run('nix-shell --run "twine upload dist/*"'),
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "rye": (run("rye publish --yes --token $T"), ("8 up pypi rye token tags id=job pinned",)),
    "invoke": (
        {
            MAIN: run("invoke release"),
            "tasks.py": "from invoke import task\n@task\ndef release(c):\n    c.run('twine upload dist/*')\n",
        },
        ("? its tasks are a program that names an upload",),
    ),
    "nox": (
        {
            MAIN: run("nox -s release"),
            "noxfile.py": "import nox\n@nox.session\ndef release(s):\n    s.run('twine','upload','dist/x')\n",
        },
        ("? its tasks are a program that names an upload",),
    ),
    "tox": (
        {
            MAIN: run("tox -e release"),
            "tox.ini": "[testenv:release]\ncommands = twine upload dist/*\n",
        },
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "tox factor": (
        {
            MAIN: run("tox -e py311-release"),
            "tox.ini": "[testenv]\ncommands =\n  release: twine upload dist/*\n  !release: pytest\n",
        },
        ("? the command is the project's own",),
    ),
    "tox not factor": (
        {
            MAIN: run("tox -e py311"),
            "tox.ini": "[testenv]\ncommands =\n  release: twine upload dist/*\n  !release: pytest\n",
        },
        ("? the command is the project's own",),
    ),
    "tox envlist": (
        {
            MAIN: run("tox"),
            "tox.ini": "[tox]\nenvlist = py311, release\n[testenv:release]\ncommands = twine upload dist/*\n",
        },
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "tox toml": (
        {
            MAIN: run("tox run -e release"),
            "tox.toml": "[env.release]\ncommands = [['twine','upload','dist/*']]\n",
        },
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "hatch script": (
        {
            MAIN: run("hatch run release"),
            "pyproject.toml": "[tool.hatch.envs.default.scripts]\nrelease = 'twine upload dist/*'\n",
        },
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "pdm script": (
        {
            MAIN: run("pdm run release"),
            "pyproject.toml": "[tool.pdm.scripts]\nrelease = 'twine upload dist/*'\n",
        },
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "poe": (
        {
            MAIN: run("poe release"),
            "pyproject.toml": "[tool.poe.tasks]\nrelease = 'twine upload dist/*'\n",
        },
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "task": (
        {
            MAIN: run("task release"),
            "Taskfile.yml": "version: '3'\ntasks:\n  release:\n    cmds: ['twine upload dist/*']\n",
        },
        ("? its tasks are a program that names an upload",),
    ),
    "just": (
        {MAIN: run("just release"), "justfile": "release:\n    twine upload dist/*\n"},
        ("? its tasks are a program that names an upload",),
    ),
    "just dep": (
        {MAIN: run("just release"), "justfile": "up:\n    @twine upload dist/*\nrelease: up\n"},
        ("? its tasks are a program that names an upload",),
    ),
    "make include": (
        {
            MAIN: run("make release"),
            "Makefile": "include release.mk\n",
            "release.mk": "release:\n\ttwine upload dist/*\n",
        },
        ("? no such target",),
    ),
    "make -C": (
        {
            MAIN: run("make -C pkg release"),
            "pkg/Makefile": "release: up\nup:\n\t@twine upload dist/*\n",
        },
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "make var": (
        {
            MAIN: run("make release REPO=testpypi"),
            "Makefile": "REPO ?= pypi\nrelease:\n\ttwine upload -r $(REPO) dist/*\n",
        },
        ("8 up testpypi twine oidc tags id=job pinned",),
    ),
    "make default goal": (
        {MAIN: run("make"), "Makefile": "all: up\nup:\n\t-twine upload dist/*\n"},
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "make pattern": (
        {
            MAIN: run("make publish-testpypi"),
            "Makefile": "publish-%:\n\ttwine upload -r $* dist/*\n",
        },
        ("? no such target",),
    ),
    "npm": (
        {
            MAIN: run("npm run publish-py"),
            "package.json": '{"scripts":{"publish-py":"twine upload dist/*"}}',
        },
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "setup.py alias": (
        {
            MAIN: run("python setup.py release"),
            "setup.cfg": "[aliases]\nrelease = sdist bdist_wheel upload\n",
        },
        ("? the command is the project's own",),
    ),
    "source script": (
        {MAIN: run(". ci/lib.sh", "publish"), "ci/lib.sh": "publish() { twine upload dist/*; }\n"},
        ("9 up pypi twine oidc tags id=job pinned",),
    ),
    "./script exec": (
        {MAIN: run("./ci/up.sh testpypi"), "ci/up.sh": '#!/bin/sh\ntwine upload -r "$1" dist/*\n'},
        ("8 up testpypi twine oidc tags id=job pinned",),
    ),
    "script python shebang": (
        {
            MAIN: run("./ci/up"),
            "ci/up": "#!/usr/bin/env python3\nimport os\nos.system('twine upload dist/*')\n",
        },
        ("? it is a program, and its text names an upload",),
    ),
    "cd script": (
        {MAIN: run("cd ci && ./up.sh"), "ci/up.sh": "twine upload dist/*\n"},
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "wd default": (
        {
            MAIN: job(step("run: ./up.sh"), MAY + "    defaults: {run: {working-directory: ci}}\n"),
            "ci/up.sh": "twine upload dist/*\n",
        },
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "wd default workflow": (
        {
            MAIN: job(
                step("run: ./up.sh"), MAY, top="defaults: {run: {working-directory: ./ci/}}\n"
            ),
            "ci/up.sh": "twine upload dist/*\n",
        },
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "github.workspace": (
        {MAIN: run("bash ${{ github.workspace }}/ci/up.sh"), "ci/up.sh": "twine upload dist/*\n"},
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "$GITHUB_WORKSPACE": (
        {MAIN: run('bash "$GITHUB_WORKSPACE"/ci/up.sh'), "ci/up.sh": "twine upload dist/*\n"},
        ("8 up pypi twine oidc tags id=job pinned",),
    ),
    "checkout path": (
        {
            MAIN: job(
                step("uses: actions/checkout@v4", "with: {path: src}")
                + step("run: bash src/ci/up.sh"),
                MAY,
            ),
            "ci/up.sh": "twine upload dist/*\n",
        },
        ("? the script is not in the repository",),
    ),
    "bash -c var": (run('bash -c "$CMD"'), ("? what runs comes from outside",)),
    "env CMD": (
        job(step("run: $CMD", "env: {CMD: twine upload dist/*}"), MAY),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "expr CMD": (
        job(step("run: ${{ env.CMD }}", "env: {CMD: twine upload dist/*}"), MAY),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "inputs run": (
        job(
            step("run: ${{ inputs.cmd }}"),
            MAY,
            on="on: {workflow_dispatch: {inputs: {cmd: {default: twine upload dist/*}}}}\n",
        ),
        ("? what runs comes from outside",),
    ),
    "curl upload": (
        run("curl -F content=@dist/x.whl -F :action=file_upload https://upload.pypi.org/legacy/"),
        ("8 up pypi curl unknown tags id=job pinned",),
    ),
    "flit env": (
        job(
            step(
                "run: flit publish --repository testpypi",
                "env: {FLIT_PASSWORD: '${{ secrets.T }}', FLIT_INDEX_URL: 'https://upload.pypi.org/legacy/'}",
            )
        ),
        (
            "6 up unknown flit token tags secrets=T builds pinned",
            "? its address 'testpypi' is known in a run only",
        ),
    ),
    "hatch -r test": (
        job(step("run: hatch publish -r test")),
        ("6 up testpypi hatch unknown tags pinned",),
    ),
    "hatch HATCH_INDEX_REPO": (
        job(step("run: hatch publish", "env: {HATCH_INDEX_REPO: test}")),
        ("6 up testpypi hatch unknown tags pinned",),
    ),
    "pdm repo": (
        job(step("run: pdm publish -r testpypi --no-build")),
        ("6 up testpypi pdm unknown tags pinned",),
    ),
    "pdm url env": (
        job(step("run: pdm publish", "env: {PDM_PUBLISH_REPO: testpypi}")),
        ("6 up testpypi pdm unknown tags builds pinned",),
    ),
    "poetry repo": (
        job(
            step(
                "run: |",
                "  poetry config repositories.t https://test.pypi.org/legacy/",
                "  poetry publish -r t",
                "env: {POETRY_PYPI_TOKEN_T: '${{ secrets.T }}'}",
            )
        ),
        ("8 up testpypi poetry token tags secrets=T pinned",),
    ),
    "poetry pyproject repo env": (
        job(
            step(
                "run: poetry publish -r t",
                "env: {POETRY_REPOSITORIES_T_URL: https://test.pypi.org/legacy/, POETRY_HTTP_BASIC_T_PASSWORD: '${{ secrets.T }}'}",
            )
        ),
        ("6 up testpypi poetry token tags secrets=T pinned",),
    ),
    "maturin": (
        job(
            step(
                "run: maturin upload --skip-existing dist/*",
                "env: {MATURIN_REPOSITORY: testpypi, MATURIN_PYPI_TOKEN: '${{ secrets.T }}'}",
            )
        ),
        ("6 up testpypi maturin token tags secrets=T pinned",),
    ),
    "twine config file": (
        job(step("run: twine upload --config-file .pypirc -r testpypi dist/*")),
        ("6 up testpypi twine unknown tags pinned",),
    ),
    "twine env URL w/ cli r": (
        job(
            step(
                "run: twine upload -r testpypi dist/*",
                "env: {TWINE_REPOSITORY_URL: 'https://upload.pypi.org/legacy/'}",
            )
        ),
        ("6 up pypi twine unknown tags pinned",),
    ),
    "pypirc secret": (
        job(step("run: |", '  echo "${{ secrets.PYPIRC }}" > ~/.pypirc', "  twine upload dist/*")),
        ("8 up pypi twine token tags secrets=PYPIRC pinned",),
    ),
    "pypirc printf env": (
        job(
            step(
                "run: |",
                '  printf "%s" "$RC" > $HOME/.pypirc',
                "  twine upload dist/*",
                "env: {RC: '${{ secrets.PYPIRC }}'}",
            )
        ),
        ("8 up pypi twine token tags secrets=PYPIRC pinned",),
    ),
    "TWINE_NON_INTERACTIVE": (
        job(step("run: twine upload dist/*", "env: {TWINE_NON_INTERACTIVE: '1'}"), MAY),
        ("7 up pypi twine oidc tags id=job pinned",),
    ),
    "uv keyring": (
        job(step("run: uv publish --keyring-provider subprocess -u x"), MAY),
        ("7 up pypi uv token tags id=job pinned",),
    ),
    "uv trusted never": (
        job(step("run: uv publish --trusted-publishing never"), MAY),
        ("7 up pypi uv unknown tags id=job pinned",),
    ),
    "uv netrc url creds": (
        job(
            step(
                "run: uv publish --publish-url https://u:${{ secrets.T }}@upload.pypi.org/legacy/"
            ),
            MAY,
        ),
        ("7 up pypi uv token tags secrets=T id=job pinned",),
    ),
    "powershell if": (
        job(
            step(
                "shell: pwsh",
                "run: |",
                "  if ($env:GITHUB_REF -like 'refs/heads/*') { twine upload dist/* }",
            )
        ),
        ("8 up pypi twine unknown tags pinned",),
    ),
    "pwsh &": (
        job(
            step(
                "shell: pwsh",
                "run: |",
                "  & python -m twine upload dist/*",
                "  & 'twine' upload -r testpypi (Get-ChildItem dist)",
            )
        ),
        (
            "8 up pypi twine unknown tags pinned",
            "9 up testpypi twine unknown tags pinned",
        ),
    ),
    "pwsh invoke-expression": (
        job(step("shell: pwsh", "run: |", "  Invoke-Expression 'twine upload dist/*'"), MAY),
        ("9 up pypi twine oidc tags id=job pinned",),
    ),
    "pwsh backtick": (
        job(
            step(
                "shell: pwsh",
                "run: |",
                "  twine upload `",
                "    --repository testpypi `",
                "    dist/*",
            ),
            MAY,
        ),
        ("9 up testpypi twine oidc tags id=job pinned",),
    ),
    "win default": (
        job(
            step("run: |", "  $env:TWINE_REPOSITORY = 'testpypi'", "  twine upload dist/*"), MAY
        ).replace("ubuntu-latest", "windows-latest"),
        ("9 up testpypi twine oidc tags id=job pinned",),
    ),
    "win list labels": (
        job(
            step("run: |", "  $env:TWINE_REPOSITORY = 'testpypi'", "  twine upload dist/*"), MAY
        ).replace("ubuntu-latest", "[self-hosted, windows]"),
        ("9 up testpypi twine oidc tags id=job pinned",),
    ),
    "matrix os win": (
        job(
            step("run: |", "  $env:TWINE_REPOSITORY = 'testpypi'", "  twine upload dist/*"),
            MAY + "    strategy: {matrix: {os: [windows-latest]}}\n",
        ).replace("ubuntu-latest", "${{ matrix.os }}"),
        ("10 up testpypi twine oidc tags id=job pinned",),
    ),
}
