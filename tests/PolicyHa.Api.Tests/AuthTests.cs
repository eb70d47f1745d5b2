using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

public sealed class AuthTests : IAsyncLifetime
{
    const string ReaderKey = "reader-key-0123456789";
    const string OperatorKey = "operator-key-0123456789";
    const string AdminKey = "admin-key-0123456789";

    ServiceUnderTest service = null!;

    public async Task InitializeAsync()
    {
        var options = ServiceUnderTest.OptionsFor(cloud: null);
        options.Auth = new AuthOptions
        {
            Keys =
            [
                new AuthKeyOptions { Name = "grafana", Role = Role.Reader, Key = ReaderKey },
                new AuthKeyOptions { Name = "desk", Role = Role.Operator, Key = OperatorKey },
                new AuthKeyOptions { Name = "root", Role = Role.Admin, Key = AdminKey },
            ],
        };
        service = await ServiceUnderTest.StartAsync(options);
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Theory]
    [InlineData("GET", "v1/hosts", null, 401)]
    [InlineData("GET", "v1/hosts", "wrong-key-0123456789", 401)]
    [InlineData("GET", "v1/hosts", ReaderKey, 200)]
    [InlineData("GET", "metrics", null, 401)]
    [InlineData("GET", "healthz", null, 200)]
    [InlineData("POST", "v1/control/disarm", ReaderKey, 403)]
    [InlineData("POST", "v1/control/disarm", OperatorKey, 200)]
    [InlineData("POST", "v1/control/arm", OperatorKey, 403)]
    [InlineData("POST", "v1/control/arm", AdminKey, 200)]
    [InlineData("GET", "v1/policy/versions", ReaderKey, 200)]
    [InlineData("PUT", "v1/policy", OperatorKey, 403)]
    [InlineData("POST", "v1/policy/accept", OperatorKey, 403)]
    [InlineData("POST", "v1/policy/rollback", OperatorKey, 403)]
    [InlineData("POST", "v1/policy/rollback", AdminKey, 409)]
    [InlineData("POST", "v1/policy/diff", ReaderKey, 400)]
    [InlineData("POST", "v1/what-if", ReaderKey, 400)]
    [InlineData("DELETE", "v1/instances/web-1", ReaderKey, 403)]
    [InlineData("POST", "v1/instances/web-1/reset-state", ReaderKey, 403)]
    [InlineData("POST", "v1/instances/web-1/lock", ReaderKey, 403)]
    [InlineData("POST", "v1/instances/web-1/unlock", ReaderKey, 403)]
    [InlineData("POST", "v1/instances/web-1/lock", OperatorKey, 400)]
    [InlineData("POST", "v1/instances/web-1/unlock", OperatorKey, 404)]
    public async Task A_key_opens_what_its_role_allows(string method, string path, string? key, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);

        Assert.Equal(status, (int)(await service.Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_bearer_token_is_a_key_and_its_name_is_in_the_history()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/control/disarm");
        request.Content = JsonContent.Create(new { by = "alice" });
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", OperatorKey);

        var answer = await (await service.Http.SendAsync(request)).Content.ReadAsStringAsync();

        Assert.Contains("alice (key desk)", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_not_known_is_told_how_to_say_who_he_is()
    {
        var response = await service.Http.GetAsync("v1/hosts");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains(
            "Authorization: Bearer KEY", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
