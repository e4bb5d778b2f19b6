"""More tools that upload: see `tools.py`."""

from .tool import BOTH, Tool

OTHERS = (
    Tool(
        "pdm",
        ("publish",),
        {
            "-r": "name",
            "--repository": "name",
            "-u": "user",
            "--username": "user",
            "-P": "password",
            "--password": "password",
        },
        {
            "PDM_PUBLISH_REPO": "name",
            "PDM_PUBLISH_USERNAME": "user",
            "PDM_PUBLISH_PASSWORD": "password",
        },
        "by-itself",
        (
            *("-i", "--identity", "-c", "--comment", "-d", "--dest", "--ca-certs"),
            *("-p", "--project", "-k", "--skip", "--config"),
        ),
        ("--sign", "--no-build", "--skip-existing", "--no-very-ssl", "--verbose"),
        BOTH,
        shortens=True,
        builds=("build",),
    ),
    Tool(
        "maturin",
        ("upload", "publish"),
        {
            "--repository-url": "url",
            "-r": "name",
            "--repository": "name",
            "-u": "user",
            "--username": "user",
            "-p": "password",
            "--password": "password",
        },
        {
            "MATURIN_REPOSITORY_URL": "url",
            "MATURIN_REPOSITORY": "name",
            "MATURIN_USERNAME": "user",
            "MATURIN_PASSWORD": "password",
            "MATURIN_PYPI_TOKEN": "token",
        },
        "on-github",
        (
            *("-i", "--interpreter", "-m", "--manifest-path", "-o", "--out", "-F", "--features"),
            *("--target", "-b", "--bindings", "--compatibility", "--manylinux", "--profile"),
            *("--target-dir", "-j", "--jobs", "--auditwheel", "--config", "-Z"),
        ),
        names=BOTH,
        pypirc=True,
        builds=("build", "b", "publish", "sdist"),
    ),
    Tool(
        "rye",
        ("publish",),
        {
            "--repository-url": "url",
            "-r": "name",
            "--repository": "name",
            "-u": "user",
            "--username": "user",
            "--token": "token",
        },
        {},
        valued=("-i", "--identity", "--cert", "-p", "--package", "-o", "--out", "--pyproject"),
        names={"pypi": "pypi"},
        builds=("build",),
    ),
    Tool(
        "setuptools",
        ("upload",),
        {"-r": "name", "--repository": "name"},
        {},
        valued=(
            *("-i", "--identity", "-d", "--dist-dir", "-b", "--tag-build", "-p", "--plat-name"),
            *("--formats", "--python-tag", "--py-limited-api", "-c", "--root"),
        ),
        names={"pypi": "pypi"},
        pypirc=True,
    ),
    Tool(
        # python-semantic-release before 8, semantic_release/repository.py: twine with a password.
        "semantic-release",
        ("publish",),
        {},
        {
            "REPOSITORY_URL": "url",
            "REPOSITORY_USERNAME": "user",
            "PYPI_USERNAME": "user",
            "REPOSITORY_PASSWORD": "password",
            "PYPI_PASSWORD": "password",
            "PYPI_TOKEN": "token",
        },
        valued=("-D", "--define", "-c", "--config"),
        pypirc=True,
    ),
)
