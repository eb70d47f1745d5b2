using System.Text.Json;

namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>
/// The fields of one event that mean something to us, as they came. Fields we do not know are passed over.
/// </summary>
internal ref struct EventFields()
{
    public Field SpecVersion = Field.Absent("specversion");
    public Field Id = Field.Absent("id");
    public Field Source = Field.Absent("source");
    public Field Type = Field.Absent("type");
    public Field Subject = Field.Absent("subject");
    public Field Time = Field.Absent("time");
    public Field DataContentType = Field.Absent("datacontenttype");
    public Field Data = Field.Absent("data");
    public Field DataBase64 = Field.Absent("data_base64");

    public Field Host = Field.Absent("data.host");
    public Field Scope = Field.Absent("data.scope");
    public Field Signal = Field.Absent("data.signal");
    public Field Component = Field.Absent("data.component");
    public Field Status = Field.Absent("data.status");
    public Field Severity = Field.Absent("data.severity");
    public Field ObservedAt = Field.Absent("data.observedAt");
    public Field Since = Field.Absent("data.since");
    public Field Sequence = Field.Absent("data.sequence");
    public Field TtlSeconds = Field.Absent("data.ttlSeconds");
    public Field Observer = Field.Absent("data.observer");
    public Field Observers = Field.Absent("data.observers");
    public Field Agree = Field.Absent("data.observers.agree");
    public Field Total = Field.Absent("data.observers.total");
    public Field Instance = Field.Absent("data.instance");
    public Field Reason = Field.Absent("data.reason");
    public Field Attributes = Field.Absent("data.attributes");
    public Field LifecycleEvent = Field.Absent("data.attributes.event");
    public Field LifecycleDetail = Field.Absent("data.attributes.detail");
    public Field WatchdogTimeout = Field.Absent("data.attributes.timeoutSeconds");

    /// <summary>Structured mode: the record is the whole event.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public void ReadStructured(ReadOnlySpan<byte> json, Problems problems)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            problems.Add($"the event: {Problems.Quote(json)} is no JSON object");
            reader.Skip();
        }
        else
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadAttribute(ref reader, json, problems);
        }

        reader.Read();   // throws when anything but white space follows
    }

    /// <summary>Binary mode: the headers are the attributes and the record is the data.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public void ReadBinary(ReadOnlySpan<byte> json, ReadOnlySpan<EventHeader> headers, Problems problems)
    {
        SpecVersion = Field.Absent("header ce_specversion");
        Id = Field.Absent("header ce_id");
        Source = Field.Absent("header ce_source");
        Type = Field.Absent("header ce_type");
        Subject = Field.Absent("header ce_subject");
        Time = Field.Absent("header ce_time");
        DataContentType = Field.Absent("header content-type");
        foreach (var header in headers)
            ReadHeader(header, problems);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        ReadData(ref reader, json, problems);
        reader.Read();
    }

    void ReadAttribute(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, Problems problems)
    {
        if (reader.ValueTextEquals("data"u8))
        {
            reader.Read();
            ReadData(ref reader, json, problems);
        }
        else if (reader.ValueTextEquals("specversion"u8))
            Take(ref SpecVersion, ref reader, json, problems);
        else if (reader.ValueTextEquals("id"u8))
            Take(ref Id, ref reader, json, problems);
        else if (reader.ValueTextEquals("source"u8))
            Take(ref Source, ref reader, json, problems);
        else if (reader.ValueTextEquals("type"u8))
            Take(ref Type, ref reader, json, problems);
        else if (reader.ValueTextEquals("subject"u8))
            Take(ref Subject, ref reader, json, problems);
        else if (reader.ValueTextEquals("time"u8))
            Take(ref Time, ref reader, json, problems);
        else if (reader.ValueTextEquals("datacontenttype"u8))
            Take(ref DataContentType, ref reader, json, problems);
        else if (reader.ValueTextEquals("data_base64"u8))
            Take(ref DataBase64, ref reader, json, problems);
        else
            reader.Skip();
    }

    void ReadData(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, Problems problems)
    {
        RefuseSecond(Data, problems);
        var start = (int)reader.TokenStartIndex;
        var kind = reader.TokenType;
        if (kind != JsonTokenType.StartObject)
            reader.Skip();
        else
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadDataField(ref reader, json, problems);
        }

        Data = Data.With(kind, json[start..(int)reader.BytesConsumed]);
    }

    void ReadDataField(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, Problems problems)
    {
        if (reader.ValueTextEquals("host"u8))
            Take(ref Host, ref reader, json, problems);
        else if (reader.ValueTextEquals("signal"u8))
            Take(ref Signal, ref reader, json, problems);
        else if (reader.ValueTextEquals("component"u8))
            Take(ref Component, ref reader, json, problems);
        else if (reader.ValueTextEquals("status"u8))
            Take(ref Status, ref reader, json, problems);
        else if (reader.ValueTextEquals("severity"u8))
            Take(ref Severity, ref reader, json, problems);
        else if (reader.ValueTextEquals("observedAt"u8))
            Take(ref ObservedAt, ref reader, json, problems);
        else if (reader.ValueTextEquals("since"u8))
            Take(ref Since, ref reader, json, problems);
        else if (reader.ValueTextEquals("sequence"u8))
            Take(ref Sequence, ref reader, json, problems);
        else if (reader.ValueTextEquals("ttlSeconds"u8))
            Take(ref TtlSeconds, ref reader, json, problems);
        else if (reader.ValueTextEquals("observer"u8))
            Take(ref Observer, ref reader, json, problems);
        else if (reader.ValueTextEquals("observers"u8))
            TakePair(ref Observers, "agree"u8, ref Agree, "total"u8, ref Total, ref reader, json, problems);
        else if (reader.ValueTextEquals("instance"u8))
            Take(ref Instance, ref reader, json, problems);
        else if (reader.ValueTextEquals("reason"u8))
            Take(ref Reason, ref reader, json, problems);
        else if (reader.ValueTextEquals("scope"u8))
            Take(ref Scope, ref reader, json, problems);
        else if (reader.ValueTextEquals("attributes"u8))
            TakeAttributes(ref reader, json, problems);
        else
            reader.Skip();
    }

    void ReadHeader(EventHeader header, Problems problems)
    {
        switch (header.Name)
        {
            case "ce_specversion": Take(ref SpecVersion, header, problems); break;
            case "ce_id": Take(ref Id, header, problems); break;
            case "ce_source": Take(ref Source, header, problems); break;
            case "ce_type": Take(ref Type, header, problems); break;
            case "ce_subject": Take(ref Subject, header, problems); break;
            case "ce_time": Take(ref Time, header, problems); break;
            case "content-type": Take(ref DataContentType, header, problems); break;
        }
    }

    void TakeAttributes(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, Problems problems)
    {
        var inside = reader;
        TakePair(ref Attributes, "event"u8, ref LifecycleEvent, "detail"u8, ref LifecycleDetail, ref reader, json, problems);
        inside.Read();
        if (inside.TokenType != JsonTokenType.StartObject)
            return;
        while (inside.Read() && inside.TokenType == JsonTokenType.PropertyName)
        {
            if (inside.ValueTextEquals("timeoutSeconds"u8))
                Take(ref WatchdogTimeout, ref inside, json, problems);
            else
                inside.Skip();
        }
    }

    /// <summary>Takes an object and two of its fields.</summary>
    static void TakePair(
        ref Field whole, ReadOnlySpan<byte> firstName, ref Field first, ReadOnlySpan<byte> secondName, ref Field second,
        ref Utf8JsonReader reader, ReadOnlySpan<byte> json, Problems problems)
    {
        RefuseSecond(whole, problems);
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        var kind = reader.TokenType;
        if (kind != JsonTokenType.StartObject)
            reader.Skip();
        else
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals(firstName))
                    Take(ref first, ref reader, json, problems);
                else if (reader.ValueTextEquals(secondName))
                    Take(ref second, ref reader, json, problems);
                else
                    reader.Skip();
            }
        }

        whole = whole.With(kind, json[start..(int)reader.BytesConsumed]);
    }

    static void Take(ref Field field, ref Utf8JsonReader reader, ReadOnlySpan<byte> json, Problems problems)
    {
        RefuseSecond(field, problems);
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        var kind = reader.TokenType;
        if (kind is JsonTokenType.StartObject or JsonTokenType.StartArray)
            reader.Skip();
        field = kind == JsonTokenType.String && reader.ValueIsEscaped
            ? field.With(kind, Unescape(field.Name, ref reader, problems))
            : field.With(kind, kind == JsonTokenType.String
                ? json[(start + 1)..((int)reader.BytesConsumed - 1)]
                : json[start..(int)reader.BytesConsumed]);
    }

    static byte[] Unescape(string name, ref Utf8JsonReader reader, Problems problems)
    {
        var text = new byte[reader.ValueSpan.Length];
        try
        {
            return text[..reader.CopyString(text)];
        }
        catch (InvalidOperationException)   // "\ud800": valid JSON, no valid text
        {
            problems.Add($"{name}: \"{Problems.Quote(reader.ValueSpan)}\" has half a surrogate pair");
            return text;
        }
    }

    static void Take(ref Field field, EventHeader header, Problems problems)
    {
        RefuseSecond(field, problems);
        field = field.With(JsonTokenType.String, header.Value.Span);
    }

    static void RefuseSecond(Field field, Problems problems)
    {
        if (field.Kind != JsonTokenType.None)
            problems.Add($"{field.Name}: is there twice");
    }
}
