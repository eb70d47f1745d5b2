using System.CommandLine;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha segments</c>: the failover segments.</summary>
static class SegmentsCommand
{
    public static Command Create() => new Command("segments", "List failover segments and their hosts.")
        .Asking((client, _, ct) => client.GetAsync("v1/segments", ct), AnswerText.Segments);
}
