namespace PolicyHa.Adapters.Tests.Cloud;

public sealed class KeystoneTests : CloudTest
{
    const string Tokens = "/identity/v3/auth/tokens";

    [Fact]
    public async Task A_password_gives_a_token_in_the_header_only_and_a_catalogue()
    {
        var answer = await Client.LogIn("policyha", "policyha", "service");

        Assert.Equal(201, answer.Status);
        var token = answer.Header("X-Subject-Token");
        Assert.DoesNotContain(token, answer.Text, StringComparison.Ordinal);
        var described = answer.Json["token"]!;
        Assert.Equal("service", described["project"]!["name"]!.ToString());
        Assert.Contains(described["roles"]!.AsArray(), r => r!["name"]!.ToString() == "admin");
        var compute = described["catalog"]!.AsArray().Single(c => c!["type"]!.ToString() == "compute")!;
        Assert.Contains(compute["endpoints"]!.AsArray(), e => e!["interface"]!.ToString() == "internal"
            && e["region_id"]!.ToString() == "RegionOne" && e["url"]!.ToString() == Cloud.Addresses.ComputeUrl);
    }

    [Fact]
    public async Task An_application_credential_gives_a_token_for_its_project_and_may_not_ask_for_a_scope()
    {
        const string credential = """
            "identity":{"methods":["application_credential"],
             "application_credential":{"id":"policyha-app","secret":"policyha-secret"}}
            """;
        var good = await Client.Post(Tokens, "{\"auth\":{" + credential + "}}");
        Assert.Equal(201, good.Status);
        Assert.Equal("service", good.Json["token"]!["project"]!["name"]!.ToString());

        var scoped = await Client.Post(Tokens, "{\"auth\":{" + credential + ",\"scope\":{\"system\":{\"all\":true}}}}");
        Assert.Equal(401, scoped.Status);
    }

    [Theory]
    [InlineData("policyha", "wrong", "service")]
    [InlineData("nobody", "policyha", "service")]
    [InlineData("policyha", "policyha", "shop")]
    public async Task Wrong_user_password_or_project_is_401_with_keystones_body(string user, string password,
        string project)
    {
        var answer = await Client.LogIn(user, password, project);

        IsFault(answer, 401, "error", "The request you have made requires authentication.");
        Assert.Equal("Unauthorized", answer.Json["error"]!["title"]!.ToString());
        Assert.Equal($"Keystone uri=\"{Cloud.Addresses.AuthUrl}\"", answer.Header("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"auth":{}}""")]
    [InlineData("""{"auth":{"identity":{"methods":"password"}}}""")]
    public async Task A_malformed_login_is_400(string body) =>
        Assert.Equal(400, (await Client.Post(Tokens, body)).Status);

    [Fact]
    public async Task Validation_tells_a_bad_subject_from_a_bad_caller()
    {
        using var member = await CloudClient.LoggedIn(Cloud, "member", "shop");
        var known = await Client.Get(Tokens, ("X-Subject-Token", member.Token!));
        Assert.Equal(200, known.Status);
        Assert.Equal("member", known.Json["token"]!["user"]!["name"]!.ToString());

        Assert.Equal(404, (await Client.Get(Tokens, ("X-Subject-Token", "unknown"))).Status);
        Assert.Equal(403, (await member.Get(Tokens, ("X-Subject-Token", Client.Token!))).Status);

        var subject = member.Token!;
        Client.Token = "worthless";
        Assert.Equal(401, (await Client.Get(Tokens, ("X-Subject-Token", subject))).Status);
    }

    [Fact]
    public async Task A_token_is_refused_once_its_lifetime_is_over()
    {
        Clock.Pass(3599);
        Assert.Equal(200, (await Client.Get("/compute/v2.1/os-services")).Status);

        Clock.Pass(1);
        var late = await Client.Get("/compute/v2.1/os-services");
        Assert.Equal(401, late.Status);
        Assert.Equal("Unauthorized", late.Json["error"]!["title"]!.ToString());
    }

    [Fact]
    public async Task Revoked_tokens_are_refused_and_a_new_login_works()
    {
        Cloud.RevokeTokens();
        Assert.Equal(401, (await Client.Get("/compute/v2.1/os-services")).Status);

        using var again = await CloudClient.LoggedIn(Cloud);
        Assert.Equal(200, (await again.Get("/compute/v2.1/os-services")).Status);
        Assert.Equal(2, Cloud.TokensIssued);
    }

    [Fact]
    public async Task A_system_scoped_token_gets_403_from_nova()
    {
        var answer = await Client.Post(Tokens, """
            {"auth":{"identity":{"methods":["password"],
             "password":{"user":{"name":"policyha","domain":{"id":"default"},"password":"policyha"}}},
             "scope":{"system":{"all":true}}}}
            """);
        Client.Token = answer.Header("X-Subject-Token");

        Assert.Equal(403, (await Client.Get("/compute/v2.1/os-services")).Status);
    }
}
