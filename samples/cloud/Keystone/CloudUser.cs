namespace PolicyHa.Samples.Cloud.Keystone;

/// <summary>Somebody Keystone knows, with the one project they work in and their roles there.</summary>
/// <param name="Name">In the domain "Default".</param>
/// <param name="Password">In clear: this is a simulation.</param>
/// <param name="Project">Name of the project; made when first named.</param>
/// <param name="Roles">Role names on the project.</param>
public sealed record CloudUser(string Name, string Password, string Project, IReadOnlyList<string> Roles)
{
    /// <summary>Id of an application credential of this user, if there is one.</summary>
    public string? ApplicationCredentialId { get; init; }

    /// <summary>Secret of the application credential.</summary>
    public string? ApplicationCredentialSecret { get; init; }

    /// <summary>The service account, a reader and an ordinary project member.</summary>
    public static IReadOnlyList<CloudUser> Defaults { get; } =
    [
        new("policyha", "policyha", "service", ["admin", "service"])
        {
            ApplicationCredentialId = "policyha-app",
            ApplicationCredentialSecret = "policyha-secret",
        },
        new("operator", "operator", "service", ["ha_operator"]),
        new("reader", "reader", "service", ["reader"]),
        new("member", "member", "shop", ["member"]),
    ];
}
