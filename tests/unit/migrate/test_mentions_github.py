"""Where workflows refer to secrets and variables, and what for."""

import time
from textwrap import dedent

import pytest

from trustpub.migrate.finding.mentions import mentions
from trustpub.workflows.listing import read_repository
from trustpub.workflows.memory import Memory

RELEASE = ".github/workflows/release.yml"


def told(files):
    """Mentions in short: `file:line name use indexes`; the one workflow goes without its name."""
    snapshot = Memory({path: dedent(text).lstrip("\n").encode() for path, text in files.items()})
    found = mentions(read_repository(snapshot), snapshot)
    return [
        " ".join(
            [
                f"{'' if one.file == RELEASE else one.file}:{one.line}",
                one.name,
                one.use,
                *one.indexes,
            ]
        )
        for one in found
    ]


def job(steps, more=""):
    """A workflow with one job, whose first step stands in line 7."""
    head = "on: push\npermissions: {}\njobs:\n  release:\n    runs-on: x\n    steps:\n"
    return head + "".join(f"      {line}\n" for line in dedent(steps).strip().splitlines()) + more


ONE_JOB = {
    "- uses: pypa/gh-action-pypi-publish@v1\n  with: {password: '${{ secrets.PYPI_TOKEN }}'}": [
        ":8 PYPI_TOKEN upload pypi"
    ],
    "- uses: pypa/gh-action-pypi-publish@v1\n"
    "  with: {password: \"${{ secrets['pypi_Token'] }}\"}": [":8 PYPI_TOKEN upload pypi"],
    "- run: twine upload dist/*\n  env: {TWINE_PASSWORD: '${{ SECRETS.Key }}'}": [
        ":8 KEY upload pypi"
    ],
    "- run: twine upload dist/*\n  env:\n    TWINE_USERNAME: ${{ vars.ME }}\n"
    "    TWINE_PASSWORD: ${{ secrets.KEY }}": [":10 KEY upload pypi", ":9 ME upload pypi"],
    "- uses: pypa/gh-action-pypi-publish@v1\n"
    "  with: {user: '${{ vars.ME }}', password: '${{ secrets.KEY }}'}": [
        ":8 KEY upload pypi",
        ":8 ME upload pypi",
    ],
    "- run: twine upload -r testpypi -p ${{ secrets.KEY }} dist/*": [":7 KEY upload testpypi"],
    "- run: echo TWINE_PASSWORD=${{ secrets.KEY }} >> $GITHUB_ENV\n- run: twine upload dist/*": [
        ":7 KEY upload pypi",
        ":8 KEY upload pypi",
    ],
    "- run: twine upload --repository-url https://i.example/ x\n"
    "  env: {TWINE_PASSWORD: '${{ secrets.KEY }}'}": [":8 KEY elsewhere other"],
    "- uses: docker/login-action@v3\n  with: {password: '${{ secrets.PYPI_TOKEN }}'}": [
        ":8 PYPI_TOKEN elsewhere"
    ],
    "- run: docker login -u me -p ${{ secrets.PYPI_TOKEN }}": [":7 PYPI_TOKEN elsewhere"],
    "- run: echo $P | docker login --password-stdin\n  env: {P: '${{ secrets.PYPI_TOKEN }}'}": [
        ":7 PYPI_TOKEN elsewhere",
        ":8 PYPI_TOKEN elsewhere",
    ],
    "- run: pip install -i https://a:${{ secrets.PYPI_TOKEN }}@i.example/simple x": [
        ":7 PYPI_TOKEN elsewhere"
    ],
    "- run: ./do\n  env: {P: '${{ secrets.PYPI_TOKEN }}'}": [":8 PYPI_TOKEN unclear"],
    "- uses: someone/publish@v1\n  with: {token: '${{ secrets.PYPI_TOKEN }}'}": [
        ":8 PYPI_TOKEN unclear"
    ],
    "- uses: someone/scan@v1\n  with: {token: '${{ secrets.SCAN_TOKEN }}'}": [
        ":8 SCAN_TOKEN elsewhere"
    ],
    "- run: echo hi\n  if: vars.PYPI_USER != ''": [":8 PYPI_USER elsewhere"],
    "- run: echo hi\n  if: ${{ secrets.PYPI_TOKEN }}": [":8 PYPI_TOKEN elsewhere"],
    "- run: echo '${{ toJSON(secrets) }}'": [":7 * unclear"],
    "- run: echo '${{ toJSON(vars) }}'": [],
    "- run: echo '${{ secrets[format('{0}_X', github.ref)] }}'": [":7 * unclear"],
    "- run: echo '${{ secrets.* }}'": [":7 * unclear"],
    "- run: gh release create\n  env: {GH_TOKEN: '${{ secrets.GITHUB_TOKEN }}'}": [],
    "- run: echo secrets.PYPI_TOKEN": [],
    "- run: 'echo # ${{ github.event.secrets.PYPI_TOKEN }}'": [],
    "- run: |\n    # a comment\n    twine upload \\\n      -p '${{ secrets.KEY }}' dist/*": [
        ":10 KEY upload pypi",
        ":9 KEY upload pypi",
    ],
    "- run: echo ${{ secrets.A || secrets.B": [":7 A unclear", ":7 B unclear"],
    "- run: uv publish\n  env: {UV_PUBLISH_TOKEN: '${{ secrets.A || secrets.B }}'}": [
        ":8 A upload pypi",
        ":8 B upload pypi",
    ],
}


