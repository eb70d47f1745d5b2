using System.CommandLine;
using System.Text.Json;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary><c>policyha fence-test HOST</c>: whether the host could be fenced.</summary>
static class FenceTestCommand
{
    /// <summary>Each level may take a minute to switch off, and another to switch on.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    public static Command Create()
    {
        var host = new Argument<string>("host") { HelpName = "HOST" };
        var real = new Option<bool>("--for-real")
        {
            Description = "Switch it off and on again, level by level. It must be in maintenance, with nothing on it. Asks for its name first.",
        };
        var yes = new Option<bool>("--yes") { Description = "With --for-real: do not ask." };
        return new Command("fence-test", "Ask the fencing devices of a host whether they would answer; exit 1 where something is wrong.") { host, real, yes }.Asking(
            async (client, parsed, ct) =>
            {
                var (name, forReal) = (parsed.GetRequiredValue(host), parsed.GetValue(real));
                if (forReal && !parsed.GetValue(yes) && !await IsMeantAsync(name, parsed.InvocationConfiguration.Error, ct))
                    return null;
                client.WaitUpTo(Patience);
                return await client.AskAsync(
                    HttpMethod.Post, $"v1/hosts/{ServiceClient.Escape(name)}/fence-test", new FenceTestRequest(forReal, ClientVerb.Person), ct);
            },
            json => FencingText.Of(Read(json)),
            json => Read(json).Ok);
    }

    static async Task<bool> IsMeantAsync(string host, TextWriter errors, CancellationToken ct)
    {
        await errors.WriteAsync($"{host} is switched off and on again. Type its name to go on: ");
        if (await Console.In.ReadLineAsync(ct) == host)
            return true;
        await errors.WriteLineAsync("that is not its name; nothing was done");
        return false;
    }

    static FenceTestView Read(string json) => JsonSerializer.Deserialize<FenceTestView>(json, JsonSerializerOptions.Web)!;
}
