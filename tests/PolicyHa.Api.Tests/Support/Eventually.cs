using System.Diagnostics;

namespace PolicyHa.Api.Tests.Support;

static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Waits for a condition; the time is only a bound for a broken service.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> holds, string what)
    {
        var began = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(began.Elapsed < Patience, $"not {what} within {Patience.TotalSeconds} s");
            await Task.Delay(10);
        }
    }
}
