"""What persons do on the forges and the indexes, through the pages and APIs that they would use."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

import requests

from lab.world import Sandbox

from .model import Key, Work
from .on_github import CUSTOM, ORG
from .on_gitlab import GROUPS
from .worlds import OWNERS, World

GONE = "# nothing here any more\n"


class Hands:
    """Persons with every right."""

    def __init__(self, sandbox: Sandbox, world: World) -> None:
        """With a connection that is kept."""
        self.sandbox, self.world = sandbox, world
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.verify = sandbox.env.get("SSL_CERT_FILE", True)

    def ask(self, forge: str, method: str, path: str, body: Any = None) -> Any:
        """One request; an answer that is no success is an error."""
        prefix = "" if forge == "github" else "/api/v4"
        token = self.sandbox.env[f"{forge.upper()}_TOKEN"]
        answer = self.session.request(
            method,
            f"{self.sandbox.urls[forge]}{prefix}{path}",
            json=body,
            headers={"Authorization": f"Bearer {token}"},
            timeout=20,
        )
        if not answer.ok:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        return answer.json() if answer.content else None

    def root(self, work: Work) -> str:
        """Address of a repository in its API."""
        if work.forge == "github":
            return f"/repos/{work.repository}"
        return f"/projects/{quote(work.repository, safe='')}"

    def read(self, work: Work, path: str) -> str:
        """A file on the default branch."""
        where = f"/contents/{path}" if work.forge == "github" else self.file(path)
        headers = {"Accept": "application/vnd.github.raw"} if work.forge == "github" else {}
        prefix = "" if work.forge == "github" else "/api/v4"
        token = self.sandbox.env[f"{work.forge.upper()}_TOKEN"]
        answer = self.session.get(
            f"{self.sandbox.urls[work.forge]}{prefix}{self.root(work)}{where}",
            headers={"Authorization": f"Bearer {token}", **headers},
            timeout=20,
        )
        answer.raise_for_status()
        return answer.text

    def file(self, path: str) -> str:
        """Address of a file on GitLab."""
        return f"/repository/files/{quote(path, safe='')}/raw?ref=main"

    def commit(self, work: Work, texts: Mapping[str, str]) -> None:
        """Files on the default branch, pushed."""
        root = self.root(work)
        if work.forge == "gitlab":
            actions = [
                {"action": "update", "file_path": path, "content": text or GONE}
                for path, text in texts.items()
            ]
            body = {"branch": "main", "commit_message": "By hand", "actions": actions}
            self.ask("gitlab", "POST", f"{root}/repository/commits", body)
            return
        head = self.ask("github", "GET", f"{root}/git/ref/heads/main")["object"]["sha"]
        tree = self.ask("github", "GET", f"{root}/git/commits/{head}")["tree"]["sha"]
        rows = [
            {"path": path, "mode": "100644", "type": "blob", "content": text or GONE}
            for path, text in texts.items()
        ]
        made = self.ask("github", "POST", f"{root}/git/trees", {"base_tree": tree, "tree": rows})
        commit = {"message": "By hand", "tree": made["sha"], "parents": [head]}
        sha = self.ask("github", "POST", f"{root}/git/commits", commit)["sha"]
        self.ask("github", "PATCH", f"{root}/git/refs/heads/main", {"sha": sha})

    def merge(self, work: Work) -> int:
        """Take every open request, and delete its branch; how many there were."""
        root, github = self.root(work), work.forge == "github"
        found = [one for one in self.requests(work) if one["state"] in ("open", "opened")]
        for one in found:
            if github:
                self.ask("github", "PUT", f"{root}/pulls/{one['number']}/merge", {})
                self.ask("github", "DELETE", f"{root}/git/refs/heads/{one['head']['ref']}")
            else:
                self.ask("gitlab", "PUT", f"{root}/merge_requests/{one['iid']}/merge", {})
                name = quote(one["source_branch"], safe="")
                self.ask("gitlab", "DELETE", f"{root}/repository/branches/{name}")
        return len(found)

    def requests(self, work: Work) -> list[Any]:
        """Every request of a repository, whatever became of it."""
        name = "pulls" if work.forge == "github" else "merge_requests"
        rows: list[Any] = self.ask(work.forge, "GET", f"{self.root(work)}/{name}?state=all")
        return rows

    def register(self, work: Work) -> None:
        """The publishers of a project, on the page of its settings."""
        first, _, second = work.repository.rpartition("/")
        for index in work.indexes:
            file, environment = work.workflows[index], work.environments[index]
            form = {"environment": environment}
            if work.forge == "github":
                form |= {"owner": first, "repository": second}
                form["workflow_filename"] = file.rpartition("/")[2]
            else:
                form |= {"namespace": first, "project": second, "workflow_filepath": file}
                form["issuer_url"] = "https://gitlab.com"
            page = f"/manage/project/{work.project}/settings/publishing/"
            self.sandbox.submit(index, f"{page}?as={OWNERS[work.forge]}", form)

    def up(self, work: Work) -> None:
        """What the engine makes of the config: the environments of a repository on GitHub."""
        for name in work.environments.values():
            where = f"{self.root(work)}/environments/{name}"
            self.ask("github", "PUT", where, {"deployment_branch_policy": CUSTOM})
            policy = {"name": "v*", "type": "tag"}
            self.ask("github", "POST", f"{where}/deployment-branch-policies", policy)

    def kept(self) -> set[Key]:
        """Every secret and variable that both forges hold now."""
        return {*self.of_github(), *self.of_gitlab()}

    def of_github(self) -> Iterator[Key]:
        """Those of the organisation, of its repositories and of their environments."""
        for store in ("actions", "dependabot", "codespaces"):
            yield from self.listed(f"/orgs/{ORG}", "organization", ORG, store)
        yield from self.listed(f"/orgs/{ORG}", "organization", ORG, "actions", "variable")
        for work in self.world.everyone():
            if work.forge != "github":
                continue
            root, name = self.root(work), work.repository
            for store in ("actions", "dependabot", "codespaces"):
                yield from self.listed(root, "repository", name, store)
            yield from self.listed(root, "repository", name, "actions", "variable")
            for one in self.ask("github", "GET", f"{root}/environments")["environments"]:
                rows = self.ask("github", "GET", f"{root}/environments/{one['name']}/secrets")
                for row in rows["secrets"]:
                    place = ("github", "environment", name, "actions", "secret", one["name"])
                    yield Key(*place, row["name"], "*")

    def schedules(self) -> dict[str, int]:
        """Project of GitLab -> the number of its schedule, as far as it has one."""
        found: dict[str, int] = {}
        for work in self.world.works:
            if work.forge == "gitlab":
                rows = self.ask("gitlab", "GET", f"{self.root(work)}/pipeline_schedules")
                found.update((work.repository, row["id"]) for row in rows)
        return found

    def listed(
        self, root: str, level: str, holder: str, store: str, kind: str = "secret"
    ) -> Iterator[Key]:
        """One list of GitHub."""
        rows = self.ask("github", "GET", f"{root}/{store}/{kind}s?per_page=100")[f"{kind}s"]
        for row in rows:
            yield Key("github", level, holder, store, kind, "", row["name"], "*")

    def of_gitlab(self) -> Iterator[Key]:
        """Those of the instance, of groups, projects and schedules."""
        yield from variables("instance", "", self.ask("gitlab", "GET", "/admin/ci/variables"))
        for path in GROUPS:
            rows = self.ask(
                "gitlab", "GET", f"/groups/{quote(path, safe='')}/variables?per_page=100"
            )
            yield from variables("group", path, rows)
        for work in self.world.everyone():
            if work.forge != "gitlab":
                continue
            root = self.root(work)
            rows = self.ask("gitlab", "GET", f"{root}/variables?per_page=100")
            yield from variables("repository", work.repository, rows)
            for one in self.ask("gitlab", "GET", f"{root}/pipeline_schedules"):
                whole = self.ask("gitlab", "GET", f"{root}/pipeline_schedules/{one['id']}")
                yield from variables("schedule", work.repository, whole["variables"], "1")


def variables(level: str, holder: str, rows: Iterable[Any], part: str = "") -> Iterator[Key]:
    """Rows of GitLab; the number of a schedule is none of the world's, which has one at most."""
    for row in rows:
        scope = row.get("environment_scope", "*")
        yield Key("gitlab", level, holder, "ci", "variable", part, row["key"], scope)
