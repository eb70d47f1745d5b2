using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.History;

namespace PolicyHa.Engine.Decisions;

/// <summary>What is told again, or afterwards: nothing is decided anew.</summary>
static partial class TurnScribe
{
    static Page Remind(Decision.Remind d, DateTimeOffset now)
    {
        var incident = d.Subject.Incident! with { RemindAt = d.NextAt };
        var text = $"{d.Subject.Text}: still {TypeOf(incident)} after {Policies.Durations.Text(WholeMinutes(now - incident.OpenedAt))}: {incident.Because}";
        return new Page
        {
            Incident = incident,
            Alert = new Alert(AlertKey.Of(incident), TypeOf(incident), incident.Told, incident.Host, null, incident.Id, text, now),
            History = [Line(d.Subject, incident, HistoryKind.Hold, "reminded", text, now)],
        };
    }

    static Page TellAge(Decision.TellAge d, DateTimeOffset now)
    {
        var incident = d.Subject.Incident! with { AgeToldAt = now, Told = AlertSeverity.Critical };
        var text = $"{d.Subject.Text}: open for {Policies.Durations.Text(WholeMinutes(now - incident.OpenedAt))} ({TypeOf(incident)}): {incident.Because}";
        return new Page
        {
            Incident = incident,
            Alert = new Alert(
                AlertKey.Of(incident), "incident-old", AlertSeverity.Critical, incident.Host, incident.Instance, incident.Id, text, now)
            {
                Scope = incident.Scope,
            },
            History = [Line(d.Subject, incident, HistoryKind.Incident, "old", text, now)],
        };
    }

    static TimeSpan WholeMinutes(TimeSpan time) => TimeSpan.FromMinutes(Math.Floor(time.TotalMinutes));

    static Page Contradict(Decision.Contradict d, DateTimeOffset now)
    {
        var mark = d.Subject.Host.Mark!;
        return new Page
        {
            Mark = mark with { ContradictedAt = now },
            Alert = ProofAlerts.InDoubt(mark, d.Severity, $"{d.Subject.Host.Name}: {d.Because}", now),
            History =
            [
                Line(d.Subject, d.Subject.Incident, HistoryKind.Proof, "contradicted", $"{d.Subject.Host.Name}: {d.Because}", now) with
                {
                    Incident = mark.Incident,
                },
            ],
        };
    }
}
