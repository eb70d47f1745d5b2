using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.OpenStack;

public sealed class OddAnswerTests
{
    const string Gone = """{"badRequest": {"code": 400, "message": "marker [b] not found"}}""";

    [Fact]
    public async Task A_list_begins_anew_when_its_marker_vanished()
    {
        var vanished = false;
        var nova = new NovaStub(request => request.RequestUri!.PathAndQuery switch
        {
            var path when Has(path, "os-services") => (200, NovaStub.Services),
            var path when Has(path, "marker=b") => (400, Vanish()),
            var path when Has(path, "marker=a") => (200, $$"""{"servers": [{{NovaStub.Server("c")}}]}"""),
            _ when vanished => (200, Page("a", "a")),
            _ => (200, Page("b", "b")),
        });

        var instances = await nova.Compute.InstancesOnAsync(new("h1"), default);

        Assert.Equal(["a", "c"], instances.Select(i => i.Id.Value));

        string Vanish()
        {
            vanished = true;
            return Gone;
        }
    }

    [Fact]
    public async Task A_list_whose_markers_always_vanish_is_no_list()
    {
        var nova = new NovaStub(r => Has(r.RequestUri!.Query, "marker") ? (400, Gone) : (200, Page("b", "b")));

        await FailsAsync(nova);
    }

    [Theory]
    [InlineData(400, "Migration 7 state of instance a is post-migrating. Cannot delete while the migration is in this state.", true)]
    [InlineData(404, "In-progress live migration 7 is not found for server a.", true)]
    [InlineData(403, "Policy doesn't allow os_compute_api:servers:migrations:delete to be performed.", false)]
    [InlineData(404, "Instance a could not be found.", false)]
    public async Task A_live_migration_that_cannot_be_aborted_now_may_be_asked_about_again(int status, string message, bool mayPass)
    {
        var nova = new NovaStub(_ => (status, $$"""{"fault": {"code": {{status}}, "message": "{{message}}"} }"""));

        var refused = Assert.IsType<ActionAnswer.Refused>(await nova.Compute.AbortLiveMigrationAsync(new("a"), 7, CloudRun.Context(), default));

        Assert.Equal(mayPass, refused.Retryable);
        Assert.Equal(["DELETE /v2.1/servers/a/migrations/7 compute 2.79"], nova.Calls);
    }

