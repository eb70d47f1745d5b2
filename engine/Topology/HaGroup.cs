using System.Text.RegularExpressions;

namespace PolicyHa.Engine.Topology;

/// <summary>A group of instances that is recovered as one step of an order, such as all of a database. Names count within a project.</summary>
public readonly partial record struct HaGroup(string Name, string Project)
{
    /// <summary>Letters, digits, dot, dash and underscore; at most 64.</summary>
    public static bool IsName(string name) => NameForm().IsMatch(name);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static HaGroup Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        Invariant.Holds(at > 0, $"'{text}' is a group: NAME@PROJECT");
        return new HaGroup(text[..at], text[(at + 1)..]);
    }

    /// <summary>For example <c>db@4f1a…</c>.</summary>
    public override string ToString() => $"{Name}@{Project}";

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex NameForm();
}
