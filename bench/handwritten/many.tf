# The GitHub settings of COUNT repositories that release with care, for `terraform plan`.
terraform {
  required_providers {
    github = { source = "integrations/github" }
  }
}

provider "github" {
  write_delay_ms = 0
}

variable "names" {
  type = set(string)
}

resource "github_repository_environment" "testpypi" {
  for_each            = var.names
  repository          = each.key
  environment         = "testpypi"
  wait_timer          = 0
  can_admins_bypass   = true
  prevent_self_review = false
  deployment_branch_policy {
    protected_branches     = false
    custom_branch_policies = true
  }
}

resource "github_repository_environment_deployment_policy" "testpypi_tags" {
  for_each    = var.names
  repository  = each.key
  environment = github_repository_environment.testpypi[each.key].environment
  tag_pattern = "v*-rc*"
}

resource "github_repository_environment" "pypi" {
  for_each            = var.names
  repository          = each.key
  environment         = "pypi"
  wait_timer          = 5
  can_admins_bypass   = false
  prevent_self_review = true
  reviewers {
    teams = [30000001]
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
    actor_id    = 30000001
    actor_type  = "Team"
    bypass_mode = "always"
  }
}