    [Fact]
    public async Task A_list_that_goes_in_a_circle_ends()
    {
        var nova = new NovaStub(_ => (200, Page("a", "a")));

        var error = await FailsAsync(nova);

        Assert.Contains("circle", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id": "a", "tenant_id": "p", "status": "UNKNOWN"}""", "cell")]
    [InlineData("""{"id": "a", "status": "ACTIVE", "image": ""}""", "administrator")]
    [InlineData("""{"id": "a", "status": "ACTIVE", "image": "", "OS-EXT-SRV-ATTR:host": "h2"}""", "cannot be trusted")]
    public async Task A_list_with_an_entry_that_makes_no_sense_is_not_used(string entry, string why)
    {
        var nova = new NovaStub(r => (200, r.RequestUri!.AbsolutePath.EndsWith("os-services", StringComparison.Ordinal)
            ? NovaStub.Services
            : $$"""{"servers": [{{NovaStub.Server("b")}}, {{entry}}]}"""));

        var error = await FailsAsync(nova);

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_whose_cell_does_not_answer_is_not_empty()
    {
        var nova = new NovaStub(r => (200, r.RequestUri!.AbsolutePath.EndsWith("os-services", StringComparison.Ordinal)
            ? """{"services": [{"binary": "nova-compute", "host": "h1", "status": "UNKNOWN"}]}"""
            : """{"servers": []}"""));

        await FailsAsync(nova);
        await Assert.ThrowsAsync<OutsideUnavailableException>(() => nova.Topology.ReadAsync(default));
        await Assert.ThrowsAsync<OutsideUnavailableException>(() => nova.Compute.IsForcedDownAsync(new("h1"), default));
    }

    [Theory]
    [InlineData("2.104", "2.94")]
    [InlineData("2.93", "2.93")]
    [InlineData("2.68", "2.68")]
    public async Task An_evacuation_asks_for_the_newest_version_that_restores_power(string newest, string asked)
    {
        var nova = new NovaStub(_ => (200, "")) { Newest = newest };

        Assert.IsType<ActionAnswer.Accepted>(
            await EvacuateAsync(nova));

        Assert.Equal([$"POST /v2.1/servers/a/action compute {asked}"], nova.Calls);
    }

    [Fact]
    public async Task A_version_no_longer_spoken_is_found_out_and_the_act_goes_out_once_more()
    {
        NovaStub nova = null!;
        nova = new NovaStub(r =>
        {
            var version = r.Headers.GetValues("OpenStack-API-Version").Single();
            nova.Newest = "2.90";
            return version == "compute 2.94"
                ? (406, """{"computeFault": {"code": 406, "message": "Version 2.94 .."}}""")
                : (200, "");
        });

        var answer = await EvacuateAsync(nova);

        Assert.IsType<ActionAnswer.Accepted>(answer);
        Assert.Equal(
            ["POST /v2.1/servers/a/action compute 2.94", "POST /v2.1/servers/a/action compute 2.90"], nova.Calls);
    }

    [Fact]
    public async Task A_Nova_that_is_too_old_is_not_asked_to_act()
    {
        var nova = new NovaStub(_ => (200, "")) { Newest = "2.60" };

        var answer = await EvacuateAsync(nova);

        Assert.Contains("2.68", Assert.IsType<ActionAnswer.Refused>(answer).Reason, StringComparison.Ordinal);
        Assert.Empty(nova.Calls);
    }

    [Theory]
    [InlineData(403, """{"forbidden": {"code": 403, "message": "no"}}""", false)]
    [InlineData(404, """{"itemNotFound": {"code": 404, "message": "no"}}""", false)]
    [InlineData(400, """{"badRequest": {"code": 400, "message": "no"}}""", false)]
    [InlineData(409, """{"conflictingRequest": {"code": 409, "message": "no"}}""", true)]
    [InlineData(429, """{"overLimit": {"code": 429, "message": "no"}}""", true)]
    [InlineData(503, """{"serviceUnavailable": {"code": 503, "message": "no"}}""", true)]
    [InlineData(501, """{"notImplemented": {"code": 501, "message": "no"}}""", false)]
    public async Task Novas_own_no_is_a_refusal(int status, string body, bool retryable)
    {
        var nova = new NovaStub(_ => (status, body));

        var answer = await EvacuateAsync(nova);

        Assert.Equal(retryable, Assert.IsType<ActionAnswer.Refused>(answer).Retryable);
        Assert.Single(nova.Calls);
    }

    [Theory]
    [InlineData(500, """{"computeFault": {"code": 500, "message": "Unexpected API Error. MessagingTimeout"}}""")]
    [InlineData(502, "<html>")]
    [InlineData(503, "<html>")]
    [InlineData(504, "")]
    public async Task An_error_after_which_it_may_have_happened_is_unclear(int status, string body)
    {
        var nova = new NovaStub(_ => (status, body));

        Assert.IsType<ActionAnswer.Unclear>(
            await EvacuateAsync(nova));
        Assert.Single(nova.Calls);
    }

    static Task<ActionAnswer> EvacuateAsync(NovaStub nova) =>
        nova.Compute.EvacuateAsync(new("a"), null, CloudRun.Proof("h1"), CloudRun.Context(), default);

    static Task<OutsideUnavailableException> FailsAsync(NovaStub nova) =>
        Assert.ThrowsAsync<OutsideUnavailableException>(() => nova.Compute.InstancesOnAsync(new("h1"), default));

    static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);

    static string Page(string id, string marker) =>
        $$"""
        {"servers": [{{NovaStub.Server(id)}}],
         "servers_links": [{"rel": "next", "href": "http://elsewhere.test/v2.1/x?limit=1&marker={{marker}}"}]}
        """;
}
