using System.Xml;
using System.Xml.Linq;

namespace PolicyHa.Adapters.Fencing.Agents;

/// <summary>What an agent says about itself.</summary>
/// <param name="Parameters">Names it knows, those of former times too.</param>
/// <param name="Required">Each must be given by one of its names; action, login and password aside.</param>
/// <param name="Actions">What it can be asked for.</param>
/// <param name="IsFabric">It cuts hosts off from their storage, and must be asked to let them in again when they join.</param>
sealed record AgentMetadata(
    IReadOnlySet<string> Parameters, IReadOnlyList<IReadOnlyList<string>> Required, IReadOnlySet<string> Actions, bool IsFabric)
{
    /// <summary>Agents are written in Python, and the machine may be busy. 20 s.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    static readonly IReadOnlyList<string> GivenByOthers = ["action", "username", "password"];

    /// <summary>Asks the agent; the words of the second say why there is none.</summary>
    public static async Task<(AgentMetadata? Metadata, string? Problem)> ReadAsync(string path, CancellationToken ct)
    {
        var result = await AgentProcess.RunAsync(path, [new("action", "metadata")], Patience, TimeProvider.System, ct);
        if (result.Exit != 0)
            return (null, result.Words(""));
        try
        {
            return (Parse(result.Output), null);
        }
        catch (XmlException e)
        {
            return (null, $"its metadata is no XML: {e.Message}");
        }
    }

    public static AgentMetadata Parse(string xml)
    {
        var root = XDocument.Parse(xml).Root!;
        var parameters = root.Descendants("parameter").Select(p => (Name: Text(p, "name"), Old: Text(p, "obsoletes"), Node: p)).ToList();
        var actions = root.Descendants("action").ToList();
        return new AgentMetadata(
            parameters.SelectMany(p => new[] { p.Name, p.Old }).Where(n => n.Length > 0).Select(Plain).ToHashSet(),
            [
                .. from parameter in parameters
                   where Text(parameter.Node, "required") == "1" && Text(parameter.Node, "deprecated") != "1"
                   where !GivenByOthers.Contains(parameter.Name) && !parameters.Exists(p => p.Old == parameter.Name)
                   where parameter.Node.Element("content")?.Attribute("default") is null
                   select (IReadOnlyList<string>)[.. new[] { parameter.Name, parameter.Old }.Where(n => n.Length > 0)],
            ],
            actions.Select(a => Text(a, "name")).ToHashSet(),
            actions.Exists(a => Text(a, "name") == "on" && Text(a, "automatic") == "1"));
    }

    /// <summary>Agents take both.</summary>
    public static string Plain(string name) => name.Replace('-', '_');

    static string Text(XElement element, string attribute) => element.Attribute(attribute)?.Value ?? "";
}
