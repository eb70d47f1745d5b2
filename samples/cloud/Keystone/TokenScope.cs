namespace PolicyHa.Samples.Cloud.Keystone;

/// <summary>What the roles of a token hold for.</summary>
internal enum TokenScope
{
    None,
    Project,
    System,
}
