using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PolicyHa.Api.Contracts;
using PolicyHa.Rules.Documents;

namespace PolicyHa.Api.Endpoints;

/// <summary>Reads rule files from a request: one YAML text, or JSON with several.</summary>
static class PolicyBody
{
    /// <summary>How one text is called in messages.</summary>
    public const string SoleName = "policy.yaml";

    /// <summary>One of the two is null.</summary>
    public static async Task<(IReadOnlyList<SourceText>? Files, ProblemHttpResult? Wrong)> ReadAsync(
        HttpContext http, CancellationToken ct)
    {
        if (!http.Request.HasJsonContentType())
        {
            using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
            return Of([new PolicyFileView(SoleName, await reader.ReadToEndAsync(ct))], "files");
        }

        try
        {
            var json = http.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>();
            var request = await JsonSerializer.DeserializeAsync<PolicyFilesRequest>(
                http.Request.Body, json.Value.SerializerOptions, ct);
            return Of(request?.Files, "files");
        }
        catch (JsonException e)
        {
            return (null, Problems.BadRequest($"the body is not {{\"files\": [{{\"name\", \"text\"}}]}}: {e.Message}"));
        }
    }

    /// <summary>Files that can be one policy; what is wrong with them otherwise.</summary>
    /// <param name="key">Where they are written in the request.</param>
    public static (IReadOnlyList<SourceText>? Files, ProblemHttpResult? Wrong) Of(
        IReadOnlyList<PolicyFileView>? files, string key)
    {
        if (files is null or [])
            return Wrong($"{key}: is missing; give at least one file with name and text");
        foreach (var (index, file) in files.Index())
        {
            if (string.IsNullOrWhiteSpace(file?.Name))
                return Wrong($"{key}[{index}].name: is missing");
            if (string.IsNullOrWhiteSpace(file.Text))
                return Wrong($"{key}[{index}].text: {file.Name} is empty");
        }

        return files.GroupBy(f => f.Name).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? Wrong($"{key}: {twice.Key} is there {twice.Count()} times; each file needs a name of its own")
            : ([.. files.Select(f => new SourceText(f.Name, f.Text))], null);
    }

    static (IReadOnlyList<SourceText>?, ProblemHttpResult?) Wrong(string detail) => (null, Problems.BadRequest(detail));
}
