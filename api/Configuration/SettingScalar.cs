using System.Globalization;
using System.Text.Json;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Api.Configuration;

/// <summary>Reads single values as operators write them.</summary>
static class SettingScalar
{
    public static bool IsScalar(Type type) => Plain(type) is var plain
        && (plain.IsEnum || plain.IsPrimitive || plain == typeof(string) || plain == typeof(TimeSpan)
            || plain == typeof(Uri));

    /// <summary>What is expected, to follow "is not" or "must be".</summary>
    public static string Expected(Type type) => Plain(type) switch
    {
        var t when t == typeof(TimeSpan) => "a duration such as 30s, 5m or 250ms",
        var t when t == typeof(bool) => "true or false",
        var t when t.IsEnum => $"one of {string.Join(", ", Words(t))}",
        var t when t == typeof(string) => "a text",
        var t when t == typeof(Uri) => "an address such as https://host/path",
        var t when t == typeof(double) => "a number",
        _ => "a whole number",
    };

    public static bool TryRead(Type type, string text, out object? value)
    {
        var plain = Plain(type);
        value = null;
        if (plain == typeof(string))
            value = text;
        else if (plain == typeof(TimeSpan))
            value = Durations.TryParse(text, out var span) ? span : null;
        else if (plain == typeof(Uri))
            value = Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null;
        else if (plain == typeof(bool))
            value = bool.TryParse(text, out var flag) ? flag : null;
        else if (plain.IsEnum)
            value = Words(plain).ToList().IndexOf(text) is >= 0 and var index
                ? Enum.GetValues(plain).GetValue(index)
                : null;
        else if (plain == typeof(double))
            value = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
        else if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            value = Whole(plain, whole);
        return value is not null;
    }

    static object? Whole(Type type, long whole)
    {
        try
        {
            return Convert.ChangeType(whole, type, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    static IEnumerable<string> Words(Type type) =>
        Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName);

    static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
