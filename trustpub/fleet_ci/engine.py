"""The engine's release, for machines that do not have it: what its files have to be. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from ..writing.actions import ENGINE


class Archive(NamedTuple):
    """A file of the release, for one kind of machine."""

    suffix: str
    sha256: str


VERSION = "3.259.0"
ARCHIVES: Mapping[str, Archive] = {
    "x86_64": Archive("x64", "94ba357acac23d01474084c4b00098dc0f7bc70ce13f34c777459254a5f718e5"),
    "aarch64": Archive("arm64", "edc8327463a72160bb36cf82cf5062da9c8a244290a706d9980988e7bf486853"),
}
"""By what `uname -m` says (pulumi/homebrew-tap, Formula/pulumi.rb, commit 51fb494, by Pulumi)."""
FROM = f"https://github.com/pulumi/pulumi/releases/download/v{ENGINE}/pulumi-v{ENGINE}-linux-"
"""What the address begins with; the suffix and `.tar.gz` follow."""
