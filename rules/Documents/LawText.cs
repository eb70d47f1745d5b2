namespace PolicyHa.Rules.Documents;

/// <summary>
/// A rule file's text without its <c>tests</c>. Tests are no law: with other tests a policy decides as before, and is
/// known by the same digest.
/// </summary>
static class LawText
{
    public const string TestsKey = "tests";

    /// <returns>Null when nothing but tests is in the file.</returns>
    public static string? Of(SourceText source, YamlMapping root)
    {
        var keys = root.Entries.Select(e => e.Key).ToList();
        var tests = keys.FindIndex(k => k.Value == TestsKey);
        if (tests < 0)
            return source.Text;
        if (keys.TrueForAll(k => k.Value is TestsKey or "language"))
            return null;
        var end = tests + 1 < keys.Count ? StartWithComments(source.Text, keys[tests + 1]) : source.Text.Length;
        return source.Text[..keys[tests].Span.Offset] + source.Text[end..];
    }

    /// <summary>Comments and empty lines in front of a key belong to it.</summary>
    static int StartWithComments(string text, YamlScalar key)
    {
        var start = key.Span.Offset;
        while (start > 0)
        {
            var line = text.LastIndexOf('\n', Math.Max(0, start - 2)) + 1;
            if (line >= start || !(text[line] is '#' or '\n'))
                break;
            start = line;
        }

        return start;
    }
}
