namespace PolicyHa.Adapters.Tests.Cloud;

public sealed class NovaVersionTests : CloudTest
{
    [Fact]
    public async Task The_root_answers_300_with_the_versions_and_needs_no_token()
    {
        Client.Token = null;
        var root = await Client.Get("/compute/");
        Assert.Equal(300, root.Status);
        Assert.Equal("2.96", root.Json["versions"]![1]!["version"]!.ToString());

        var version = await Client.Get("/compute/v2.1/");
        Assert.Equal(200, version.Status);
        Assert.Equal("2.1", version.Json["version"]!["min_version"]!.ToString());
    }

    [Fact]
    public async Task The_microversion_and_request_ids_come_back_in_headers()
    {
        var answer = await Client.Get("/compute/v2.1/os-services");

        Assert.Equal("compute 2.79", answer.Header("OpenStack-API-Version"));
        Assert.Equal("2.79", answer.Header("X-OpenStack-Nova-API-Version"));
        Assert.Matches("^req-[0-9a-f-]{36}$", answer.Header("X-Openstack-Request-Id"));
        Assert.Equal(answer.Header("X-Openstack-Request-Id"), answer.Header("X-Compute-Request-Id"));
    }

    [Fact]
    public async Task A_version_out_of_range_is_406_with_the_range()
    {
        Client.Version = "2.200";
        IsFault(await Client.Get("/compute/v2.1/os-services"), 406, "computeFault",
            "Version 2.200 is not supported by the API. Minimum is 2.1 and maximum is 2.96.");
    }

    [Theory]
    [InlineData("banana")]
    [InlineData("2")]
    [InlineData("2.01")]
    [InlineData("2.x")]
    public async Task A_malformed_version_is_400(string version)
    {
        Client.Version = version;
        Assert.Equal(400, (await Client.Get("/compute/v2.1/os-services")).Status);
    }

    [Fact]
    public async Task Without_a_token_the_answer_is_keystones_401()
    {
        Client.Token = null;
        var answer = await Client.Get("/compute/v2.1/servers");

        IsFault(answer, 401, "error", "The request you have made requires authentication.");
        Assert.True(answer.Http.Headers.Contains("X-Openstack-Request-Id"));
    }

    [Fact]
    public async Task An_unknown_path_is_404_in_novas_words() =>
        IsFault(await Client.Get("/compute/v2.1/nothing"), 404, "itemNotFound", "The resource could not be found.");
}
