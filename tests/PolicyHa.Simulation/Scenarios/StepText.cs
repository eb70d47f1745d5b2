using System.Globalization;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>A step as a scenario file writes it.</summary>
static class StepText
{
    public static string Of(ScenarioStep step) => $"{{at: {Durations.Text(step.At)}, {Verb(step)}}}";

    static string Verb(ScenarioStep step) => step switch
    {
        ScenarioStep.ReportSignal r =>
            $"report: {r.Host} {r.Signal.Name()} {r.Status.Name()}{(r.By.Count > 0 ? $", by: {ScenarioWriter.List(r.By)}" : "")}{Late(r.Late)}{Times(r.Times > 1 ? r.Times : null)}",
        ScenarioStep.ReportInstance r => $"report: instance {r.Instance} {r.Fault?.Name() ?? "ok"}{Late(r.Late)}",
        ScenarioStep.ReportWatchdog r => $"report: {r.Host} watchdog {(r.Armed ? "armed" : "disarmed")}{Late(r.Late)}",
        ScenarioStep.ReportShutdown r => $"report: {r.Host} shutdown {r.Kind?.Name() ?? "over"}{Late(r.Late)}",
        ScenarioStep.ReportMalformed => "report: malformed",
        ScenarioStep.Fence f => $"world: fence {f.Host}{(f.Device is null ? "" : $" {f.Device}")} {Word(f.Manner)}{Times(f.Times)}",
        ScenarioStep.MovesFail { Times: 0 } m => $"world: evacuate {m.Instance} works",
        ScenarioStep.MovesFail m => $"world: evacuate {m.Instance} fails{Times(m.Times)}",
        ScenarioStep.MovesUnclear m =>
            $"world: evacuate {m.Instance} unclear{Times(m.Times)}{(m.After > TimeSpan.Zero ? $", heard-after: {Durations.Text(m.After)}" : "")}",
        ScenarioStep.MovesStall m => $"world: evacuate {m.Instance} stalls{Times(m.Times)}",
        ScenarioStep.MovesEndIn m => $"world: evacuate {m.Instance} to-{Kebab(m.End.ToString())}{Times(m.Times)}",
        ScenarioStep.StopsFail s => $"world: stop {s.Instance} fails{Times(s.Times)}",
        ScenarioStep.RestartFails r => $"world: restart {r.HostOrInstance} fails",
        ScenarioStep.Nova n => $"world: nova {(n.Up ? "up" : "down")}",
        ScenarioStep.StoreFull s => $"world: store {(s.IsFull ? "full" : "has-room")}",
        ScenarioStep.Placement p => $"world: placement {(p.Up ? "up" : "down")}",
        ScenarioStep.NovaServices n => $"world: nova-services {(n.Up ? "up" : "down")}",
        ScenarioStep.Schedulers s => $"world: schedulers {s.Up switch { null => "silent", 0 => "down", _ => "up" }}",
        ScenarioStep.Conductors c => $"world: conductors {c.Up switch { null => "silent", 0 => "down", _ => "up" }}",
        ScenarioStep.Service s => $"world: service {s.Name} {s.Manner.ToString().ToLowerInvariant()}",
        ScenarioStep.NovaUnclear n => $"world: nova unclear{Times(n.Times)}",
        ScenarioStep.NovaRefuses n => $"world: nova refuses{Times(n.Times)}",
        ScenarioStep.NovaLags n => $"world: nova lags {Durations.Text(n.By)}",
        ScenarioStep.HostDies h => $"world: host {h.Host} dies",
        ScenarioStep.HostDumps h => $"world: host {h.Host} dumps",
        ScenarioStep.HostReturns h => $"world: host {h.Host} returns",
        ScenarioStep.Owner o => $"world: owner {o.Act.ToString().ToLowerInvariant()} {o.Instance}",
        ScenarioStep.Moved m => $"world: owner moves {m.Instance} to {m.Host}",
        ScenarioStep.Crash c => $"crash: controller{(c.Controller == "a" ? "" : $" {c.Controller}")}, for: {Durations.Text(c.For)}{(c.Language is { } reads ? $", language: {Number(reads)}" : "")}",
        ScenarioStep.CrashLater { Point: CrashPoint.AfterAct } c => $"crash: controller, at-act: {Number(c.Number)}",
        ScenarioStep.CrashLater c => $"crash: controller, at-write: {Number(c.Number)}, when: {(c.Point == CrashPoint.AfterWrite ? "after" : "before")}",
        ScenarioStep.ClockSteps c => $"clock: {(c.Controller == "a" ? "" : $"{c.Controller} ")}{(c.By < TimeSpan.Zero ? "" : "+")}{Durations.Text(c.By)}",
        ScenarioStep.Partition p =>
            $"partition: {p.Controller} {(p.FromStore ? p.FromCloud ? "both" : "store" : p.FromCloud ? "cloud" : "healed")}",
        OperatorStep o => OperatorStepText.Of(o),
        HostStep { Act: HostAct.Moves } h => $"world: host {h.Host} moves to {h.Segment}",
        HostStep h => $"world: host {h.Host} {Kebab(h.Act.ToString())}",
        ScenarioStep.ChangePolicy { From: { Path: not null } from } c =>
            $"policy: {from.Path}, params: {ScenarioWriter.Map(from.Params)}{(c.Policy.Language > 1 ? $", language: {Number(c.Policy.Language)}" : "")}",
        _ => throw new InvalidOperationException($"a file cannot say {step.GetType().Name}"),
    };

    internal static string Word(DeviceManner manner) => Kebab(manner.ToString());

    static string Kebab(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    static string Late(TimeSpan late) =>
        late == TimeSpan.Zero ? "" : late > TimeSpan.Zero ? $", late: {Durations.Text(late)}" : $", ahead: {Durations.Text(-late)}";

    static string Times(int? times) => times is { } number ? $", times: {Number(number)}" : "";

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
