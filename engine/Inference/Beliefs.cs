using System.Text;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference.Known;

namespace PolicyHa.Engine.Inference;

/// <summary>What the rules make of one snapshot: given and derived facts, and how each was derived. Valid for one turn.</summary>
public sealed class Beliefs
{
    readonly SegmentInference inference;

    internal Beliefs(SegmentInference inference) => this.inference = inference;

    /// <summary>Set when the rules could not be run to their end: nothing may be decided but to hold.</summary>
    public string? Error => inference.Error;

    /// <summary>What the other segments need to know.</summary>
    public IReadOnlyList<Fact> Exports => inference.Exports;

    /// <summary>The row that speaks for the host; null when it is not faulty.</summary>
    public RowMatch? FaultOf(HostName host)
    {
        RowMatch? strongest = null;
        foreach (var fault in Of(host, KnownKinds.HostFault))
            strongest = RowMatch.Strongest(strongest, fault.Row);
        return strongest;
    }

    /// <summary>The first row that speaks about the host itself, whether it asks for anything or not.</summary>
    public RowMatch? HostRowOf(HostName host)
    {
        foreach (var row in Of(host, KnownKinds.RowMatch))
        {
            if (row.Instance is null)
                return row;
        }

        return null;
    }

    public bool IsSuspect(HostName host) => Of(host, KnownKinds.HostSuspect).First is not null;

    /// <summary>In the order they were derived.</summary>
    public IReadOnlyList<Veto> VetoesOf(HostName host) => List(Of(host, KnownKinds.Veto));

    /// <summary>The row that speaks for an instance with a fault of its own.</summary>
    public RowMatch? RowOf(HostName host, InstanceId instance)
    {
        RowMatch? strongest = null;
        foreach (var row in Of(host, KnownKinds.InstanceRow))
        {
            if (row.Instance == instance)
                strongest = RowMatch.Strongest(strongest, row);
        }

        return strongest;
    }

    public Suppression? SuppressionOf(HostName host, InstanceId instance)
    {
        foreach (var suppression in Of(host, KnownKinds.Suppression))
        {
            if (suppression.Instance == instance)
                return suppression;
        }

        return null;
    }

    /// <summary>Failures larger than a host, in the order they were derived.</summary>
    public IReadOnlyList<Outage> Outages => [.. inference.WideEntries.Select(e => e.Fact).OfType<Outage>()];

    /// <summary>How each of the <see cref="Outages"/> was derived.</summary>
    public IReadOnlyList<Firing> OutageFirings => inference.WideFirings<Outage>();

    /// <summary>What a fact about a host was derived from; nothing when it was given.</summary>
    public IReadOnlyList<Fact> SupportOf(HostName host, Fact fact)
    {
        if (inference.CellOf(host) is not { } cell)
            return [];
        foreach (ref readonly var entry in cell.Facts.Span)
        {
            if (entry.Rule is not null && entry.Fact.Equals(fact))
                return entry.Support;
        }

        return [];
    }

    /// <summary>All facts of one kind about one host.</summary>
    public FactList<T> Of<T>(HostName host, FactKind<T> kind)
        where T : Fact => inference.CellOf(host) is { } cell ? cell.Facts.Of<T>(kind) : default;

    /// <summary>What was derived about a host, in order, and before it the wider facts that it rests on.</summary>
    public IReadOnlyList<Firing> FiringsOf(HostName host)
    {
        var own = new List<Firing>();
        if (inference.CellOf(host) is { } cell)
        {
            foreach (ref readonly var entry in cell.Facts.Span)
            {
                if (entry.Rule is not null)
                    own.Add(Firing.Of(entry));
            }
        }

        return [.. WiderThan(own.SelectMany(f => f.Support)), .. own];
    }

    /// <summary>How a wider fact was derived, and the wider facts it rests on, in order.</summary>
    public IReadOnlyList<Firing> FiringsOf(Fact wide) => WiderThan([wide]);

    /// <summary>Rules that might have spoken about the host and did not, each with the reason.</summary>
    public IEnumerable<(IRule Rule, string Why)> Silent(HostName host)
    {
        if (inference.CellOf(host) is not { } cell)
            yield break;
        foreach (var rule in inference.Rules)
        {
            if (rule.Scope == FactScope.Host && inference.WhyNot(rule, cell) is { } why)
                yield return (rule, why);
        }
    }

    /// <summary>Everything that is held true and where it comes from, a line each: two beliefs of the same text are the same.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        foreach (var entry in inference.WideEntries)
            Append(text, entry);
        foreach (var cell in inference.Cells)
        {
            foreach (ref readonly var entry in cell.Facts.Span)
                Append(text, entry);
        }

        return text.Append(Error).ToString();
    }

    static void Append(StringBuilder text, in FactEntry entry)
    {
        text.Append(entry.Fact);
        if (entry.Rule is { } rule)
            text.Append(" by ").Append(rule.Name).Append(" from ").AppendJoin(", ", (object[])entry.Support);
        text.Append('\n');
    }

    List<Firing> WiderThan(IEnumerable<Fact> facts)
    {
        var needed = facts.Where(f => f is not HostFact).ToHashSet();
        var wider = new List<Firing>();
        foreach (var entry in inference.WideEntries.Reverse())
        {
            if (entry.Rule is null || !needed.Contains(entry.Fact))
                continue;
            needed.UnionWith(entry.Support);
            wider.Insert(0, Firing.Of(entry));
        }

        return wider;
    }

    static List<T> List<T>(FactList<T> facts)
        where T : Fact
    {
        var list = new List<T>();
        foreach (var fact in facts)
            list.Add(fact);
        return list;
    }
}
