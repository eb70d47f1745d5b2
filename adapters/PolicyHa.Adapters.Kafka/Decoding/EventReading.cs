using System.Buffers.Text;
using System.Text.Json;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>Makes a health report out of an event's fields, or says everything that is wrong with them.</summary>
internal ref partial struct EventReading(EventFields fields, Problems problems)
{
    const string StatusWords = "ok, degraded, down, unknown";
    readonly EventFields fields = fields;
    readonly Problems problems = problems;

    public DecodeResult Read()
    {
        if (!fields.SpecVersion.Is("1.0"u8))
            Refuse(fields.SpecVersion, "\"1.0\"");
        var type = ReadType();
        var id = ReadId();
        var subject = RequiredText(fields.Subject, 253, "the host's name");
        ReadTime(fields.Time);
        ReadContentType();
        if (fields.Data.Kind != JsonTokenType.StartObject)
            Refuse(fields.Data, "a JSON object");
        else
            return ReadData(type, id, subject);
        return Undecodable();
    }

    DecodeResult ReadData(EventType type, EventId id, string? subject)
    {
        var scope = ReadScope(type);
        var host = ReadHost(scope);
        ReadSignalName(type);
        var status = ReadStatus();
        if (fields.Severity.IsThere && !fields.Severity.Is("info"u8) && !fields.Severity.Is("warning"u8)
            && !fields.Severity.Is("critical"u8))
            Refuse(fields.Severity, "info, warning or critical");
        var observedAt = ReadTime(fields.ObservedAt);
        if (fields.Since.IsThere)
            ReadTime(fields.Since);
        var sequence = OptionalNumber(fields.Sequence, 0, long.MaxValue);
        var ttl = OptionalNumber(fields.TtlSeconds, 1, 86_400);
        var observer = fields.Observer.IsThere ? RequiredText(fields.Observer, 300, "who observed it") : id.Source;
        var votes = ReadVotes();
        var reason = ReadReason();
        if (fields.Attributes.IsThere && fields.Attributes.Kind != JsonTokenType.StartObject)
            Refuse(fields.Attributes, "a JSON object");
        if (fields.Component.IsThere)
            RequiredText(fields.Component, 120, "a component");
        var instance = ReadInstance(type);
        CheckSubject(scope, subject, host, instance);

        var word = new Word(id, new HostName(host ?? ""), status, observer ?? "", observedAt);
        var result = (type, scope) switch
        {
            (_, EventScope.Cluster) =>
                new DecodeResult.Informational(id, $"about the cluster {host}, not about a host"),
            (EventType.Service, _) => new DecodeResult.Informational(id, $"an operator's service state of {host}"),
            (EventType.Instance, _) => InstanceResult(word, instance),
            _ => HostResult(type, word),
        };
        if (problems.Any)
            return Undecodable();
        return result is DecodeResult.Decoded { Report: var report }
            ? new DecodeResult.Decoded(report with
            {
                Sequence = sequence,
                Ttl = ttl is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Votes = votes,
                Reason = reason,
            })
            : result!;
    }

    DecodeResult.Undecodable Undecodable() => new(problems.Reason, problems.Text);

    EventType ReadType()
    {
        var type = EventTypes.Parse(fields.Type);
        if (type != EventType.Unknown)
            return type;
        if (fields.Type.IsText)
            problems.Add(
                UndecodableReasons.UnknownType,
                $"{fields.Type.Name}: {fields.Type.Shown} is not one of {EventTypes.Known}");
        else
            Refuse(fields.Type, $"one of {EventTypes.Known}");
        return EventType.Unknown;
    }

    EventId ReadId()
    {
        var source = RequiredText(fields.Source, 300, "a URI reference of who sent it");
        if (source is not null && source.AsSpan().ContainsAny(" \t\r\n"))
            problems.Add($"{fields.Source.Name}: {fields.Source.Shown} is no URI reference, it has white space");
        return new EventId(source ?? "", RequiredText(fields.Id, 200, "an id, unique with source") ?? "");
    }

    void ReadContentType()
    {
        if (fields.DataBase64.IsThere)
            problems.Add("data_base64: is not taken, expected the JSON object in data");
        var type = fields.DataContentType;
        if (!type.IsThere || type.Is("application/json"u8))
            return;
        var text = type.IsText ? type.Text.Split(';')[0].Trim() : "";
        if (!text.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            Refuse(type, "application/json");
    }

    EventScope ReadScope(EventType type)
    {
        var scope = fields.Scope;
        if (!scope.IsThere || scope.Is("host"u8))
            return EventScope.Host;
        if (scope.Is("cluster"u8))
            return EventScope.Cluster;
        if (!scope.Is("instance"u8))
            Refuse(scope, "host, instance or cluster");
        else if (type is not (EventType.Instance or EventType.Unknown))
            problems.Add($"{scope.Name}: \"instance\" does not fit type {fields.Type.Shown}");
        return EventScope.Instance;
    }

    string? ReadHost(EventScope scope)
    {
        var host = RequiredText(fields.Host, 253, "a host name");
        var name = scope == EventScope.Cluster && host is not null
            && host.StartsWith("_cluster:", StringComparison.Ordinal)
            ? host["_cluster:".Length..]
            : host;
        if (name is not null && !HostNames.IsValid(name))
            problems.Add($"{fields.Host.Name}: {fields.Host.Shown} is no host name: letters, digits, '.', '_' and '-', "
                + "a letter or digit first and last, 253 at most");
        return host;
    }

    void ReadSignalName(EventType type)
    {
        var signal = fields.Signal.IsText ? EventTypes.ParseSignal(fields.Signal.Raw) : EventType.Unknown;
        if (signal == EventType.Unknown || (type != EventType.Unknown && signal != type))
            Refuse(fields.Signal, EventTypes.SignalOf(type), type == EventType.Unknown ? "" : " for its type");
    }

    SignalStatus ReadStatus()
    {
        var status = fields.Status;
        if (status.Is("ok"u8) || status.Is("up"u8))
            return SignalStatus.Up;
        if (status.Is("down"u8))
            return SignalStatus.Down;
        if (status.Is("degraded"u8))
            return SignalStatus.Degraded;
        if (!status.Is("unknown"u8))
        {
            if (status.IsThere)
                problems.Add($"{status.Name}: {status.Shown} is not one of {StatusWords}");
            else
                problems.Missing(status.Name, $"one of {StatusWords}");
        }

        return SignalStatus.Unknown;
    }

    /// <summary>An observer speaks at least for itself, also when it says that nobody agrees.</summary>
    int ReadVotes()
    {
        if (fields.Observers.IsThere && fields.Observers.Kind != JsonTokenType.StartObject)
            Refuse(fields.Observers, "an object with agree and total");
        var agree = OptionalNumber(fields.Agree, 0, int.MaxValue);
        var total = OptionalNumber(fields.Total, 0, int.MaxValue);
        if (agree > total)
            problems.Add($"{fields.Agree.Name}: {agree} is more than {fields.Total.Name}, {total}");
        return (int)Math.Clamp(agree ?? 1, 1, HealthEventDecoder.VotesMax);
    }

    /// <summary>Cut rather than refused when it is too long: nobody decides by it.</summary>
    string? ReadReason()
    {
        if (!fields.Reason.IsThere)
            return null;
        if (!fields.Reason.IsText)
            Refuse(fields.Reason, "text");
        var text = fields.Reason.Text;
        return text.Length <= HealthEventDecoder.ReasonMax ? text : text[..HealthEventDecoder.ReasonMax];
    }

    InstanceId? ReadInstance(EventType type)
    {
        if (!fields.Instance.IsThere)
        {
            if (type == EventType.Instance)
                problems.Missing(fields.Instance.Name, "the instance's UUID");
            return null;
        }

        if (fields.Instance.IsText && Utf8Parser.TryParse(fields.Instance.Raw, out Guid uuid, out var used, 'D')
            && used == fields.Instance.Raw.Length)
            return new InstanceId(uuid.ToString("D"));
        Refuse(fields.Instance, "a UUID such as 7d5c9a4e-3f0e-4a39-a5ba-cc2b3c4f6f6e");
        return null;
    }

    void CheckSubject(EventScope scope, string? subject, string? host, InstanceId? instance)
    {
        if (subject is null || host is null || subject == host)
            return;
        if (scope == EventScope.Instance && string.Equals(subject, instance?.Value, StringComparison.OrdinalIgnoreCase))
            return;
        var expected = scope == EventScope.Instance ? "data.host or data.instance" : "data.host";
        problems.Add(
            UndecodableReasons.SubjectMismatch,
            $"{fields.Subject.Name}: {fields.Subject.Shown} is not {expected}, {fields.Host.Shown}");
    }
}
