"""The Pulumi program: the release config of `trustpub:config` becomes what it says."""

from components import deploy

deploy()
