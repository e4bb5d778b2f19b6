"""The tools that upload to Python package indexes, and the names of their settings.

Read in each tool's source: twine/settings.py, uv-cli PublishArgs, poetry publish.py,
pdm publish/__init__.py, hatch publish/index.py, flit/upload.py, maturin upload.rs,
rye publish.rs, distutils/command/upload.py.
"""

from .other_tools import OTHERS
from .tool import BOTH, Tool

TOOLS = (
    Tool(
        "twine",
        ("upload",),
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
            "TWINE_REPOSITORY_URL": "url",
            "TWINE_REPOSITORY": "name",
            "TWINE_USERNAME": "user",
            "TWINE_PASSWORD": "password",
        },
        "by-itself",
        (
            *("--sign-with", "-i", "--identity", "-c", "--comment", "--config-file"),
            *("--cert", "--client-cert"),
        ),
        ("--attestations", "--sign", "--non-interactive", "--skip-existing", "--verbose"),
        BOTH,
        shortens=True,
        pypirc=True,
    ),
    Tool(
        "uv",
        ("publish",),
        {
            "--publish-url": "url",
            "--index": "name",
            "-u": "user",
            "--username": "user",
            "-p": "password",
            "--password": "password",
            "-t": "token",
            "--token": "token",
        },
        {
            "UV_PUBLISH_URL": "url",
            "UV_PUBLISH_INDEX": "name",
            "UV_PUBLISH_USERNAME": "user",
            "UV_PUBLISH_PASSWORD": "password",
            "UV_PUBLISH_TOKEN": "token",
        },
        "by-itself",
        (
            *("--trusted-publishing", "--keyring-provider", "--check-url", "--directory"),
            *("--project", "--config-file", "--cache-dir", "--color", "--allow-insecure-host"),
            *("--python-preference", "--preview-features", "-o", "--out-dir", "--package"),
        ),
        builds=("build",),
    ),
    Tool(
        "poetry",
        ("publish",),
        {
            "-r": "name",
            "--repository": "name",
            "-u": "user",
            "--username": "user",
            "-p": "password",
            "--password": "password",
        },
        {},
        valued=(
            *("--cert", "--client-cert", "--dist-dir", "-C", "--directory", "-P", "--project"),
            *("-f", "--format", "-o", "--output"),
        ),
        builds=("build",),
    ),
    Tool(
        "hatch",
        ("publish",),
        {
            "-r": "name",
            "--repo": "name",
            "-u": "user",
            "--user": "user",
            "-a": "password",
            "--auth": "password",
        },
        {"HATCH_INDEX_REPO": "name", "HATCH_INDEX_USER": "user", "HATCH_INDEX_AUTH": "password"},
        valued=(
            *("--ca-cert", "--client-cert", "--client-key", "-p", "--publisher", "--project"),
            *("-o", "--option", "-e", "--env", "-t", "--target", "--config", "--data-dir"),
        ),
        names={"main": "pypi", "test": "testpypi"},
        pypirc=True,
        builds=("build",),
    ),
    Tool(
        "flit",
        ("publish",),
        {"--repository": "name"},
        {"FLIT_INDEX_URL": "url", "FLIT_USERNAME": "user", "FLIT_PASSWORD": "password"},
        valued=("--format", "--pypirc", "-f", "--ini-file"),
        long=("--setup-py", "--no-setup-py", "--use-vcs", "--no-use-vcs", "--debug", "--logo"),
        names={"pypi": "pypi"},
        shortens=True,
        pypirc=True,
        builds=("build", "publish"),
    ),
    *OTHERS,
)
BY_NAME = {tool.name: tool for tool in TOOLS}
