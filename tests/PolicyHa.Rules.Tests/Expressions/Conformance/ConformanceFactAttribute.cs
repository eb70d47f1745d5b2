namespace PolicyHa.Rules.Tests.Expressions.Conformance;

/// <summary>A fact that needs the conformance cases, and is skipped where they are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConformanceFactAttribute : FactAttribute
{
    public ConformanceFactAttribute()
    {
        if (ConformanceFile.Path is null)
            Skip = $"The CEL conformance cases are not here. Name the file in {ConformanceFile.Variable} to run them.";
    }
}
