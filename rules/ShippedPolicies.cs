using PolicyHa.Rules.Documents;

namespace PolicyHa.Rules;

/// <summary>The rule files that come with the program.</summary>
public static class ShippedPolicies
{
    /// <summary>The decision table everybody starts from, <c>rules/policies/default.yaml</c>.</summary>
    public static SourceText Default { get; } = Read("policies/default.yaml");

    /// <summary>Tells first and acts late, <c>rules/policies/conservative.yaml</c>.</summary>
    public static SourceText Conservative { get; } = Read("policies/conservative.yaml");

    /// <summary>For clouds without pets, <c>rules/policies/cattle-only.yaml</c>.</summary>
    public static SourceText CattleOnly { get; } = Read("policies/cattle-only.yaml");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SourceText> All { get; } = [Default, Conservative, CattleOnly];

    static SourceText Read(string name)
    {
        using var stream = typeof(ShippedPolicies).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{name}'.");
        using var reader = new StreamReader(stream);
        return new SourceText(name, reader.ReadToEnd());
    }
}
