namespace PolicyHa.Rules.Expressions;

/// <summary>Reads a.b.c as one dotted name.</summary>
static class QualifiedName
{
    /// <summary>The dotted name a node spells, or null when it is more than names and dots.</summary>
    public static string? Of(Node node) => node switch
    {
        Name name => name.Text,
        Select { IsPresenceTest: false } select => Of(select.Target) is { } target ? $"{target}.{select.Field}" : null,
        _ => null,
    };

    public static string RootOf(string dottedName) => dottedName.Split('.', 2)[0];

    /// <summary>
    /// Whether an undeclared name is spelt like a protobuf message or enum: with a capital letter, or below "google".
    /// </summary>
    public static bool LooksLikeProtobuf(string dottedName) =>
        RootOf(dottedName) == "google" || dottedName.Split('.').Any(part => part is [>= 'A' and <= 'Z', ..]);
}
