namespace PolicyHa.Engine.Topology;

/// <summary>Whether somebody asks for high availability, by Masakari's convention.</summary>
public static class HaWish
{
    /// <summary>The key, in metadata, extra specs and properties alike. Case-sensitive.</summary>
    public const string Key = "HA_Enabled";

    static readonly string[] TrueWords = ["true", "yes", "on", "1", "t", "y"];

    /// <summary>
    /// True for a true word (<c>true</c>, <c>yes</c>, <c>on</c>, <c>1</c>, in any case), false for any other, null when the
    /// key is not there.
    /// </summary>
    public static bool? Of(IReadOnlyDictionary<string, string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.TryGetValue(Key, out var word) ? IsTrue(word) : null;
    }

    /// <summary>In any case, with blanks around it.</summary>
    internal static bool IsTrue(string word)
    {
        var said = word.AsSpan().Trim();
        foreach (var yes in TrueWords)
        {
            if (said.Equals(yes, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
