// Command pulumi-resource-github serves the upstream Terraform provider as the
// Pulumi plugin github 6.15.0, where the official binary cannot be downloaded.
package main

import (
	"github.com/integrations/terraform-provider-github/v6/github"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge/tokens"
	sdkv2 "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v2"
)

const version = "6.15.0"

// The settings below are those of the official plugin; tests/engine_pkg/test_shapes.py
// compares every resource with the types of the Python SDK.
func main() {
	info := tfbridge.ProviderInfo{
		P:            sdkv2.NewProvider(github.NewProvider(version, "none")()),
		Name:         "github",
		Version:      version,
		MetadataInfo: tfbridge.NewProviderMetadata([]byte("{}")),
		Resources: map[string]*tfbridge.ResourceInfo{
			"github_repository_environment": {Fields: map[string]*tfbridge.SchemaInfo{
				"reviewers": {MaxItemsOne: tfbridge.False()},
			}},
		},
	}
	info.MustComputeTokens(tokens.SingleModule("github_", "index", tokens.MakeStandard("github")))
	info.SetAutonaming(255, "-")
	tfbridge.Main("github", version, info, []byte("{}"))
}
