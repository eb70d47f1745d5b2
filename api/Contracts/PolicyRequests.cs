using System.Text.Json.Serialization;

namespace PolicyHa.Api.Contracts;

/// <summary>The files of one policy.</summary>
public sealed record PolicyFilesRequest(IReadOnlyList<PolicyFileView>? Files);

/// <summary>Which policy: its whole digest.</summary>
public sealed record PolicyShaRequest(string? Sha256);

/// <summary>Two policies to compare.</summary>
/// <param name="Before">Null: the one in force.</param>
/// <param name="Against"><c>live</c> (the default), or <c>history:30d</c>.</param>
public sealed record PolicyDiffRequest(
    IReadOnlyList<PolicyFileView>? Before, IReadOnlyList<PolicyFileView>? After, string? Against);

/// <summary>What would be done if a host's signals stood so.</summary>
/// <param name="Set">Signal and status, such as <c>{"storage": "down"}</c>; <c>compute</c> is nova-compute and libvirt.</param>
/// <param name="PolicyText">Wire name <c>policy-text</c>: one file, instead of the policy in force.</param>
/// <param name="Files">The same, for a policy of several files.</param>
public sealed record WhatIfRequest(
    string? Host,
    IReadOnlyDictionary<string, string>? Set,
    [property: JsonPropertyName("policy-text")] string? PolicyText,
    IReadOnlyList<PolicyFileView>? Files);
