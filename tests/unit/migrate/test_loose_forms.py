"""Credentials of an index in files of every tool, and texts that only come near."""

from textwrap import dedent

import pytest

from trustpub.migrate.finding.loose import loose
from trustpub.workflows.memory import Memory

TOKEN = "pypi-AgEIcHlwaS5vcmc" + "CJDgxZjFlZTVlLTMzZTctNDk2Mi1iOTE1LWU4M2FhNTQ4Y2E0YQACDlsx"
TEST_TOKEN = (
    "pypi-AgENdGVzdC5weXBpLm9yZw" + "IkZjFlZTVlLTMzZTctNDk2Mi1iOTE1LWU4M2FhNTQ4Y2E0YQACDlsx"
)
VALUE = "c0rrect-horse-Battery"


def told(path, text):
    """What one file shows, in short: `line tool name` and `!` for a value that stands there."""
    found, unknown = loose(Memory({path: dedent(text).lstrip("\n").encode()}))
    assert () == unknown
    assert TOKEN not in repr(found)
    assert VALUE not in repr(found)
    return [f"{one.line} {one.tool} {one.name}".strip() + "!" * one.literal for one in found]


FORMS = (
    # .pypirc: packaging.python.org/specifications/pypirc
    (".pypirc", f"[pypi]\nusername = __token__\npassword = {TOKEN}", ["3 .pypirc!", "3 .pypirc!"]),
    (".pypirc", f"[pypi]\npassword: {VALUE}", ["2 .pypirc!"]),
    ("deep/er/.pypirc", f"[acme]\nrepository=https://x\npassword={VALUE}", ["3 .pypirc!"]),
    ("ci/pypirc.in", "[pypi]\npassword = ${PYPI_TOKEN}", ["2 .pypirc PYPI_TOKEN"]),
    (".pypirc", "[pypi]\npassword = %(PYPI_PASS)s", ["2 .pypirc PYPI_PASS"]),
    (".pypirc", "[pypi]\nusername = __token__\npassword =\n# password = x1y2z3", []),
    (".pypirc", "[pypi]\nusername = me\npassword = <your token>", []),
    (".pypirc", "[distutils]\nindex-servers = pypi\n[pypi]\nrepository = https://x", []),
    # pip: docs, configuration
    ("pip.conf", f"[global]\nindex-url = https://me:{VALUE}@i.example/simple", ["2 pip!"]),
    (
        "pip.conf",
        "[global]\nindex-url = https://u:${I_PASSWORD}@i.example/simple",
        ["2 pip I_PASSWORD"],
    ),
    ("pip.ini", "[global]\nindex-url = https://i.example/simple", []),
    # tox: docs, configuration, pass_env and set_env
    ("tox.ini", "[testenv:release]\npassenv = TWINE_*", ["2 tox TWINE_*"]),
    (
        "tox.ini",
        "[testenv:release]\npass_env =\n  TWINE_PASSWORD\n  HOME",
        ["3 tox TWINE_PASSWORD"],
    ),
    ("tox.ini", "[testenv]\nsetenv =\n  TWINE_USERNAME = __token__", []),
    ("tox.ini", f"[testenv]\nset_env =\n  TWINE_PASSWORD = {VALUE}", ["3 tox TWINE_PASSWORD!"]),
    (
        "tox.ini",
        "[testenv]\nset_env =\n  TWINE_PASSWORD = {env:PYPI_TOKEN}",
        ["3 tox PYPI_TOKEN", "3 tox TWINE_PASSWORD"],
    ),
    (
        "tox.ini",
        "[testenv:up]\ncommands =\n  twine upload -p {env:PYPI_API_TOKEN:} dist/*",
        ["3 tox PYPI_API_TOKEN", "3 tox PYPI_API_TOKEN"],
    ),
    ("tox.ini", "[testenv]\npassenv = *\n[testenv:x]\npass_env = CI, UV_*, PIP_*", []),
    ("tox.toml", '[env.up]\npass_env = ["PYPI_TOKEN"]', ["2 tox PYPI_TOKEN"]),
    ("setup.cfg", "[tox:tox]\n[testenv]\npassenv = FLIT_*", ["3 settings FLIT_*"]),
    (
        "pyproject.toml",
        '[tool.tox.env.up]\npass_env = ["TWINE_PASSWORD"]',
        ["2 settings TWINE_PASSWORD"],
    ),
    # nox: docs, session.env
    ("noxfile.py", 'import os\nT = os.environ["PYPI_TOKEN"]', ["2 nox PYPI_TOKEN"]),
    ("noxfile.py", 'import os\nT = os.getenv("UV_PUBLISH_TOKEN", "")', ["2 nox UV_PUBLISH_TOKEN"]),
    (
        "noxfile.py",
        f'def r(session):\n    session.run("twine", "upload", env={{"TWINE_PASSWORD": "{VALUE}"}})',
        ["2 nox TWINE_PASSWORD", "2 nox TWINE_PASSWORD!"],
    ),
    ("noxfile.py", f'x.run("twine", "upload", "-p", "{VALUE}", "dist/*")', ["1 nox!"]),
    ("noxfile.py", f'A = "{TOKEN}"', ["1 nox!"]),
    ("noxfile.py", '"""Set PYPI_TOKEN before."""\n# PYPI_TOKEN\nINDEX = "PYPI_MIRROR_URL"', []),
    # make, just, task, scripts
    ("Makefile", "up:\n\ttwine upload -p $(PYPI_PASSWORD) dist/*", ["2 make PYPI_PASSWORD"] * 2),
    (
        "Makefile",
        "up:\n\tUV_PUBLISH_TOKEN=$$PYPI_TOKEN uv publish",
        ["2 make PYPI_TOKEN", "2 make UV_PUBLISH_TOKEN"],
    ),
    ("Makefile", f"up:\n\ttwine upload -u me -p {VALUE} dist/*", ["2 make!"]),
    ("Makefile", "# PYPI_TOKEN is needed\nup:\n\ttwine upload dist/*", []),
    ("justfile", "publish:\n  uv publish --token {{env('PYPI_TOKEN')}}", ["2 just PYPI_TOKEN"]),
    (
        "Taskfile.yml",
        "tasks:\n  up:\n    env: {TWINE_PASSWORD: $PYPI_TOKEN}",
        ["3 task PYPI_TOKEN", "3 task TWINE_PASSWORD"],
    ),
    ("tasks.py", 'import os\nos.environ["TWINE_PASSWORD"]', ["2 task TWINE_PASSWORD"]),
    ("publish.sh", f"poetry config pypi-token.pypi {TOKEN}", ["1 script!", "1 script!"]),
    ("publish.sh", f"poetry publish -u me -p {VALUE}", ["1 script!"]),
    ("publish.sh", f"pdm publish \\\n  --username me \\\n  --password {VALUE}", ["1 script!"]),
    ("publish.sh", f"hatch publish -u __token__ -a {VALUE}", ["1 script!"]),
    ("publish.sh", f"flit publish\nexport FLIT_PASSWORD={VALUE}", ["2 script FLIT_PASSWORD!"]),
    ("publish.ps1", f'$env:TWINE_PASSWORD = "{VALUE}"', ["1 script TWINE_PASSWORD!"]),
    ("publish.bat", f"set TWINE_PASSWORD={VALUE}", ["1 script TWINE_PASSWORD!"]),
    (
        "publish.bat",
        "twine upload -p %PYPI_TOKEN% x",
        ["1 script PYPI_TOKEN", "1 script PYPI_TOKEN"],
    ),
    (
        "publish.sh",
        "export TWINE_PASSWORD=<token>\ntwine upload -p your-token x",
        ["1 script TWINE_PASSWORD"],
    ),
    ("publish.sh", "TWINE_REPOSITORY=testpypi twine upload --skip-existing x", []),
    ("publish.sh", "PYPI_MIRROR_URL=https://x PYPI_INDEX=y", []),
    # poetry, hatch, pdm, uv: docs, configuration
    ("poetry.toml", f'[http-basic.pypi]\nusername = "me"\npassword = "{VALUE}"', ["3 poetry!"]),
    ("poetry.toml", f'[pypi-token]\npypi = "{VALUE}"', ["2 poetry!"]),
    ("poetry.toml", '[virtualenvs]\nin-project = true\n[repositories.t]\nurl = "https://x"', []),
    ("hatch.toml", f'[publish.index]\nuser = "me"\nauth = "{VALUE}"', ["3 hatch!"]),
    ("pyproject.toml", f'[tool.hatch.publish.index]\nauth = "{VALUE}"', ["2 hatch!"]),
    ("pdm.toml", f'[repository.pypi]\nusername = "me"\npassword = "{VALUE}"', ["3 pdm!"]),
    ("uv.toml", f'publish-url = "https://me:{VALUE}@i.example/legacy/"', ["1 uv!"]),
    (
        "pyproject.toml",
        f'[tool.uv]\npublish-url = "https://me:{VALUE}@i.example/"',
        ["2 settings!"],
    ),
    ("pyproject.toml", '[tool.uv]\npublish-url = "https://i.example/"', []),
    ("pyproject.toml", '[project.urls]\nrepository = "https://github.com/o/r"', []),
    ("pyproject.toml", '[tool.poetry.scripts]\nauth = "a.b:main_function"', []),
    ("Pipfile", '[[source]]\nurl = "https://me:$I_PASS@i.example/simple"', ["2 settings I_PASS"]),
    # files of variables, containers
    (".env", f"PYPI_TOKEN={VALUE}", ["1 variables PYPI_TOKEN!"]),
    (".env", f"TWINE_USERNAME=me\nTWINE_PASSWORD='{VALUE}'", ["2 variables TWINE_PASSWORD!"]),
    (
        ".env.example",
        "PYPI_TOKEN=\nTWINE_PASSWORD=changeme",
        ["1 variables PYPI_TOKEN", "2 variables TWINE_PASSWORD"],
    ),
    (".envrc", "export UV_PUBLISH_TOKEN=$(pass pypi)", ["1 variables UV_PUBLISH_TOKEN"]),
    ("docker-compose.yml", "x:\n  environment:\n    - PYPI_TOKEN", ["3 container PYPI_TOKEN"]),
    (
        "docker-compose.yml",
        f"x:\n  environment:\n    PYPI_TOKEN: {VALUE}",
        ["3 container PYPI_TOKEN!"],
    ),
    ("Dockerfile", f"ENV TWINE_PASSWORD={VALUE}", ["1 container TWINE_PASSWORD!"]),
    ("Dockerfile", "ARG PYPI_TOKEN", ["1 container PYPI_TOKEN"]),
    # other CIs: their docs
    (
        ".travis.yml",
        "deploy:\n  provider: pypi\n  user: me\n  password:\n    secure: AbC+dEf=",
        ["2 foreign CI"],
    ),
    (
        ".travis.yml",
        f"deploy:\n  provider: pypi\n  password: {VALUE}",
        ["2 foreign CI", "3 foreign CI!"],
    ),
    (".travis.yml", "deploy:\n  provider: npm\n  api_key: x", []),
    (
        ".circleci/config.yml",
        "jobs:\n  up:\n    steps:\n      - run: twine upload dist/*",
        ["4 foreign CI"],
    ),
    (
        "azure-pipelines.yml",
        "- script: twine upload x\n  env:\n    TWINE_PASSWORD: $(pypi)",
        ["1 foreign CI", "3 foreign CI TWINE_PASSWORD"],
    ),
    ("azure-pipelines.yml", "- script: pytest", []),
    ("appveyor.yml", "deploy_script:\n  - python -m twine upload dist/*", ["2 foreign CI"]),
    (
        "bitbucket-pipelines.yml",
        "- pipe: x\n  variables: {PYPI_PASSWORD: $PYPI_PASSWORD}",
        ["2 foreign CI PYPI_PASSWORD"],
    ),
    (".drone.yml", "settings:\n  password: {from_secret: PYPI_TOKEN}", ["2 foreign CI PYPI_TOKEN"]),
    (
        "Jenkinsfile",
        "withCredentials([string(variable: 'PYPI_TOKEN')]) { sh 'poetry publish' }",
        ["1 foreign CI PYPI_TOKEN", "1 foreign CI"],
    ),
    # workflows and pipelines: only what stands there itself
    (
        ".github/workflows/r.yml",
        f"env:\n  TWINE_PASSWORD: {TEST_TOKEN}",
        ["2 workflow!", "2 workflow TWINE_PASSWORD!"],
    ),
    (".github/workflows/r.yml", "env:\n  TWINE_PASSWORD: ${{ secrets.PYPI_TOKEN }}", []),
    (".gitlab-ci.yml", f"a:\n  script: twine upload -p {VALUE} x", ["2 workflow!"]),
    (".gitlab-ci.yml", "variables:\n  PYPI_PASS: SECURE", []),
    ("pypi_token.txt", TOKEN, ["1 variables!"]),
)


@pytest.mark.parametrize(("path", "text", "expected"), FORMS, ids=range(len(FORMS)))
def test_a_form(path, text, expected):
    """It is found with its line, its tool and its variable, and its value is never told."""
    assert sorted(expected) == sorted(told(path, text))
