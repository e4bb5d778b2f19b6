"""Where git may be sent, and who hears the token: by the address alone."""

import base64

import pytest

from trustpub.preview.origin import Origin, origin, settings

HUB = {"GITHUB_TOKEN": "word"}
LAB = {"CI_JOB_TOKEN": "word", "CI_SERVER_URL": "https://gitlab.example.com:8443/below"}


@pytest.mark.parametrize(
    ("url", "protocol"),
    [
        ("https://github.com/o/r", "https"),
        ("HTTPS://github.com/o/r", "https"),
        ("http://gitlab.example.com/o/r.git", "http"),
        ("ssh://git@github.com/o/r", "ssh"),
        ("git@github.com:o/r.git", "ssh"),
        ("github.com:o/r.git", "ssh"),
        ("/srv/git/r.git", "file"),
        ("../r.git", "file"),
        ("file:///srv/r.git", "file"),
    ],
)
def test_places(url: str, protocol: str) -> None:
    """Each has the one protocol that git is allowed then."""
    assert Origin(url, protocol) == origin(url)


@pytest.mark.parametrize(
    "url",
    [
        *("", "origin", "r.git", "git://h/r", "ftp://h/r", "ftps://h/r", "rsync://h/r", "://h/r"),
        *("ext::sh -c x", "ext::https://h/r", "fd::3", "https::https://h/r", "h::x"),
        *("--upload-pack=x", "-oProxyCommand=x:y", "git@-oProxyCommand=x:y", "https://h/r\nx"),
        *("https://h/r\x00", "git@h:a b", "git@h://x"),
    ],
)
def test_no_places(url: str) -> None:
    """What git would read as a program, an option or another protocol."""
    assert origin(url) is None


def key_of(url: str) -> str:
    """What git calls the headers for an address."""
    return f"http.{url}.extraHeader"


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/o/r",
        "https://github.com:443/o/r.git",
        "https://GitHub.com/x",
        "https://me@github.com/o/r",
    ],
)
def test_server_of_github(url: str) -> None:
    """It hears the token, after every other header was taken back."""
    pair = base64.b64encode(b"x-access-token:word").decode()
    told = [(key_of(url), ""), (key_of(url), f"Authorization: Basic {pair}")]
    assert told == settings(Origin(url, "https"), "github", HUB)


def test_server_of_gitlab() -> None:
    """It hears the job's token; its port counts, the rest of its address does not."""
    url = "https://gitlab.example.com:8443/below/group/lib.git"
    found = dict(settings(Origin(url, "https"), "gitlab", LAB))
    pair = base64.b64encode(b"gitlab-ci-token:word").decode()
    assert {key_of(url): f"Authorization: Basic {pair}"} == found


@pytest.mark.parametrize(
    "url",
    [
        *(
            "https://github.com.example.com/o/r",
            "https://github.com:444/o/r",
            "https://h/github.com",
        ),
        *("http://github.com/o/r", "ssh://git@github.com/o/r", "git@github.com:o/r", "/github.com"),
        *("https://x:y@github.com/o/r", "https://github.com@h/o/r", "https://github.com:x/o/r"),
        *("https://github.com\\@h/o/r", "https://gitlab.example.com/o/r", "https:///o/r"),
    ],
)
def test_nobody_else(url: str) -> None:
    """Neither another host, nor another port, nor one without encryption."""
    assert [] == settings(Origin(url, "https"), "github", HUB)
    assert [] == settings(Origin(url, "https"), "gitlab", LAB)


def test_without_a_token_or_a_server() -> None:
    """Nothing is sent."""
    place = Origin("https://gitlab.com/o/r", "https")
    assert [] == settings(place, "gitlab", {"CI_SERVER_URL": "https://gitlab.com"})
    assert [] == settings(place, "gitlab", {"CI_JOB_TOKEN": "word"})
