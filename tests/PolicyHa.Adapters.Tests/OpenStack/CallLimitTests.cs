using System.Net;
using System.Threading.RateLimiting;
using PolicyHa.Adapters.OpenStack.Http;

namespace PolicyHa.Adapters.Tests.OpenStack;

public sealed class CallLimitTests
{
    [Fact]
    public async Task Reads_wait_for_one_another_in_their_order()
    {
        using var nova = new Slow();
        using var limited = nova.Behind(calls: 4, reads: 2);

        var all = Enumerable.Range(1, 3).Select(n => limited.GetAsync($"http://nova.test/{n}")).ToArray();
        Assert.Equal(["GET /1", "GET /2"], nova.Begun);

        nova.End("GET /2");
        await all[1];
        await Until(() => nova.Begun.Count == 3);
        Assert.Equal("GET /3", nova.Begun[2]);
    }

    [Fact]
    public void An_act_does_not_wait_for_reads()
    {
        using var nova = new Slow();
        using var limited = nova.Behind(calls: 4, reads: 1);

        _ = limited.GetAsync("http://nova.test/1");
        _ = limited.GetAsync("http://nova.test/2");
        _ = limited.PostAsync("http://nova.test/3", null);
        _ = limited.PutAsync("http://nova.test/4", null);

        Assert.Equal(["GET /1", "POST /3", "PUT /4"], nova.Begun);
    }

    [Fact]
    public async Task Acts_and_reads_together_are_limited_too()
    {
        using var nova = new Slow();
        using var limited = nova.Behind(calls: 2, reads: 2);

        var act = limited.PostAsync("http://nova.test/1", null);
        _ = limited.GetAsync("http://nova.test/2");
        _ = limited.PostAsync("http://nova.test/3", null);
        Assert.Equal(["POST /1", "GET /2"], nova.Begun);

        nova.End("POST /1");
        await act;
        await Until(() => nova.Begun.Count == 3);
        Assert.Equal("POST /3", nova.Begun[2]);
    }

    [Fact]
    public async Task A_read_that_fails_gives_its_places_back()
    {
        using var nova = new Slow();
        using var limited = nova.Behind(calls: 1, reads: 1);

        var read = limited.GetAsync("http://nova.test/1");
        _ = limited.GetAsync("http://nova.test/2");
        nova.Fail("GET /1");
        await Assert.ThrowsAsync<HttpRequestException>(() => read);

        await Until(() => nova.Begun.Count == 2);
    }

    [Fact]
    public async Task An_act_waits_for_its_turn_behind_the_reads_that_have_a_place_and_no_others()
    {
        using var nova = new Slow();
        using var rate = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = 1,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromTicks(1),
            QueueLimit = int.MaxValue,
            AutoReplenishment = false,
        });
        using var limited = nova.Behind(calls: 8, reads: 2, rate);

        _ = limited.PostAsync("http://nova.test/1", null);
        _ = Enumerable.Range(2, 20).Select(n => limited.GetAsync($"http://nova.test/{n}")).ToArray();
        _ = limited.PostAsync("http://nova.test/30", null);
        Assert.Equal(["POST /1"], nova.Begun);

        for (var turns = 2; turns <= 4; turns++)
        {
            rate.TryReplenish();
            await Until(() => nova.Begun.Count == turns);
        }

        Assert.Equal(["POST /1", "GET /2", "GET /3", "POST /30"], nova.Begun);
    }

    [Theory]
    [InlineData(1, 1, 1.0)]
    [InlineData(75, 75, 1.0 / 75)]
    [InlineData(10_000, 10_000, 0.02)]
    public void A_second_s_calls_may_come_at_once_and_none_beyond(int perSecond, int atOnce, double nextAfter)
    {
        using var rate = CallRate.Of(perSecond)!;

        Assert.True(rate.AttemptAcquire(atOnce).IsAcquired);
        Assert.Equal(nextAfter, Assert.IsType<TokenBucketRateLimiter>(rate).ReplenishmentPeriod.TotalSeconds, 4);
    }

    [Fact]
    public void Without_a_number_there_is_no_limit() => Assert.Null(CallRate.Of(0));

    static async Task Until(Func<bool> isSo)
    {
        for (var i = 0; !isSo() && i < 500; i++)
            await Task.Delay(10);
        Assert.True(isSo());
    }

    /// <summary>Answers when it is told to.</summary>
    sealed class Slow : HttpMessageHandler
    {
        readonly List<(string Call, TaskCompletionSource<HttpResponseMessage> Answer)> calls = [];

        /// <summary>Who waits for a place begins on a thread of its own.</summary>
        public IReadOnlyList<string> Begun
        {
            get
            {
                lock (calls)
                    return [.. calls.Select(c => c.Call)];
            }
        }

        public HttpClient Behind(int calls, int reads, RateLimiter? rate = null) =>
            new(new CallLimitHandler(new SemaphoreSlim(calls), new SemaphoreSlim(reads), rate) { InnerHandler = this });

        public void End(string call) => Of(call).SetResult(new HttpResponseMessage(HttpStatusCode.OK));

        public void Fail(string call) => Of(call).SetException(new HttpRequestException("gone"));

        TaskCompletionSource<HttpResponseMessage> Of(string call)
        {
            lock (calls)
                return calls.Single(c => c.Call == call).Answer;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            var answer = new TaskCompletionSource<HttpResponseMessage>();
            lock (calls)
                calls.Add(($"{request.Method} {request.RequestUri!.AbsolutePath}", answer));
            return answer.Task;
        }
    }
}
