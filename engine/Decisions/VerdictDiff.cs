using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Decisions;

/// <summary>Where two policies ask different things of the same fleet.</summary>
/// <param name="Changes">By host, then instance.</param>
public sealed record VerdictDiff(IReadOnlyList<VerdictChange> Changes)
{
    public static readonly VerdictDiff None = new([]);

    /// <summary>Somebody would feel something that the old policy would not do.</summary>
    public bool HasNewActs => Changes.Any(c => c.IsNewDestructive);

    /// <summary>Compares by host and instance what both ask for.</summary>
    public static VerdictDiff Between(IReadOnlyList<Verdict> before, IReadOnlyList<Verdict> after)
    {
        var (old, young) = (before.ToDictionary(v => v.Key), after.ToDictionary(v => v.Key));
        var done = before.SelectMany(v => v.Now).ToHashSet();
        var doneInTime = before.SelectMany(v => v.InTime).ToHashSet();
        return new VerdictDiff(
        [
            .. from key in old.Keys.Union(young.Keys)
               let was = old.GetValueOrDefault(key) ?? Verdict.NothingOf(young[key])
               let becomes = young.GetValueOrDefault(key) ?? Verdict.NothingOf(was)
               orderby was.Host, was.Instance, was.Scope, was.Teller
               where !was.AsksTheSameAs(becomes)
               let acts = becomes.Now.Where(a => !done.Contains(a)).Union(becomes.InTime.Where(a => !doneInTime.Contains(a)))
               select new VerdictChange(
                   was.Host, was.Instance, was.Subject, was.Text, becomes.Text, [.. acts.Select(a => a.Text)]),
        ]);
    }
}

/// <summary>One host or instance of which two policies ask different things.</summary>
/// <param name="Instance">Null for the host itself.</param>
/// <param name="Before">One line: what the old policy asks.</param>
/// <param name="After">One line: what the new one asks.</param>
/// <param name="NewActs">Fences, evacuations, migrations and restarts that the old policy would not do, now or in time.</param>
public sealed record VerdictChange(
    HostName Host, InstanceId? Instance, string Subject, string Before, string After, IReadOnlyList<string> NewActs)
{
    public bool IsNewDestructive => NewActs.Count > 0;
}
