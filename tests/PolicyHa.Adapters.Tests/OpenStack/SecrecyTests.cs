using PolicyHa.Samples.Cloud.Faults;

namespace PolicyHa.Adapters.Tests.OpenStack;

public sealed class SecrecyTests
{
    [Fact]
    public async Task No_secret_is_in_any_log_line_or_exception()
    {
        var told = new List<string>();
        IReadOnlyCollection<string> tokens;
        await using (var run = await CloudRun.StartAsync(options: o => o.ReadRetriesMax = 1))
        {
            await run.Topology.ReadAsync(default);
            await run.LoseAsync("compute-1");
            told.Add($"{await run.EvacuateAsync("web-1", "compute-1")}");
            run.Cloud.RevokeTokens();
            foreach (var fault in Enum.GetValues<ApiFaultKind>().Where(k => k is not ApiFaultKind.Slow))
            {
                run.Cloud.Inject(new ApiFault(ApiArea.Compute, fault));
                run.Cloud.Inject(new ApiFault(ApiArea.Identity, fault) { Count = 2 });
                told.Add($"{await Record.ExceptionAsync(() => run.Topology.ReadAsync(default))}");
                told.Add($"{await run.EvacuateAsync("web-2")}");
                run.Cloud.Heal();
            }

            told.Add(run.Log.Text);
            tokens = run.Tokens.Distinct;
        }

        await using (var refused = await CloudRun.StartAsync(
            options: o => o.ApplicationCredentialSecret = "wrong-but-secret"))
        {
            told.Add($"{await Record.ExceptionAsync(() => refused.Topology.ReadAsync(default))}");
            told.Add(refused.Log.Text);
        }

        var text = string.Join('\n', told);
        Assert.NotEmpty(tokens);
        Assert.Contains("Logged in", text, StringComparison.Ordinal);
        Assert.Contains("401", text, StringComparison.Ordinal);
        Assert.All(
            [.. tokens, "policyha-secret", "wrong-but-secret"],
            secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }
}
