using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Tests.Inference;

/// <summary>A rule of which only the part is written that the test is about.</summary>
sealed record TestRule : IRule
{
    public string Name { get; init; } = "rule";

    public RuleSource Source => RuleSource.BuiltIn;

    public FactScope Scope { get; init; } = FactScope.Host;

    public FactKind[] Given { get; init; } = [];

    public FactKind[] Awaited { get; init; } = [];

    public FactKind[] Derived { get; init; } = [];

    public Action<FactView, Conclusions> Does { get; init; } = (_, _) => { };

    public FactKinds Reads => FactKinds.Of(Given) | Awaits;

    public FactKinds Awaits => FactKinds.Of(Awaited);

    public FactKinds Derives => FactKinds.Of(Derived);

    public static TestRule From(FactKind reads, FactKind derives) => new() { Given = [reads], Derived = [derives] };

    public override string ToString() =>
        $"{Name} ({Scope}): {string.Join(", ", Given.Concat(Awaited))}, complete {string.Join(", ", (object[])Awaited)} -> {string.Join(", ", (object[])Derived)}";

    public void Derive(FactView facts, Conclusions conclusions) => Does(facts, conclusions);
}
