using System.Globalization;
using PolicyHa.Samples.Cloud.Wire;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>The checks of query parameters that several lists share.</summary>
internal static class QueryRules
{
    /// <summary>From here on unknown query parameters are refused; before they are ignored.</summary>
    const int StrictSince = 75;

    public static void RefuseUnknown(NovaCall call, params ReadOnlySpan<string> known)
    {
        if (call.Minor < StrictSince)
        {
            return;
        }

        foreach (var name in call.Http.Request.Query.Keys)
        {
            if (!known.Contains(name))
            {
                throw Invalid(name, call.Query(name)!,
                    $"Additional properties are not allowed ('{name}' was unexpected)");
            }
        }
    }

    public static int Limit(NovaCall call, int max)
    {
        if (call.Query("limit") is not { } text)
        {
            return max;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? Math.Min(limit, max)
            : throw Invalid("limit", text, $"'{text}' does not match '^[0-9]*$'");
    }

    public static DateTimeOffset? Time(NovaCall call, string name)
    {
        if (call.Query(name) is not { } text)
        {
            return null;
        }

        return WireTime.TryParse(text, out var at)
            ? at
            : throw Invalid(name, text, $"'{text}' is not a 'date-time'");
    }

    public static NovaFault Invalid(string name, string value, string message) =>
        NovaFault.BadRequest($"Invalid input for query parameters {name}. Value: {value}. {message}");
}
