namespace PolicyHa.Samples.Cloud.Keystone;

/// <summary>What a token stands for.</summary>
internal sealed record Token(
    string Id, string Method, CloudUser User, TokenScope Scope, DateTimeOffset Issued, DateTimeOffset Expires,
    string AuditId)
{
    public string UserId => World.CloudWorld.HexIdOf("user", User.Name);

    public string ProjectId => World.CloudWorld.HexIdOf("project", User.Project);

    /// <summary>Nova's policies want a project scope.</summary>
    public bool IsAdmin => Scope is TokenScope.Project && User.Roles.Contains("admin");

    public bool MayValidateOthers => Scope is not TokenScope.None && User.Roles.Any(r => r is "admin" or "service");
}
