"""Other files of a repository: some hold a credential or name one, others only look like it."""

from typing import NamedTuple


class Text(NamedTuple):
    """A file; `VALUE` stands for a value of its own, `NAME` for that of a variable."""

    path: str
    text: str
    clean: str = ""
    """How a person leaves it; empty: it is taken away."""
    literal: bool = False


HOLD = (
    Text(
        ".pypirc",
        "[distutils]\nindex-servers = pypi\n\n[pypi]\nusername = __token__\npassword = VALUE\n",
        literal=True,
    ),
    Text(
        "dev/upload.pypirc",
        "[testpypi]\nrepository = https://test.pypi.org/legacy/\nusername = __token__\n"
        "password: VALUE\n",
        literal=True,
    ),
    Text(
        "scripts/upload.sh",
        "#!/bin/sh\nset -e\nexport TWINE_PASSWORD=VALUE\ntwine upload dist/*\n",
        "#!/bin/sh\nset -e\ntwine check dist/*\n",
        True,
    ),
    Text(".env", "DEBUG=1\nUV_PUBLISH_TOKEN=VALUE\n", "DEBUG=1\n", True),
    Text("poetry.toml", '[pypi-token]\npypi = "VALUE"\n', literal=True),
    Text(
        "pdm.toml",
        '[repository.pypi]\nusername = "__token__"\npassword = "VALUE"\n',
        literal=True,
    ),
    Text(
        "hatch.toml",
        '[publish.index]\nuser = "__token__"\nauth = "VALUE"\n',
        literal=True,
    ),
    Text(
        "scripts/flit-release.sh",
        "#!/bin/sh\nFLIT_USERNAME=__token__ FLIT_PASSWORD='VALUE' flit publish\n",
        literal=True,
    ),
    Text(
        "uv.env",
        "UV_PUBLISH_URL=https://upload.pypi.org/legacy/\nUV_PUBLISH_PASSWORD=VALUE\n",
        literal=True,
    ),
)
"""A value stands in them."""
NAMING = (
    Text(
        "tox.ini",
        "[testenv]\ncommands = pytest\n\n[testenv:release]\npassenv =\n    TWINE_USERNAME\n"
        "    TWINE_PASSWORD\ndeps = twine\ncommands = twine upload dist/*\n",
        "[testenv]\ncommands = pytest\n",
    ),
    Text(
        "noxfile.py",
        "import os\n\nimport nox\n\n\n@nox.session\ndef release(session):\n"
        '    token = os.environ["PYPI_TOKEN"]\n'
        '    session.run("twine", "upload", "-u", "__token__", "-p", token, "dist/*")\n',
        'import nox\n\n\n@nox.session\ndef test(session):\n    session.run("pytest")\n',
    ),
    Text(
        "Makefile",
        "test:\n\tpytest\n\nrelease:\n\ttwine upload -u __token__ -p $(PYPI_API_TOKEN) dist/*\n",
        "test:\n\tpytest\n",
    ),
    Text(
        "scripts/release.sh",
        '#!/bin/bash\nset -eu\nuv publish --token "${UV_PUBLISH_TOKEN}" dist/*\n',
        "#!/bin/bash\nset -eu\nuv build\n",
    ),
)
"""They take their credential from a variable."""
RUN_BY_JOBS = {
    "make": Text(
        "Makefile",
        "REPOSITORY ?= pypi\npublish:\n\ttwine upload --repository $(REPOSITORY) dist/*\n",
    ),
    "tox": Text(
        "tox.ini",
        "[testenv:publish]\npassenv =\n    TWINE_PASSWORD\ncommands = twine upload dist/*\n\n"
        "[testenv:publish-test]\npassenv =\n    TWINE_PASSWORD\n"
        "commands = twine upload --repository testpypi dist/*\n",
        "[testenv]\ncommands = pytest\n",
    ),
    "nox": Text(
        "noxfile.py",
        "import nox\n\n\n@nox.session\ndef publish(session):\n"
        '    session.run("twine", "upload", "dist/*", external=True)\n\n\n'
        "@nox.session\ndef publish_test(session):\n"
        '    session.run("twine", "upload", "--repository", "testpypi", "dist/*", external=True)\n',
    ),
    "script": Text(
        "scripts/publish.sh",
        '#!/bin/sh\nset -e\ntwine upload --repository "${1:-pypi}" -u __token__ '
        '-p "$TWINE_PASSWORD" dist/*\n',
        "#!/bin/sh\nset -e\ntwine check dist/*\n",
    ),
}
"""What a job runs that uploads by a file of the repository."""
DECOYS = (
    Text("README.md", "Releases need `TWINE_PASSWORD` and a `~/.pypirc`; see the handbook.\n"),
    Text("pip.conf", "[global]\nindex-url = https://pypi.example.com/simple\n"),
    Text("docker.env", "DOCKER_TOKEN=VALUE\nNPM_TOKEN=VALUE\n"),
    Text("scripts/lint.sh", "#!/bin/sh\nruff check .\ntwine check dist/*\n"),
    Text(".npmrc", "//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n"),
    Text("docs/release.md", "    export PYPI_TOKEN=...\n    twine upload dist/*\n"),
)
"""No credential of an index."""
