using System.CommandLine;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha status</c>: the service at a glance.</summary>
static class StatusCommand
{
    public static Command Create() => new Command("status", "How the service stands.")
        .Asking((client, _, ct) => client.GetAsync("v1/status", ct), AnswerText.Status);
}
