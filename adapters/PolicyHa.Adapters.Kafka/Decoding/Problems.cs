using System.Text;

namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>Everything that is wrong with one event. Allocates nothing as long as nothing is.</summary>
internal sealed class Problems
{
    /// <summary>How much of a wrong value is quoted.</summary>
    const int QuoteMax = 80;

    List<string>? said;

    public bool Any => said is not null;

    /// <summary>The most telling of the reasons met.</summary>
    public string Reason { get; private set; } = UndecodableReasons.Invalid;

    public string Text => string.Join("; ", said ?? []);

    public void Add(string problem) => (said ??= []).Add(problem);

    public void Add(string reason, string problem)
    {
        Reason = reason;
        Add(problem);
    }

    public void Missing(string field, string expected) => Add($"{field}: missing, expected {expected}");

    public void Wrong(string field, ReadOnlySpan<byte> was, string problem) => Add($"{field}: {Quote(was)} {problem}");

    /// <summary>As it was written, cut, and without anything that could break a line of a log.</summary>
    public static string Quote(ReadOnlySpan<byte> json)
    {
        var text = new StringBuilder(QuoteMax + 1);
        foreach (var rune in Encoding.UTF8.GetString(json[..Math.Min(json.Length, 4 * QuoteMax)]).EnumerateRunes())
        {
            if (text.Length >= QuoteMax)
                return text.Append('…').ToString();
            text.Append(Rune.IsControl(rune) ? new Rune(' ') : rune);
        }

        return text.ToString();
    }
}
