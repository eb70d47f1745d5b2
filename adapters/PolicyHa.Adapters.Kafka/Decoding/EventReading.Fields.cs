using System.Buffers.Text;
using System.Text.Json;

namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>Reads single fields; what is wrong goes to the problems.</summary>
internal ref partial struct EventReading
{
    void Refuse(Field field, string expected, string why = "")
    {
        if (field.Kind == JsonTokenType.None)
            problems.Missing(field.Name, expected);
        else
            problems.Add($"{field.Name}: {field.Shown} is not {expected}{why}");
    }

    string? RequiredText(Field field, int lengthMax, string expected)
    {
        if (!field.IsText)
            Refuse(field, expected);
        else if (field.Text is var text && text.Length == 0)
            problems.Add($"{field.Name}: is empty, expected {expected}");
        else if (text.Length > lengthMax)
            problems.Add($"{field.Name}: has {text.Length} characters, expected {lengthMax} at most");
        else
            return text;
        return null;
    }

    DateTimeOffset ReadTime(Field field)
    {
        if (!field.IsText)
            Refuse(field, "an RFC 3339 time with a zone, such as 2026-11-21T03:04:05.123Z");
        else if (!Rfc3339.TryParse(field.Raw, out var time, out var problem))
            problems.Add($"{field.Name}: {field.Shown} {problem}");
        else
            return time;
        return default;
    }

    long? OptionalNumber(Field field, long min, long max)
    {
        if (!field.IsThere)
            return null;
        if (field.Kind == JsonTokenType.Number && TryWhole(field.Raw, out var value) && value >= min && value <= max)
            return value;
        Refuse(field, max == long.MaxValue ? $"a whole number from {min}" : $"a whole number from {min} to {max}");
        return null;
    }

    /// <summary>In JSON, 60.0 is as whole as 60.</summary>
    static bool TryWhole(ReadOnlySpan<byte> number, out long value)
    {
        if (Utf8Parser.TryParse(number, out value, out var used) && used == number.Length)
            return true;
        if (!Utf8Parser.TryParse(number, out decimal fine, out used) || used != number.Length
            || fine != decimal.Truncate(fine) || fine is < long.MinValue or > long.MaxValue)
            return false;
        value = (long)fine;
        return true;
    }
}
