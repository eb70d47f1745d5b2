using System.Globalization;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>The minor of a 2.x microversion, read from the request headers.</summary>
internal static class MicroVersion
{
    public const int Min = 1;

    /// <summary>2.1 when nothing is asked for.</summary>
    /// <exception cref="NovaFault">400 malformed, 406 out of range.</exception>
    public static int Negotiate(IHeaderDictionary headers, int max)
    {
        var asked = Asked(headers);
        if (asked is null)
        {
            return Min;
        }

        if (asked == "latest")
        {
            return max;
        }

        var parts = asked.Split('.');
        if (parts.Length != 2 || !IsNumber(parts[0], out var major) || !IsNumber(parts[1], out var minor))
        {
            throw NovaFault.BadRequest(
                $"API Version String {asked} is of invalid format. Must be of format MajorNum.MinorNum.");
        }

        return major == 2 && minor >= Min && minor <= max
            ? minor
            : throw new NovaFault(StatusCodes.Status406NotAcceptable,
                $"Version {asked} is not supported by the API. Minimum is 2.{Min} and maximum is 2.{max}.");
    }

    static string? Asked(IHeaderDictionary headers)
    {
        foreach (var entry in headers["OpenStack-API-Version"].SelectMany(v => v!.Split(',')))
        {
            var parts = entry.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts is ["compute", var version])
            {
                return version;
            }
        }

        return headers.TryGetValue("X-OpenStack-Nova-API-Version", out var legacy) ? (string?)legacy : null;
    }

    static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && (number == 0 || text[0] != '0');
}
