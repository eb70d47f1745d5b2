using System.CommandLine;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha incidents</c>: the newest incidents.</summary>
static class IncidentsCommand
{
    public static Command Create()
    {
        var open = new Option<bool>("--open") { Description = "Only those that are open." };
        return new Command("incidents", "List incidents, newest first.") { open }.Asking(
            (client, parsed, ct) =>
                client.GetAsync($"v1/incidents?limit=100{(parsed.GetValue(open) ? "&open=true" : "")}", ct),
            AnswerText.Incidents);
    }
}
