using System.Diagnostics;
using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud;

namespace PolicyHa.Adapters.Tests.Cloud;

public sealed class CloudProcessTests
{
    [Fact]
    public async Task The_process_says_when_it_is_ready_and_ends_on_SIGTERM_within_a_second()
    {
        var ready = Path.Combine(Path.GetTempPath(), $"cloud-{Guid.NewGuid():N}.json");
        using var process = Start("--port", "0", "--hosts", "3", "--instances-per-host", "2", "--seed", "5",
            "--ready-file", ready);
        try
        {
            Assert.Contains("3 hosts with 2 instances each from seed 5", await process.StandardOutput.ReadLineAsync(),
                StringComparison.Ordinal);
            while (!File.Exists(ready))
            {
                Assert.False(process.HasExited);
                await Task.Delay(10);
            }

            var addresses = JsonNode.Parse(await File.ReadAllTextAsync(ready))!;
            Assert.NotEmpty(addresses["kafkaBootstrap"]!.ToString());
            using var http = new HttpClient();
            var state = JsonNode.Parse(await http.GetStringAsync(new Uri(addresses["baseUrl"] + "/control/state")))!;
            Assert.Equal(6, state["instances"]!.AsArray().Count);

            var watch = Stopwatch.StartNew();
            using (Process.Start("kill", ["-TERM", $"{process.Id}"]))
            {
                await process.WaitForExitAsync();
            }

            Assert.InRange(watch.ElapsedMilliseconds, 0, 1_500);
        }
        finally
        {
            File.Delete(ready);
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    [Theory]
    [InlineData("--prot", "1", "unknown option --prot")]
    [InlineData("--port", "x", "--port: 'x' is not a value it takes")]
    [InlineData("--evacuate-time", "-1", "--evacuate-time: '-1' is not a value it takes")]
    [InlineData("--service-down-time", "0", "--service-down-time: '0' is not a value it takes")]
    public async Task A_wrong_option_is_told_with_the_usage(string option, string value, string problem)
    {
        using var process = Start(option, value);
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith(problem, error, StringComparison.Ordinal);
        Assert.Contains("usage:", error, StringComparison.Ordinal);
    }

    static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(SimulatedCloud).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
