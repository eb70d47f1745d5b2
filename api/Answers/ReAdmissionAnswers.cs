using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Answers;

/// <summary>Answers what a fenced host still lacks before it comes back into service.</summary>
static class ReAdmissionAnswers
{
    /// <summary>For people; null: nothing is known to be missing.</summary>
    public static string? WhatIsMissing(ClusterState state, FenceMark mark, ReAdmissionPolicy law, DateTimeOffset now)
    {
        var signals = state.Board.SignalsOf(mark.Host);
        if (mark.SettledAt is null)
            return $"the recovery that fenced it ({mark.Incident}) is not over";
        if (!signals.AllUp)
            return "not all of its signals are up";
        return signals.AgeAt(now) < law.Healthy
            ? $"it must have been well for {Durations.Text(law.Healthy)}, and is for {Durations.Text(WholeSeconds(signals.AgeAt(now)))}"
            : null;
    }

    static TimeSpan WholeSeconds(TimeSpan time) => TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds));
}
