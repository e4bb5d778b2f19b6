"""Workflow -> its entries: steps, actions, credentials and lines."""

TAG = "on: {push: {tags: ['v*']}}\n"
GH = "pypa/gh-action-pypi-publish@release/v1"


def job(steps: str, more: str = "", on: str = TAG, top: str = "") -> str:
    """A workflow of one job; its first step stands on the line after `steps:`."""
    return f"{on}{top}jobs:\n  up:\n    runs-on: ubuntu-latest\n{more}    steps:\n{steps}"


def step(*fields: str) -> str:
    """A step of some lines."""
    return "      - " + "\n        ".join(fields) + "\n"


SECRET = "with: {password: '${{ secrets.TOKEN }}'}"
ROWS = {
    "the action": (job(step(f"uses: {GH}")), ("6 up pypi gh-action-pypi-publish oidc tags",)),
    "a user without password": (
        job(step(f"uses: {GH}", "with: {user: '${{ secrets.NAME }}'}")),
        ("6 up pypi gh-action-pypi-publish token tags secrets=NAME",),
    ),
    "an empty password": (
        job(step(f"uses: {GH}", "with: {password: ''}")),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "the everyday user": (
        job(step(f"uses: {GH}", "with: {user: __token__}")),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "a password from nowhere": (
        job(
            step("uses: some/vault@v1", "id: vault")
            + step(f"uses: {GH}", "with: {password: '${{ steps.vault.outputs.token }}'}")
        ),
        ("8 up pypi gh-action-pypi-publish token tags",),
    ),
    "a password of a step that is not there": (
        job(step(f"uses: {GH}", "with: {password: '${{ steps.vault.outputs.token }}'}")),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "inputs in another case": (
        job(step(f"uses: {GH}", "with: {PASSWORD: '${{ secrets.TOKEN }}'}")),
        ("6 up pypi gh-action-pypi-publish token tags secrets=TOKEN",),
    ),
    "an action's name in another case": (
        job(step("uses: PyPA/GH-Action-PyPI-Publish@v1")),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "its own token is no secret": (
        job(step(f"uses: {GH}", "with: {password: '${{ secrets.GITHUB_TOKEN }}'}")),
        ("6 up pypi gh-action-pypi-publish token tags",),
    ),
    "an address nobody knows": (
        job(step(f"uses: {GH}", "with: {repository-url: '${{ vars.URL }}'}")),
        ("6 up unknown gh-action-pypi-publish oidc tags",),
    ),
    "an index of one's own": (
        job(step(f"uses: {GH}", "with: {repository-url: 'https://pypi.example.org/'}")),
        ("6 up other gh-action-pypi-publish oidc tags",),
    ),
    "the new spelling goes first": (
        job(
            step(
                f"uses: {GH}",
                "with:",
                "  repository_url: https://pypi.example.org/",
                "  repository-url: https://test.pypi.org/legacy/",
            )
        ),
        ("6 up testpypi gh-action-pypi-publish oidc tags",),
    ),
    "poetry-publish": (
        job(step("uses: JRubics/poetry-publish@v2.1", "with: {pypi_token: '${{ secrets.T }}'}")),
        ("6 up pypi poetry token tags secrets=T builds",),
    ),
    "poetry-publish elsewhere": (
        job(
            step(
                "uses: JRubics/poetry-publish@v2.1",
                "with:",
                "  pypi_token: ${{ secrets.T }}",
                "  repository_url: https://test.pypi.org/legacy/",
            )
        ),
        ("6 up testpypi poetry token tags secrets=T builds",),
    ),
    "auto-publish": (
        job(
            step(
                "uses: etils-actions/pypi-auto-publish@v1", "with: {pypi-token: '${{ secrets.T }}'}"
            )
        ),
        ("6 up pypi twine token tags secrets=T builds",),
    ),
    "deploy-pypi that only builds": (
        job(step("uses: casperdcl/deploy-pypi@v2", "with: {build: true, upload: false}")),
        (),
    ),
    "deploy-pypi with a password": (
        job(
            step(
                "uses: casperdcl/deploy-pypi@v2", "with: {password: '${{ secrets.T }}', pip: true}"
            )
        ),
        ("6 up pypi twine token tags secrets=T builds",),
    ),
    "deploy-pypi without": (
        job(step("uses: casperdcl/deploy-pypi@v2")),
        ("6 up pypi twine oidc tags",),
    ),
    "pypi-poetry-publish": (
        job(
            step(
                "uses: code-specialist/pypi-poetry-publish@v1",
                "with:",
                "  ACCESS_TOKEN: ${{ secrets.GITHUB_TOKEN }}",
                "  PUBLISH_REGISTRY_PASSWORD: ${{ secrets.T }}",
                "  PUBLISH_REGISTRY: https://test.pypi.org/legacy/",
            )
        ),
        ("6 up testpypi poetry token tags secrets=T builds",),
    ),
    "semantic release of old": (
        job(
            step(
                "uses: python-semantic-release/python-semantic-release@v7.34.6",
                "with: {pypi_token: '${{ secrets.T }}', github_token: '${{ github.token }}'}",
            )
        ),
        ("6 up pypi semantic-release token tags secrets=T builds",),
    ),
    "semantic release of old without a token": (
        job(step("uses: relekang/python-semantic-release@v7.0.0")),
        (),
    ),
    "semantic release of today": (
        job(
            step(
                "uses: python-semantic-release/python-semantic-release@v10.1.0",
                "with: {pypi_token: '${{ secrets.T }}'}",
            )
        ),
        (),
    ),
    "maturin's action publishes": (
        job(
            step(
                "uses: messense/maturin-action@v1",
                "env: {MATURIN_PYPI_TOKEN: '${{ secrets.T }}'}",
                "with:",
                "  command: publish",
                "  args: >",
                "    --skip-existing",
                "    --repository testpypi",
            )
        ),
        ("6 up testpypi maturin token tags secrets=T builds",),
    ),
    "maturin's action builds": (
        job(step("uses: PyO3/maturin-action@v1") + step(f"uses: {GH}")),
        ("7 up pypi gh-action-pypi-publish oidc tags builds",),
    ),
    "cibuildwheel's action": (
        job(step("uses: pypa/cibuildwheel@v3") + step(f"uses: {GH}")),
        ("7 up pypi gh-action-pypi-publish oidc tags builds",),
    ),
    "a line of a block": (
        job(step("name: x", "run: |", "  set -e", "", "  twine upload dist/*")),
        ("10 up pypi twine unknown tags pinned",),
    ),
    "a line of a folded block": (
        job(step("run: >", "  ls", "  -l", "", "  twine upload", "  dist/*")),
        ("10 up pypi twine unknown tags pinned",),
    ),
    "a quoted script of lines": (
        job(step('run: "ls\\ntwine upload dist/*"')),
        ("6 up pypi twine unknown tags pinned",),
    ),
    "a job by alias": (
        TAG + "jobs:\n  one: &one\n    runs-on: x\n    if: false\n    steps: &steps\n"
        f"      - uses: {GH}\n  two:\n    runs-on: x\n    steps: *steps\n",
        ("10 two pypi gh-action-pypi-publish oidc tags",),
    ),
    "a step by alias": (
        TAG + "jobs:\n  one:\n    runs-on: x\n    if: false\n    steps:\n"
        f"      - &up\n        uses: {GH}\n  two:\n    runs-on: x\n    steps:\n"
        "      - run: ls\n      - *up\n",
        ("13 two pypi gh-action-pypi-publish oidc tags",),
    ),
    "variables of every level": (
        job(
            step("run: twine upload dist/*", "env: {TWINE_REPOSITORY: '${{ env.WHERE }}'}"),
            "    env: {WHERE: testpypi, TWINE_PASSWORD: '${{ secrets.JOB }}'}\n",
            top="env: {WHERE: pypi, TWINE_USERNAME: '${{ secrets.TOP }}'}\n",
        ),
        ("8 up testpypi twine token tags secrets=JOB+TOP pinned",),
    ),
    "a secret through two variables": (
        job(
            step("run: twine upload dist/*", "env: {TWINE_PASSWORD: '${{ env.MINE }}'}"),
            "    env: {MINE: '${{ secrets.DEEP }}'}\n",
        ),
        ("7 up pypi twine token tags secrets=DEEP pinned",),
    ),
    "a step's variable beats the one a step left": (
        job(
            step('run: echo "TWINE_REPOSITORY=pypi" >> "$GITHUB_ENV"')
            + step("run: twine upload dist/*", "env: {TWINE_REPOSITORY: testpypi}")
        ),
        ("7 up testpypi twine unknown tags pinned",),
    ),
    "a variable left by a step beats the job's": (
        job(
            step('run: echo "TWINE_REPOSITORY=testpypi" >> "$GITHUB_ENV"')
            + step("run: twine upload dist/*"),
            "    env: {TWINE_REPOSITORY: pypi}\n",
        ),
        ("8 up testpypi twine unknown tags pinned",),
    ),
    "a variable that a step may leave": (
        job(
            step('run: echo "TWINE_REPOSITORY=testpypi" >> "$GITHUB_ENV"', "if: vars.TEST")
            + step("run: twine upload dist/*"),
        ),
        (
            "8 up pypi twine unknown tags pinned",
            "8 up testpypi twine unknown tags pinned",
        ),
    ),
    "a variable that a script may set": (
        job(step("run: ./decide") + step(f"uses: {GH}", "if: env.GO == 'yes'")),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "a variable that an action may set": (
        job(step("uses: some/settings@v1") + step(f"uses: {GH}", "if: env.GO == 'yes'")),
        ("7 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "a variable that nothing sets": (
        job(step("uses: actions/checkout@v6") + step(f"uses: {GH}", "if: env.GO == 'yes'")),
        (),
    ),
    "a variable of the container": (
        job(
            step("run: twine upload dist/*"),
            "    container: {image: x, env: {TWINE_PASSWORD: '${{ secrets.BOX }}'}}\n",
        ),
        ("7 up pypi twine token tags secrets=BOX pinned",),
    ),
    "a command from the matrix": (
        job(
            step("run: ${{ matrix.run }}"),
            "    strategy: {matrix: {run: [ls, twine upload dist/*]}}\n",
        ),
        ("7 up pypi twine unknown tags pinned",),
    ),
    "an output that a script sets": (
        job(
            step('run: echo "go=no" >> "$GITHUB_OUTPUT"', "id: say")
            + step(f"uses: {GH}", "if: steps.say.outputs.go == 'yes'")
        ),
        (),
    ),
    "an output of a step that never runs": (
        job(
            step("run: ./decide", "id: say", "if: false")
            + step(f"uses: {GH}", "if: steps.say.outputs.go == 'yes'")
        ),
        (),
    ),
    "an output of a step that comes later": (
        job(
            step(f"uses: {GH}", "if: steps.say.outputs.go == 'yes'")
            + step('run: echo "go=yes" >> "$GITHUB_OUTPUT"', "id: say")
        ),
        (),
    ),
    "a step that runs on failure": (
        job(step(f"uses: {GH}", "if: failure()")),
        ("6 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "the action with a password minted in a step before": (
        job(
            step(
                "id: mint",
                "run: |",
                '  api=$(curl https://pypi.org/_/oidc/mint-token -d "$ASKED" | jq -r .token)',
                '  echo "token=$api" >> "$GITHUB_OUTPUT"',
            )
            + step(f"uses: {GH}", "with: {password: '${{ steps.mint.outputs.token }}'}")
        ),
        ("10 up pypi gh-action-pypi-publish oidc tags",),
    ),
    "a secret through an output": (
        job(
            step('run: echo "key=${{ secrets.KEY }}" >> "$GITHUB_OUTPUT"', "id: get")
            + step(f"uses: {GH}", "with: {password: '${{ steps.get.outputs.key }}'}")
        ),
        ("8 up pypi gh-action-pypi-publish token tags secrets=KEY",),
    ),
    "a secret chosen by the matrix": (
        job(
            step(f"uses: {GH}", "with: {password: '${{ secrets[matrix.name] }}'}"),
            "    strategy: {matrix: {name: [ONE, TWO]}}\n",
        ),
        ("7 up pypi gh-action-pypi-publish token tags secrets=ONE+TWO",),
    ),
    "a password minted in a step before": (
        job(
            step(
                "id: mint",
                "run: |",
                '  asked=$(curl -H "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" '
                '"$ACTIONS_ID_TOKEN_REQUEST_URL&audience=pypi")',
                '  token=$(jq -r .value <<< "$asked")',
                '  got=$(curl -X POST https://pypi.org/_/oidc/mint-token -d "{\\"token\\": '
                '\\"$token\\"}")',
                '  api=$(jq -r .token <<< "$got")',
                '  echo "api-token=$api" >> "$GITHUB_OUTPUT"',
            )
            + step("run: twine upload -u __token__ -p ${{ steps.mint.outputs.api-token }} dist/*"),
            "    permissions: {id-token: write}\n",
        ),
        ("14 up pypi twine oidc tags id=job pinned",),
    ),
}
