namespace PolicyHa.OpenStack.Tests.Lab;

/// <summary>There is one lab: whoever uses it has it alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LabCollection
{
    public const string Name = "lab";
}
