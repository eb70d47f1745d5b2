using PolicyHa.Rules.Documents;

namespace PolicyHa.Rules;

/// <summary>The rule files that come with the program.</summary>
public static class ShippedPolicies
{
    /// <summary>The decision table everybody starts from, <c>rules/policies/default.yaml</c>.</summary>
    public static SourceText Default { get; } = Read("policies/default.yaml");

    static SourceText Read(string name)
    {
        using var stream = typeof(ShippedPolicies).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource '{name}'.");
        using var reader = new StreamReader(stream);
        return new SourceText(name, reader.ReadToEnd());
    }
}
