using Microsoft.AspNetCore.Http.Metadata;

namespace PolicyHa.Api.Endpoints;

/// <summary>The parameter is the body; a request without one is fine.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
sealed class OptionalBodyAttribute : Attribute, IFromBodyMetadata
{
    public bool AllowEmpty => true;
}
