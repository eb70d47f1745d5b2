using Microsoft.AspNetCore.Http.HttpResults;

namespace PolicyHa.Api.Endpoints;

/// <summary>The ways an endpoint says no, all as problem+json.</summary>
static class Problems
{
    /// <summary>The largest page of any list.</summary>
    public const int PageMax = 1000;

    public static ProblemHttpResult NotFound(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: "Not found");

    public static ProblemHttpResult BadRequest(string detail, IDictionary<string, object?>? more = null) =>
        TypedResults.Problem(
            detail, statusCode: StatusCodes.Status400BadRequest, title: "Bad request", extensions: more);

    public static ProblemHttpResult Conflict(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict, title: "Conflict");

    /// <summary>The cloud did not do it.</summary>
    public static ProblemHttpResult Outside(int status, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title);

    public static ProblemHttpResult Unavailable(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable, title: "Not now");

    /// <summary>What is wrong with a page size; null when nothing is.</summary>
    public static ProblemHttpResult? OfLimit(int limit) =>
        limit is >= 1 and <= PageMax ? null : BadRequest($"limit: {limit} is not from 1 to {PageMax}");
}
