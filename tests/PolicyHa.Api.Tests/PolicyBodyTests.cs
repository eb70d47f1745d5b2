using System.Net.Http.Headers;
using System.Text;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

[Collection(CalmService.Name)]
public class PolicyBodyTests(CalmService calm)
{
    readonly ServiceUnderTest service = calm.Service;

    [Theory]
    [InlineData("application/yaml", "", "files[0].text: policy.yaml is empty")]
    [InlineData("application/json", "{}", "files: is missing")]
    [InlineData("application/json", "[", "the body is not")]
    [InlineData("application/json", "null", "files: is missing")]
    [InlineData("application/json", """{"files":[{"name":"a","text":"x","by":"me"}]}""", "by")]
    [InlineData("application/json", """{"files":[null]}""", "files[0].name: is missing")]
    [InlineData("application/json", """{"files":[{"name":" ","text":"x"}]}""", "files[0].name: is missing")]
    [InlineData("application/json", """{"files":[{"name":"a","text":"x"},{"name":"a","text":"y"}]}""", "a is there 2 times")]
    public async Task A_body_that_is_no_policy_is_told_what_is_wrong(string type, string body, string reason)
    {
        var (status, answer) = await service.PutPolicyAsync(
            new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)));

        Assert.Equal(400, status);
        Assert.Contains(reason, (string?)answer["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_kind_of_body_is_not_taken() => Assert.Equal(
        415,
        (await service.PutPolicyAsync(new StringContent("<policy/>", new MediaTypeHeaderValue("text/xml")))).Status);

    [Theory]
    [InlineData("v1/policy/accept", "{}", 400, "sha256: is missing")]
    [InlineData("v1/policy/accept", """{"sha256":"abc"}""", 409, "no policy abc waits")]
    [InlineData("v1/policy/rollback", """{"sha256":"abc"}""", 404, "no policy abc is remembered")]
    [InlineData("v1/policy/rollback", "null", 409, "no other policy was in force before")]
    public async Task A_digest_that_nobody_knows_is_told(string path, string body, int status, string reason)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var response = await service.Http.PostAsync(path, content);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_not_there_is_not_found() =>
        Assert.Equal(404, (int)(await service.Http.GetAsync("v1/policy/versions/abc")).StatusCode);

    [Fact]
    public async Task A_dry_run_answers_what_would_come_of_it_and_changes_nothing()
    {
        var (bad, errors) = await service.PutPolicyAsync(PolicyTexts.Broken, "?dry-run=true");
        var (good, put) = await service.PutPolicyAsync(PolicyTexts.Revision("9"), "?dry-run=true");

        Assert.Equal((200, "errors"), (bad, (string?)errors["refused"]));
        Assert.Equal((200, false), (good, (bool)put["activated"]!));
        Assert.Null(put["refused"]);
        var policy = await service.GetAsync("v1/policy");
        Assert.Equal("1", (string?)policy["revision"]);
        Assert.Null(policy["refused"]);
    }
}
