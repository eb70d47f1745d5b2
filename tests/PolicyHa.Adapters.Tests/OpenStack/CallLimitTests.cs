using System.Net;
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
        Assert.Equal(["GET /1", "GET /2", "GET /3"], nova.Begun);
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
        Assert.Equal(["POST /1", "GET /2", "POST /3"], nova.Begun);
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

        Assert.Equal(["GET /1", "GET /2"], nova.Begun);
    }

    /// <summary>Answers when it is told to.</summary>
    sealed class Slow : HttpMessageHandler
    {
        readonly List<(string Call, TaskCompletionSource<HttpResponseMessage> Answer)> calls = [];

        public IEnumerable<string> Begun => calls.Select(c => c.Call);

        public HttpClient Behind(int calls, int reads) =>
            new(new CallLimitHandler(new SemaphoreSlim(calls), new SemaphoreSlim(reads)) { InnerHandler = this });

        public void End(string call) => Of(call).SetResult(new HttpResponseMessage(HttpStatusCode.OK));

        public void Fail(string call) => Of(call).SetException(new HttpRequestException("gone"));

        TaskCompletionSource<HttpResponseMessage> Of(string call) => calls.Single(c => c.Call == call).Answer;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            var answer = new TaskCompletionSource<HttpResponseMessage>();
            calls.Add(($"{request.Method} {request.RequestUri!.AbsolutePath}", answer));
            return answer.Task;
        }
    }
}
