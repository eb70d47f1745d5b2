using System.CommandLine;
using System.Globalization;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha answer PLAN STEP yes|no</c>: a person answers a plan that asks.</summary>
static class AnswerCommand
{
    public static Command Create()
    {
        var plan = new Argument<string>("plan") { HelpName = "PLAN", Description = "Its id, such as inc-9f2c41d07a3b/1." };
        var step = new Argument<int>("step") { HelpName = "STEP", Description = "The number of the step that asks." };
        var answer = new Argument<string>("answer") { HelpName = "yes|no" };
        answer.AcceptOnlyFromAmong("yes", "no");
        var reason = ClientVerb.ReasonOption();
        return new Command("answer", "Say yes or no to a plan that asks; silence counts as no.") { plan, step, answer, reason }.Asking(
            (client, parsed, ct) => client.AskAsync(
                HttpMethod.Post,
                PathOf(parsed.GetRequiredValue(plan), parsed.GetRequiredValue(step)),
                new AnswerRequest(parsed.GetRequiredValue(answer), ClientVerb.Person, parsed.GetValue(reason)),
                ct),
            AnswerText.Answer);
    }

    /// <summary>The slash in a plan's id is one of the path too.</summary>
    static string PathOf(string plan, int step) => string.Create(
        CultureInfo.InvariantCulture, $"v1/plans/{string.Join('/', plan.Split('/').Select(ServiceClient.Escape))}/steps/{step}/answer");
}
