# The GitHub settings of a fleet for Terraform: it has no resource for a trusted publisher of PyPI,
# so the publishers are missing here.
terraform {
  required_providers {
    github = { source = "integrations/github" }
  }
}

provider "github" {
  write_delay_ms = var.write_delay
}

variable "write_delay" {
  type = number
}

variable "names" {
  type = set(string)
}

data "github_team" "release_managers" {
  slug = "release-managers"
}

resource "github_repository_environment" "pypi" {
  for_each            = var.names
  repository          = each.key
  environment         = "pypi"
  wait_timer          = 0
  can_admins_bypass   = false
  prevent_self_review = true
  reviewers {
    teams = [data.github_team.release_managers.id]
  }
  deployment_branch_policy {
    protected_branches     = false
    custom_branch_policies = true
  }
}

resource "github_repository_environment_deployment_policy" "pypi_tags" {
  for_each    = var.names
  repository  = each.key
  environment = github_repository_environment.pypi[each.key].environment
  tag_pattern = "v*"
}

resource "github_repository_ruleset" "release_tags" {
  for_each    = var.names
  repository  = each.key
  name        = "release tags v*"
  target      = "tag"
  enforcement = "active"
  conditions {
    ref_name {
      include = ["refs/tags/v*"]
      exclude = []
    }
  }
  rules {
    creation = true
    update   = true
    deletion = true
  }
  bypass_actors {
    actor_id    = data.github_team.release_managers.id
    actor_type  = "Team"
    bypass_mode = "always"
  }
}
