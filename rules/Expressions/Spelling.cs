namespace PolicyHa.Rules.Expressions;

/// <summary>"Did you mean": the declared word nearest to a misspelt one.</summary>
public static class Spelling
{
    /// <summary>A ready hint, or null when nothing is near enough to be a slip of the finger.</summary>
    public static string? Hint(string word, IEnumerable<string> declared)
    {
        var nearest = declared
            .Select(candidate => (candidate, distance: Distance(word, candidate)))
            .Where(x => x.distance <= Math.Max(1, Math.Min(word.Length, x.candidate.Length) / 3))
            .OrderBy(x => x.distance).ThenBy(x => x.candidate, StringComparer.Ordinal)
            .Select(x => x.candidate)
            .FirstOrDefault();
        return nearest is null ? null : $"did you mean '{nearest}'?";
    }

    /// <summary>Edits between two words; swapped neighbours count as one edit, upper and lower case as none.</summary>
    static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }

    static bool Same(char x, char y) => char.ToLowerInvariant(x) == char.ToLowerInvariant(y);
}
