using System.Diagnostics.CodeAnalysis;

namespace PolicyHa.Api.Configuration;

/// <summary>What reading the configuration gave: options, or everything that is wrong with it.</summary>
/// <param name="Options">Null when there is a mistake.</param>
/// <param name="Mistakes">In the order of the file; then what is missing.</param>
public sealed record ConfigurationLoad(ServiceOptions? Options, IReadOnlyList<ConfigurationMistake> Mistakes)
{
    [MemberNotNullWhen(true, nameof(Options))]
    public bool IsValid => Options is not null;
}
