using System.CommandLine;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha reset-state|lock|unlock INSTANCE</c>: what persons do to an instance by hand, with their name and reason kept.</summary>
static class InstanceActCommand
{
    public static Command CreateReset() => Create(
        "reset-state", "Have Nova forget what it was doing with an instance of a dead host, so that it can be evacuated.", needsReason: true);

    public static Command CreateLock() => Create(
        "lock", "Have Nova let nobody but administrators change the instance; this service leaves it alone, too, while its host lives.", needsReason: true);

    public static Command CreateUnlock() => Create(
        "unlock", "Take away a lock that this service has set; another's stays.", needsReason: false);

    static Command Create(string verb, string description, bool needsReason)
    {
        var instance = new Argument<string>("instance") { HelpName = "INSTANCE", Description = "Its id, or a name that only it has." };
        var reason = ClientVerb.ReasonOption();
        reason.Required = needsReason;
        return new Command(verb, description) { instance, reason }.Asking(
            (client, parsed, ct) => client.AskAsync(
                HttpMethod.Post,
                $"v1/instances/{ServiceClient.Escape(parsed.GetRequiredValue(instance))}/{verb}",
                new InstanceActRequest(parsed.GetValue(reason), ClientVerb.Person),
                ct),
            AnswerText.InstanceAct);
    }
}
