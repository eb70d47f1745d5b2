using System.Text.Json;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary>Prints answers of the service as lines for people.</summary>
static class AnswerText
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new UtcTimeConverter() },
    };

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    public static string Incidents(string json) => Incidents(Read<IReadOnlyList<IncidentView>>(json));

    public static string Incidents(IReadOnlyList<IncidentView> incidents) => incidents.Count == 0
        ? "no incidents"
        : Table(
            ["INCIDENT", "OPENED", "HOST", "ABOUT", "STATE", "BECAUSE"],
            incidents.Select(i => (string[])
            [
                i.Id,
                UtcTimeConverter.Text(i.OpenedAt),
                i.Host,
                i.Instance ?? "the host",
                i.SupersededBy is { } by ? $"{i.State} (superseded by {by})" : i.Hold is null ? i.State : $"{i.State} ({i.Hold})",
                i.Because,
            ]));

    public static string History(string json)
    {
        var page = Read<HistoryPage>(json);
        string[] lines =
        [
            .. page.Entries.Select(e => $"{UtcTimeConverter.Text(e.At)} {e.Kind,-8} {e.Text}"),
            .. page.Next is { } next ? [$"there is more: /v1/history?after={next}"] : (string[])[],
        ];
        return lines.Length == 0 ? "no history" : string.Join('\n', lines);
    }

    public static string Segments(string json) => Table(
        ["SEGMENT", "METHOD", "HOSTS", "INSTANCES", "OPEN", "OURS", "NAMES"],
        Read<IReadOnlyList<SegmentView>>(json).Select(s => (string[])
        [
            s.Name,
            s.Method,
            $"{s.Hosts.Count}",
            $"{s.Instances}",
            $"{s.OpenIncidents}",
            s.Owned ? $"epoch {s.Epoch}" : "no",
            Names(s.Hosts),
        ]));

    public static string Status(string json)
    {
        var status = Read<StatusView>(json);
        string[] lines =
        [
            $"policyha {status.Version}: {(status.Ready ? "ready" : "NOT READY")}, {Armed(status.Disarmed)}",
            .. status.Checks.Select(c => $"  {(c.Ok ? "ok  " : "FAIL")} {c.Name}: {c.Detail}"),
            .. status.PartsDisarmed.Select(d => $"  {Disarmed(d)}"),
            .. status.Pauses.Select(p => $"  {Paused(p)}"),
            .. status.Maintenance.Select(m => $"  {Window(m)}"),
            .. status.Room.Select(r => $"  {RoomOf(r)}"),
            $"  fencing: {FencingText.Of(status.Fencing)}",
            .. status.Fencing.Troubles.Select(t => $"    {t}"),
            Incidents(status.Incidents),
        ];
        return string.Join('\n', lines);
    }

    public static string Control(string json)
    {
        var control = Read<ControlView>(json);
        string[] lines =
        [
            Armed(control.Disarmed),
            .. control.Parts.Select(Disarmed),
            .. control.Pauses.Select(Paused),
            .. control.WaitsFor.Select(p => $"plan {p} had begun and is finished"),
        ];
        return string.Join('\n', lines);
    }

    public static string Maintenance(string json) => json.Length == 0
        ? "out of maintenance"
        : Read<MaintenanceView>(json) is var m
            ? string.Join('\n', [Window(m), .. m.WaitsFor.Select(p => $"plan {p} had begun and is finished first")])
            : "";

    public static string Confirmation(string json) =>
        Read<ConfirmationView>(json) is var c ? $"{c.By} confirms that {c.Host} is off ({c.Incident})"
            + (c.PersonsMissing > 0 ? "; a second person must confirm it before it counts" : "") : "";

    public static string Answer(string json) => Read<AnswerView>(json) is var a
        ? $"{a.By} says {a.Answer} to step {a.Step} of {a.Plan}" + (a.Reason.Length > 0 ? $": {a.Reason}" : "")
        : "";

    public static string ReAdmission(string json) => Read<ReAdmissionView>(json) is var r
        ? $"{r.By} wants {r.Host} back in service" + (r.Waits is { } waits ? $"; it waits: {waits}" : "")
        : "";

    public static string InstanceAct(string json)
    {
        var done = Read<InstanceActView>(json);
        var what = (done.Act, done.Changed) switch
        {
            ("lock", true) => "is locked",
            ("lock", false) => "is locked so already",
            ("unlock", true) => "is not locked any more",
            ("unlock", false) => "is not locked",
            (_, true) => $"on {done.Host} is in error now, and Nova is not at work on it",
            _ => $"on {done.Host} is in error already, and Nova is not at work on it",
        };
        return $"{done.Name} {what}" + (done.Note is { } note ? $"; {note}" : "");
    }

    static string RoomOf(SegmentRoomView room) => room.Survives switch
    {
        null => $"room in {room.Segment}: not known of all its hosts",
        2 => $"room in {room.Segment}: any two hosts may die",
        1 => $"room in {room.Segment}: any one host may die{(room.Worst is { } worst ? $"; {worst}" : "")}",
        _ => $"room in {room.Segment}: NOT ENOUGH; {room.Worst}",
    };

    static string Armed(DisarmedView? disarmed) => disarmed is { } d ? Disarmed(d) : "armed";

    static string Disarmed(DisarmedView d) =>
        $"{Of(d.Host, d.Segment)}DISARMED by {d.By} since {UtcTimeConverter.Text(d.At)}{Until(d.Until)}: {d.Reason}";

    static string Paused(PauseView p) =>
        $"{Of(p.Host, p.Segment)}PAUSED for {p.Reason} by {p.By} since {UtcTimeConverter.Text(p.At)}{Until(p.Until)}";

    static string Window(MaintenanceView m) =>
        $"{m.Host ?? $"segment {m.Segment}"} in maintenance by {m.By}{Until(m.Until)}{(m.Drain ? ", drained" : "")}: {m.Reason}";

    static string Of(string? host, string? segment) => host is not null ? $"host {host} " : segment is not null ? $"segment {segment} " : "";

    static string Until(DateTimeOffset? until) => until is { } at ? $" until {UtcTimeConverter.Text(at)}" : "";

    static string Names(IReadOnlyList<string> hosts) =>
        string.Join(' ', hosts.Take(8)) + (hosts.Count > 8 ? " ..." : "");

    /// <summary>Columns as wide as their longest cell.</summary>
    public static string Table(string[] head, IEnumerable<string[]> rows)
    {
        string[][] all = [head, .. rows];
        var widths = head.Select((_, column) => all.Max(r => r[column].Length)).ToArray();
        return string.Join('\n', all.Select(Line));

        string Line(string[] row) =>
            string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
    }
}