@pytest.mark.parametrize("steps", ONE_JOB, ids=range(len(ONE_JOB)))
def test_a_step(steps):
    """Each name is told with its line, and with what the step does with it."""
    assert sorted(ONE_JOB[steps]) == sorted(told({RELEASE: job(steps)}))


def test_one_secret_for_two_things():
    """A secret that also feeds something else is told twice."""
    steps = """
    - run: twine upload dist/*
    - run: curl -u me:$TWINE_PASSWORD https://example.org
    """
    text = job(steps).replace(
        "    runs-on: x", "    runs-on: x\n    env: {TWINE_PASSWORD: '${{ secrets.KEY }}'}"
    )

    assert [":6 KEY upload pypi", ":9 KEY elsewhere"] == told({RELEASE: text})


def test_variables_of_the_workflow_and_through_each_other():
    """Names are traced through `env:` of workflow, job and step."""
    text = """
    on: push
    env: {A: "${{ secrets.KEY }}"}
    jobs:
      release:
        runs-on: x
        env: {B: "${{ env.A }}"}
        steps:
          - run: docker login -p $A
          - run: twine upload -p "$B" dist/*
    """
    assert [
        ":2 KEY upload pypi",
        ":6 KEY upload pypi",
        ":8 KEY elsewhere",
        ":9 KEY upload pypi",
    ] == told({RELEASE: text})


CALLEE = """
on: {workflow_call: {secrets: {token: {required: true}}}}
jobs:
  publish:
    runs-on: x
    steps:
      - uses: pypa/gh-action-pypi-publish@v1
        with:
          password: ${{ secrets.token }}
"""
CALLER = """
on: push
jobs:
  release:
    uses: %s
    secrets: %s
"""


def test_a_workflow_that_is_called_with_a_secret():
    """The secret feeds what the called workflow feeds with it."""
    files = {
        RELEASE: CALLER % ("./.github/workflows/p.yml", "{token: '${{ secrets.KEY }}'}"),
        ".github/workflows/p.yml": CALLEE,
    }
    assert [
        ".github/workflows/p.yml:8 TOKEN upload pypi",
        ":5 KEY upload pypi",
    ] == told(files)


def test_a_called_workflow_that_does_something_else():
    """What the called workflow does elsewhere is the caller's secret's use, too."""
    files = {
        RELEASE: CALLER % ("./.github/workflows/p.yml", "{token: '${{ secrets.PYPI_TOKEN }}'}"),
        ".github/workflows/p.yml": CALLEE.replace("pypa/gh-action-pypi-publish@v1", "docker/x@v1"),
    }
    assert [
        ".github/workflows/p.yml:8 TOKEN elsewhere",
        ":5 PYPI_TOKEN elsewhere",
    ] == told(files)


@pytest.mark.parametrize(
    ("secrets", "expected"),
    [
        ("inherit", [":5 * unclear"]),
        ("{token: '${{ secrets.KEY }}'}", [":5 KEY unclear"]),
        ("{}", []),
    ],
)
def test_a_workflow_in_another_repository(secrets, expected):
    """What it does with secrets cannot be seen; with `inherit` that is every one."""
    assert expected == told({RELEASE: CALLER % ("o/r/.github/workflows/p.yml@v1", secrets)})


def test_inherited_by_a_workflow_of_the_repository():
    """What the called workflow names is told there."""
    files = {
        RELEASE: CALLER % ("./.github/workflows/p.yml", "inherit"),
        ".github/workflows/p.yml": CALLEE.replace("secrets.token", "secrets.PYPI_TOKEN"),
    }
    assert [".github/workflows/p.yml:8 PYPI_TOKEN upload pypi"] == told(files)


