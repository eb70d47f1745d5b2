namespace PolicyHa.Adapters.OpenStack.Wire;

/// <summary>Which microversions Nova speaks.</summary>
sealed class VersionAnswer
{
    public ApiVersion? Version { get; set; }
}

sealed class ApiVersion
{
    /// <summary>The newest, such as <c>2.96</c>; empty when there are none.</summary>
    public string? Version { get; set; }
}
