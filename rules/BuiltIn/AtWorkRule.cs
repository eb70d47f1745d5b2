using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.BuiltIn;

/// <summary>Somebody works on a host: it may be off on purpose, so it says nothing about its neighbours.</summary>
sealed class AtWorkRule : IRule
{
    public string Name => "at-work";

    public RuleSource Source => RuleSource.BuiltIn;

    public FactScope Scope => FactScope.Host;

    public FactKinds Reads { get; } = FactKinds.Of(KnownKinds.Host);

    public FactKinds Awaits => FactKinds.None;

    public FactKinds Derives { get; } = FactKinds.Of(KnownKinds.AtWork);

    public void Derive(FactView facts, Conclusions conclusions)
    {
        foreach (var host in facts.Of(KnownKinds.Host))
        {
            if (host.Maintenance)
                conclusions.Add(new AtWork(host.Compute), host);
        }
    }
}
