using System.Text.Json;

namespace PolicyHa.Engine.Incidents;

/// <summary>The words for states of incidents.</summary>
public static class IncidentStateNames
{
    static readonly string[] Names = [.. Enum.GetNames<IncidentState>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    /// <summary>For example <c>awaiting-proof</c>.</summary>
    public static string Name(this IncidentState state) => Names[(int)state];
}
