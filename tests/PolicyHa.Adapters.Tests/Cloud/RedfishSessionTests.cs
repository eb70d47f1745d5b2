namespace PolicyHa.Adapters.Tests.Cloud;

public sealed class RedfishSessionTests : CloudTest
{
    const string Sessions = "/bmc/compute-1/redfish/v1/SessionService/Sessions";

    [Fact]
    public async Task A_token_lets_in_until_the_session_is_closed()
    {
        var root = await Client.Get("/bmc/compute-1/redfish/v1/");
        Assert.Equal(Sessions, root.Json["Links"]!["Sessions"]!["@odata.id"]!.ToString());
        var login = await LogIn();
        Assert.Equal(201, login.Status);

        Assert.Equal(200, await StatusBy(Token(login)));
        var listed = (await Client.Get(Sessions, Token(login))).Json["Members"]!.AsArray();
        Assert.Equal(login.Header("Location"), Assert.Single(listed)!["@odata.id"]!.ToString());
        Assert.Equal(204, (await Client.Send(HttpMethod.Delete, login.Header("Location"), null, Token(login))).Status);
        Assert.Equal(401, await StatusBy(Token(login)));
    }

    [Fact]
    public async Task A_token_that_is_not_known_does_not_let_in_even_beside_the_password()
    {
        Assert.Equal(401, await StatusBy(("X-Auth-Token", "made-up")));
        Assert.Equal(401, await StatusBy(("X-Auth-Token", "made-up"), CloudClient.Basic("admin:password")));
        Assert.Equal(401, (await LogIn("wrong")).Status);
        Assert.Equal(404, (await Client.Send(HttpMethod.Delete, Sessions + "/7", null, CloudClient.Basic("admin:password"))).Status);
    }

    [Fact]
    public async Task There_are_only_so_many_and_one_that_is_not_used_ends()
    {
        Assert.Equal(200, (await Client.Post("/control/bmc/compute-1", """{"sessionsMax":2}""")).Status);
        var first = await LogIn();
        await LogIn();
        var refused = await LogIn();
        Assert.Equal((503, "Base.1.8.SessionLimitExceeded"),
            (refused.Status, refused.Json["error"]!["@Message.ExtendedInfo"]![0]!["MessageId"]!.ToString()));
        Assert.Equal(200, (await Client.Get("/bmc/compute-1/redfish/v1/Systems", CloudClient.Basic("admin:password"))).Status);

        Clock.Pass(1_700);
        Assert.Equal(200, await StatusBy(Token(first)));
        Clock.Pass(1_700);
        Assert.Equal(200, await StatusBy(Token(first)));
        Assert.Equal(201, (await LogIn()).Status);
        var counts = (await Client.Get("/control/bmc/compute-1")).Json;
        Assert.Equal((2, 3), (counts["sessionsOpen"]!.GetValue<int>(), counts["sessionsOpened"]!.GetValue<int>()));
        await Client.Delete("/control/bmc/compute-1/sessions");
        Assert.Equal(401, await StatusBy(Token(first)));
    }

    Task<Answer> LogIn(string password = "password") => Client.Post(Sessions, $$"""{"UserName":"admin","Password":"{{password}}"}""");

    async Task<int> StatusBy(params (string Name, string Value)[] headers) => (await Client.Get("/bmc/compute-1/redfish/v1/Systems/1", headers)).Status;

    static (string Name, string Value) Token(Answer login) => ("X-Auth-Token", login.Header("X-Auth-Token"));
}
