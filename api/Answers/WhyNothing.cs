using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Api.Answers;

/// <summary>Explains why nothing is done about a host: the question operators ask most. Pure.</summary>
static class WhyNothing
{
    public static Explanation Of(ClusterSnapshot snapshot, HostView host, RecoveryPolicy policy)
    {
        var beliefs = InferenceRun.Over(snapshot, policy);
        var row = beliefs.HostRowOf(host.Name);
        return new Explanation
        {
            Subject = host.Name.Value,
            At = snapshot.TakenAt,
            Policy = policy.Version.ToString(),
            Domain = $"segment/{snapshot.Segment.Name}",
            Outcome = [.. Reasons(snapshot, host, policy, beliefs).Select(r => $"nothing: {r}")],
            Because = row is null
                ? null
                : new BecauseRow(
                    row.Table, row.Row, row.At.ToString(), [.. row.Inputs.Select(i => InputOf(host, i))], row.Because),
            NearMisses = row?.NearMisses ?? [],
            Derived =
            [
                .. beliefs.FiringsOf(host.Name)
                    .Select(f => new DerivedFact(
                        f.Fact.Text, f.Rule, f.At.ToString(), [.. f.Support.Select(s => s.Text)])),
            ],
            Instances = [.. host.Instances.Select(i => NoteOf(i, host.Compute, policy))],
        };
    }

    static IEnumerable<string> Reasons(ClusterSnapshot snapshot, HostView host, RecoveryPolicy policy, Beliefs beliefs)
    {
        if (beliefs.Error is { } error)
            yield return $"the rules could not be evaluated: {error}";
        if (host.Mark is { } mark)
            yield return $"it is off because we fenced it at {Second(mark.FencedAt)} ({mark.Incident})";
        if (beliefs.FaultOf(host.Name) is { } fault)
        {
            if (host.Mark is null)
                yield return $"row {fault.Table}/{fault.Row} speaks; the next turn decides about it";
            yield break;
        }

        if (host.Signals.AllUp)
            yield return "every signal is up";
        else if (SignalNames.All.All(s => host.Signals[s].ChangedAt is null))
            yield return "nobody has reported on it, and silence is never taken for a fault";
        else if (host.SignalsAge(snapshot.TakenAt) is var age && age < policy.Settle)
        {
            yield return $"its signals changed {Durations.Text(Whole(age))} ago"
                + $" and must stand for {Durations.Text(policy.Settle)}";
        }
        else
            yield return $"no row that asks for anything matches{Unknown(host)}";
    }

    static string Unknown(HostView host)
    {
        Signal[] unknown =
            [.. SignalNames.All.Where(s => s <= Signal.Libvirt && host.Signals[s].Status == SignalStatus.Unknown)];
        return unknown.Length == 0 ? "" : $"; unknown: {string.Join(", ", unknown.Select(s => s.Name()))}";
    }

    static string Second(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z";

    static TimeSpan Whole(TimeSpan age) => TimeSpan.FromSeconds(Math.Floor(age.TotalSeconds));

    static InputValue InputOf(HostView host, (string Column, string Value) input)
    {
        var reading = SignalNames.TryParseSignal(input.Column, out var signal) ? host.Signals[signal]
            : input.Column == "compute"
                ? new[] { Signal.NovaCompute, Signal.Libvirt }.Select(s => host.Signals[s]).MaxBy(r => r.ChangedAt)
            : null;
        return new InputValue(input.Column, input.Value, reading?.ChangedAt, reading?.Cause?.ToString());
    }

    static InstanceNote NoteOf(Instance instance, ComputeHost host, RecoveryPolicy policy)
    {
        var verdict = policy.Classes.Classify(instance, host);
        var text = verdict.Class == InstanceClass.None
            ? "left alone: it is not protected"
            : "protected; nothing is to be done now";
        return new InstanceNote(
            instance.Id.Value, instance.Name, Contracts.Words.Of(verdict.Class), verdict.At.ToString(), text);
    }
}
