using System.Text;

namespace PolicyHa.Api.Commands.Importing;

/// <summary>A file with one password.</summary>
/// <param name="hosts">Whose boards it opens.</param>
sealed class SecretFile(string path, string? password, IReadOnlyList<string> hosts)
{
    public string Path { get; } = path;

    public IReadOnlyList<string> Hosts { get; } = hosts;

    /// <summary>The source says the password.</summary>
    public bool IsKnown => password is not null;

    /// <summary>What belongs into it, when it is known.</summary>
    public byte[] Content => Encoding.UTF8.GetBytes($"{password}\n");

    /// <summary>It is there, with another password or what else.</summary>
    public bool IsTaken => File.Exists(Path) && !IsThere;

    public bool IsThere => File.Exists(Path) && File.ReadAllBytes(Path).AsSpan().SequenceEqual(Content);
}

/// <summary>Which file holds which password: one for each user and password there are, called after the user.</summary>
sealed class SecretFiles
{
    const int UserLengthMax = 64;

    readonly List<((bool IsMaas, string Username, string? Password) Login, SecretFile File)> files = [];

    /// <param name="boards">In the order in which files get their names.</param>
    public SecretFiles(string directory, IReadOnlyList<Board> boards)
    {
        foreach (var login in boards.GroupBy(LoginOf))
            files.Add((login.Key, new SecretFile(FreePath(directory, login.Key.IsMaas, login.Key.Username), login.Key.Password, [.. login.Select(b => b.Host)])));
    }

    public IEnumerable<SecretFile> All => files.Select(f => f.File);

    public string PathOf(Board board) => files.First(f => f.Login == LoginOf(board)).File.Path;

    string FreePath(string directory, bool isMaas, string username)
    {
        var user = new string([.. username.Take(UserLengthMax).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_')]);
        var name = isMaas ? "maas" : user.Length == 0 ? "bmc" : $"bmc-{user}";
        return Enumerable.Range(1, files.Count + 1)
            .Select(n => Path.Combine(directory, n == 1 ? name : $"{name}-{n}"))
            .First(path => All.All(f => f.Path != path));
    }

    static (bool IsMaas, string Username, string? Password) LoginOf(Board board) => (board.Kind is BoardKind.Maas, board.Username, board.Password);
}
