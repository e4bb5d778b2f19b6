"""Queries answered by the forges. Reads only; a list that is not whole is told as unknown."""

from collections.abc import Callable, Mapping
from functools import cached_property
from urllib.parse import urlsplit

from ..errors import WorldError
from ..model import Unknown
from ..observing.client import Client
from .asking_github import ask_github
from .asking_gitlab import ask_gitlab
from .model import Query
from .world import Answer

TOKENS = {"github": "GITHUB_TOKEN", "gitlab": "GITLAB_TOKEN"}


class Asking:
    """Answers queries with the tokens of an environment; each list is read once."""

    def __init__(
        self,
        variables: Mapping[str, str],
        notice: Callable[[float], None] = lambda seconds: None,
    ) -> None:
        self.variables, self.notice = variables, notice
        self.known: dict[Query, Answer] = {}

    def __call__(self, query: Query) -> Answer:
        """The repositories that a query names, sorted."""
        if query not in self.known:
            self.known[query] = self.fresh(query)
        return self.known[query]

    def fresh(self, query: Query) -> Answer:
        """A query that was not asked before."""
        forge = "github" if query.organization else "gitlab"
        why = self.barred(forge)
        if why:
            return Answer(unknown=(Unknown(what=str(query), why=why),))
        try:
            return ask_github(self.github, query) if query.organization else self.gitlabbed(query)
        except WorldError as error:
            return Answer(unknown=(Unknown(what=str(query), why=str(error)),))

    def barred(self, forge: str) -> str:
        """Why a forge is not asked; empty where it is."""
        token, address = TOKENS[forge], self.variables.get(f"{forge.upper()}_BASE_URL", "")
        if not self.variables.get(token):
            return f"{token} is not set"
        parts = urlsplit(address)
        if parts.username or parts.password:
            return f"{forge.upper()}_BASE_URL holds credentials; take them out"
        return ""

    def gitlabbed(self, query: Query) -> Answer:
        """A query that GitLab is asked."""
        return ask_gitlab(self.gitlab, query)

    @cached_property
    def github(self) -> Client:
        """The client for GitHub."""
        from ..forges.github.observing.opening import client

        return client(self.variables, notice=self.notice)

    @cached_property
    def gitlab(self) -> Client:
        """The client for GitLab."""
        from ..forges.gitlab.observing.opening import client

        return client(self.variables, notice=self.notice)
