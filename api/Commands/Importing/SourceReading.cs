namespace PolicyHa.Api.Commands.Importing;

/// <summary>What a file says of hosts and their boards.</summary>
/// <param name="Unreadable">Why nothing can be read from it, with its place; null: it could be.</param>
sealed record SourceReading(string File, IReadOnlyList<FoundNode> Nodes, string? Unreadable = null)
{
    public static SourceReading Not(string file, string why) => new(file, [], why);
}