ACTION = """
inputs: {key: {}}
runs:
  using: composite
  steps:
    - run: %s
      shell: bash
      env: {TWINE_PASSWORD: "${{ inputs.key }}"}
"""
USES = "- uses: ./up\n  with: {key: '${{ secrets.KEY }}'}"


def test_an_action_of_the_repository():
    """A secret is followed into the action that it is given to."""
    found = told({RELEASE: job(USES), "up/action.yml": ACTION % "twine upload dist/*"})

    assert [":8 KEY upload pypi", "up/action.yml:7 KEY upload pypi"] == found


def test_an_action_of_the_repository_that_does_something_else():
    """What its steps do with the input counts."""
    found = told({RELEASE: job(USES), "up/action.yml": ACTION % "curl -H $TWINE_PASSWORD x"})

    assert "up/action.yml:5 KEY elsewhere" in found
    assert not [one for one in found if "upload" in one]


def test_a_script_that_a_step_runs():
    """A variable is looked for in the files that the step runs."""
    files = {
        RELEASE: job("- run: bash ci/go.sh\n  env: {KEY: '${{ secrets.PYPI_TOKEN }}'}"),
        "ci/go.sh": 'make build\ncurl -H "$KEY" https://example.org\n# $KEY\n',
    }
    found = told(files)

    assert ["ci/go.sh:2 PYPI_TOKEN elsewhere", ":8 PYPI_TOKEN elsewhere"] == sorted(
        found, reverse=True
    )


def test_names_that_only_a_run_decides_but_the_matrix_tells():
    """A name by the matrix is told where the upload is, and that any could be meant."""
    text = """
    on: push
    jobs:
      release:
        runs-on: x
        strategy: {matrix: {key: [A, B]}}
        steps:
          - run: twine upload dist/*
            env: {TWINE_PASSWORD: "${{ secrets[matrix.key] }}"}
    """
    assert [":8 * unclear", ":8 A upload pypi", ":8 B upload pypi"] == told({RELEASE: text})


@pytest.mark.parametrize(
    "text", ["", "[]", "jobs: 5", "jobs: {a: {steps: 5, env: 7, with: 3}}", ":"]
)
def test_what_is_no_workflow(text):
    """It mentions nothing and breaks nothing."""
    assert [] == told({RELEASE: text})


def test_the_container_of_a_job():
    """Its variables are those of the steps; its image and its registry are something else."""
    text = """
    on: push
    jobs:
      release:
        runs-on: x
        container:
          image: ${{ vars.IMAGE }}
          credentials: {username: me, password: "${{ secrets.R }}"}
          env: {TWINE_PASSWORD: "${{ secrets.PYPI_TOKEN }}"}
        steps:
          - run: ./do
    """
    assert [":6 IMAGE elsewhere", ":7 R elsewhere", ":8 PYPI_TOKEN unclear"] == told(
        {RELEASE: text}
    )


def test_dependabot_and_codespaces():
    """An index that Dependabot reads from, and what a codespace asks for, are told, too."""
    files = {
        ".github/dependabot.yml": """
        version: 2
        registries:
          acme:
            type: python-index
            password: ${{secrets.PYPI_PASSWORD}}
        """,
        ".devcontainer/devcontainer.json": """
        {"containerEnv": {"A": "${localEnv:PYPI_USER}"},
         "secrets": {"PYPI_TOKEN": {"description": "to publish"}}}
        """,
    }
    assert [
        ".devcontainer/devcontainer.json:1 PYPI_USER unclear",
        ".devcontainer/devcontainer.json:2 PYPI_TOKEN unclear",
        ".github/dependabot.yml:5 PYPI_PASSWORD elsewhere",
    ] == told(files)


def test_aliases_of_aliases():
    """A file that is small and means a lot is done soon."""
    levels = "".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30))
    text = f"x:\n  a0: &a0 ['$PYPI_TOKEN']\n{levels}"
    started = time.monotonic()
    told({".gitlab-ci.yml": f"{text}y: {{script: *a29}}\n"})
    flow = f"on: push\n{text}jobs: {{a: {{runs-on: x, outputs: *a29, steps: [{{run: echo}}]}}}}\n"
    told({RELEASE: flow})

    assert time.monotonic() - started < 10


def test_a_long_script():
    """So is a script with references without end."""
    started = time.monotonic()
    told({".gitlab-ci.yml": "a:\n  script:\n    - '" + "echo $PYPI_TOKEN; " * 5000 + "'\n"})

    assert time.monotonic() - started < 20
