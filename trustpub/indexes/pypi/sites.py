"""Where the indexes are: the one table of their addresses."""

from collections.abc import Mapping

from ...model import Index, Value


class Site(Value):
    """One index: its pages, the audience of its tokens, and where files go."""

    index: Index
    title: str
    """What its pages call it."""
    url: str
    """Web address, without a slash at the end."""
    audience: str
    """The `aud` its tokens must carry."""
    upload: str
    """The upload address that twine and uv want."""


SITES: dict[Index, Site] = {
    "pypi": Site(
        index="pypi",
        title="PyPI",
        url="https://pypi.org",
        audience="pypi",
        upload="https://upload.pypi.org/legacy/",
    ),
    "testpypi": Site(
        index="testpypi",
        title="TestPyPI",
        url="https://test.pypi.org",
        audience="testpypi",
        upload="https://test.pypi.org/legacy/",
    ),
}
UPLOAD_HOSTS: dict[str, Index] = {
    "upload.pypi.org": "pypi",
    "pypi.org": "pypi",
    "www.pypi.org": "pypi",
    "upload.pypi.io": "pypi",
    "pypi.io": "pypi",
    "pypi.python.org": "pypi",
    "test.pypi.org": "testpypi",
    "testpypi.python.org": "testpypi",
    "test.pypi.io": "testpypi",
}
"""Whose host it is: today's, and those that older tools and guides upload to."""
OVERRIDES: dict[Index, str] = {
    "pypi": "TRUSTPUB_PYPI_URL",
    "testpypi": "TRUSTPUB_TESTPYPI_URL",
}


def site(index: Index, environ: Mapping[str, str]) -> Site:
    """The site of an index, at another address where the environment names one."""
    url = environ.get(OVERRIDES[index], "").strip().rstrip("/")
    if not url:
        return SITES[index]
    return SITES[index].model_copy(update={"url": url, "upload": f"{url}/legacy/"})
