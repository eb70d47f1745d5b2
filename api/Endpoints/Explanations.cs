using PolicyHa.Api.Contracts;
using PolicyHa.Engine.Explain;

namespace PolicyHa.Api.Endpoints;

/// <summary>Gives an explanation as JSON, or as the text that people read.</summary>
static class Explanations
{
    /// <param name="format"><c>text</c> or <c>json</c>; null: as the caller accepts.</param>
    public static IResult Answer(Explanation explanation, HttpContext http, string? format) => format switch
    {
        "text" => TypedResults.Text(ExplanationText.Of(explanation)),
        null when WantsText(http) => TypedResults.Text(ExplanationText.Of(explanation)),
        null or "json" => TypedResults.Ok(ExplanationView.Of(explanation)),
        _ => Problems.BadRequest($"format: '{format}' is none of text, json"),
    };

    static bool WantsText(HttpContext http) =>
        http.Request.GetTypedHeaders().Accept is [var first, ..]
            && first.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase);
}
