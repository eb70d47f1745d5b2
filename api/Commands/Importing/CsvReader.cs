using System.Text;

namespace PolicyHa.Api.Commands.Importing;

/// <summary>Reads a table of hosts: commas between values, quotation marks around one that holds a comma, a header line with the names of the columns.</summary>
static class CsvReader
{
    /// <summary>Those that every table has.</summary>
    static readonly string[] Needed = ["host", "kind", "address"];

    /// <summary>In any order; what a column means to no host may be left out.</summary>
    public static readonly IReadOnlyList<string> Columns =
        [.. Needed, "port", "username", "password", "system", "plug", "cacert", "thumbprint", "insecure_tls"];

    public static SourceReading Read(string file, string text)
    {
        var lines = text.Split('\n').Select((line, index) => (Text: line.TrimEnd('\r'), Where: $"{file}:{index + 1}"))
            .Where(l => l.Text.Trim() is { Length: > 0 } content && content[0] != '#')
            .ToList();
        if (lines.Count == 0)
            return SourceReading.Not(file, $"{file}: is empty");
        List<string> header = [.. (Values(lines[0].Text) ?? []).Select(c => c.Trim().ToLowerInvariant())];
        return HeaderProblem(header) is { } problem
            ? SourceReading.Not(file, $"{lines[0].Where}: {problem}")
            : new SourceReading(file, [.. lines.Skip(1).Select(l => Node(header, Values(l.Text), l.Where))]);
    }

    /// <summary>Columns go by their number, for what is no header line may hold anything.</summary>
    static string? HeaderProblem(List<string> header)
    {
        if (header.FindIndex(c => !Columns.Contains(c)) is >= 0 and var unknown)
            return $"is neither JSON nor a table with a header line: column {unknown + 1} is none of {string.Join(", ", Columns)}";
        if (header.Distinct().Count() < header.Count)
            return "names a column twice";
        return Needed.Except(header).FirstOrDefault() is { } missing ? $"has no column {missing}" : null;
    }

    static FoundNode Node(List<string> header, List<string>? values, string where)
    {
        if (values?.Count != header.Count)
        {
            return new FoundNode(where, "")
            {
                Unusable = values is null
                    ? "a quotation mark is not closed, or stands inside a value"
                    : $"has {values.Count} values for {header.Count} columns",
            };
        }

        string Of(string column) => header.IndexOf(column) is >= 0 and var at ? values[at].Trim() : "";
        return KindOf(Of("kind"), new FoundNode(where, Of("host"))
        {
            Address = Of("address"),
            Port = Of("port"),
            Username = Of("username"),
            Password = header.IndexOf("password") is >= 0 and var at ? values[at] : "",
            System = Of("system"),
            Plug = Of("plug"),
            CaCert = Of("cacert"),
            Thumbprint = Of("thumbprint"),
            InsecureTls = Of("insecure_tls"),
        });
    }

    static FoundNode KindOf(string kind, FoundNode found) => kind switch
    {
        "ipmi" => found with { Kind = BoardKind.Ipmi },
        "redfish" => found with { Kind = BoardKind.Redfish },
        "maas" => found with { Kind = BoardKind.Maas },
        "" => found with { Unusable = "has no kind; it is ipmi, redfish or maas" },
        _ => found with { Unusable = $"kind '{kind}' is not ipmi, redfish or maas; write any other device by hand, for what it switches may be one power supply of several" },
    };

    /// <summary>Null: its quotation marks do not pair.</summary>
    static List<string>? Values(string line)
    {
        var (values, value, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"')
            {
                value.Append(line[i++]);
            }
            else if (c == '"')
            {
                // one begins a value or ends one
                if (!quoted && value.Length > 0 || quoted && i + 1 < line.Length && line[i + 1] != ',')
                    return null;
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                values.Add(value.ToString());
                value.Clear();
            }
            else
            {
                value.Append(c);
            }
        }

        values.Add(value.ToString());
        return quoted ? null : values;
    }
}
