using System.Text.Json;

namespace PolicyHa.Engine.Decisions;

/// <summary>The permanent kebab-case names of hold reasons.</summary>
public static class HoldReasonNames
{
    static readonly Dictionary<HoldReason, string> Names = Enum.GetValues<HoldReason>()
        .ToDictionary(r => r, r => JsonNamingPolicy.KebabCaseLower.ConvertName(r.ToString()));

    /// <summary>For example <c>mixed-host</c>.</summary>
    public static string Name(this HoldReason reason) => Names[reason];

    public static bool TryParse(string name, out HoldReason reason)
    {
        reason = Names.FirstOrDefault(n => n.Value == name).Key;
        return Names[reason] == name;
    }
}
