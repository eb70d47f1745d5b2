using System.CommandLine;
using PolicyHa.Api.Contracts;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Api.Commands;

/// <summary>Policies that are named on the command line: read, checked, and ready to be sent.</summary>
static class PolicyArgument
{
    /// <summary>Reads them all; when one is bad prints what is wrong with it, and says how to end.</summary>
    public static async Task<(IReadOnlyList<PolicyLoad> Loads, int Exit)> ReadAsync(
        InvocationConfiguration io, params IEnumerable<string> paths)
    {
        var loads = paths.Select(p => PolicyFiles.Load(p)).ToList();
        foreach (var load in loads.Where(l => !l.IsValid))
            await io.Error.WriteAsync(ProblemText.Print(load.Problems, load.Sources));
        var isUnreadable = loads.Exists(l => l.Problems.Any(p => p.Code == ProblemCode.Unreadable));
        return (loads, isUnreadable ? ExitCodes.Usage : loads.TrueForAll(l => l.IsValid) ? ExitCodes.Ok : ExitCodes.No);
    }

    public static IReadOnlyList<PolicyFileView> FilesOf(PolicyLoad load) =>
        [.. load.Sources.Select(s => new PolicyFileView(s.Name, s.Text))];
}
