using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary>
/// Lets a row speak about a host, or about an instance on it: one of a table (<c>derive: {HostFault: …}</c>), or one of the rule
/// itself (<c>decide</c>).
/// </summary>
/// <param name="name">As files call it.</param>
/// <param name="host">The item whose host it is about.</param>
/// <param name="isOfInstance">It is about the instance of that item.</param>
/// <param name="row">What it says.</param>
sealed class RowConclusion(string name, int host, bool isOfInstance, RowSpeech row, int priority, BecauseText? because) : Conclusion
{
    public override string Name => name;

    public override FactKind Derives => isOfInstance ? KnownKinds.InstanceRow : KnownKinds.RowMatch;

    public RowSpeech Speech => row;

    public bool IsOfInstance => isOfInstance;

    public override CelValue? Draw(MatchScratch match, Conclusions conclusions)
    {
        var said = because?.Of(match.Values);
        if (said is { IsError: true })
            return said;
        var about = (HostFact)match.Bound[host]!;
        var spoken = row.From is { } item ? (RowMatch)match.Bound[item]! : null;
        var fact = new RowMatch(
            about.Compute,
            isOfInstance ? InstanceOf(about) : null,
            spoken?.Table ?? row.Table,
            spoken?.Row ?? row.Row,
            spoken?.At ?? row.At,
            spoken?.Cells ?? row.Cells,
            spoken?.Reading ?? RowReading.None)
        {
            Priority = priority,
            Because = said?.Text ?? spoken?.Because ?? row.Because,
        };
        Add(fact, match, conclusions);
        return null;
    }

    static Engine.Facts.InstanceId? InstanceOf(HostFact about) => about switch
    {
        InstanceFault fault => fault.Instance.Id,
        RowMatch spoken => spoken.Instance,
        _ => null,
    };
}

/// <summary>A row that a rule lets speak.</summary>
/// <param name="From">The item whose row it is; null when the row is given here.</param>
sealed record RowSpeech(
    int? From, string Table, string Row, RuleSource At, IReadOnlyDictionary<InstanceClass, ActionLadder> Cells, string? Because);
