using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>What an operator does, as a scenario file writes it.</summary>
static class OperatorStepText
{
    public static string Of(OperatorStep step)
    {
        var lasts = step.For is { } time ? $", for: {Durations.Text(time)}" : "";
        var refused = step.Expected switch
        {
            null => $", refused: {OperatorStepReader.Perhaps}",
            Expectation.Said { Refusal: { } because } => $", refused: {because}",
            _ => "",
        };
        return $"{step.Verb}: {What(step)}{lasts}{refused}";
    }

    static string What(OperatorStep step) => step.Verb switch
    {
        "maintenance" => $"{step.Scope.Host?.Value ?? step.Scope.ToString()} {(!step.On ? "off" : step.Drain ? "drain" : "on")}",
        "confirm-dead" => $"{step.Scope.Host} by {step.Text}",
        "answer" => $"{step.Scope.Host} {(step.On ? "yes" : "no")} by {step.Text}",
        "reset-state" => $"{step.Instance} by {step.Text}",
        "re-admit" => $"{step.Scope.Host}",
        _ => $"{ScenarioWriter.Quoted(step.Text)}{Scope(step.Scope)}",
    };

    static string Scope(WorkScope scope) => scope.Host is { } host ? $", host: {host}" : scope.Segment is { } segment ? $", segment: {segment}" : "";
}
