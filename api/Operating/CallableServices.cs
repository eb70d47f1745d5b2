namespace PolicyHa.Api.Operating;

/// <summary>The services of the configuration that rule files may call.</summary>
sealed record CallableServices(IReadOnlyCollection<string> Names);
