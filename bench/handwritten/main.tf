# The GitHub resources of examples/github/release.yaml for Terraform: it has no resource for a
# trusted publisher of PyPI, so the two publishers are missing here.
terraform {
  required_providers {
    github = { source = "integrations/github" }
  }
}

provider "github" {
  write_delay_ms = 10
}

resource "github_repository_environment" "testpypi" {
  repository          = "sampleproject"
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
  repository  = "sampleproject"
  environment = github_repository_environment.testpypi.environment
  tag_pattern = "v*-rc*"
}

resource "github_repository_environment" "pypi" {
  repository          = "sampleproject"
  environment         = "pypi"
  wait_timer          = 5
  can_admins_bypass   = false
  prevent_self_review = true
  reviewers {
    users = [10000002]
    teams = [30000001]
  }
  deployment_branch_policy {
    protected_branches     = false
    custom_branch_policies = true
  }
}

resource "github_repository_environment_deployment_policy" "pypi_tags" {
  repository  = "sampleproject"
  environment = github_repository_environment.pypi.environment
  tag_pattern = "v*"
}

resource "github_repository_ruleset" "release_tags" {
  repository  = "sampleproject"
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
