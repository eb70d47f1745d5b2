namespace PolicyHa.Adapters.Alerts.Sinks;

/// <summary>The JSON that NRDP 2 reads in its field <c>json</c>.</summary>
internal sealed record NrdpResults(IReadOnlyList<NrdpResult> Checkresults);

internal sealed record NrdpResult(
    NrdpType Checkresult, string Hostname, string? Servicename, string State, string Output);

internal sealed record NrdpType(string Type);

/// <summary>NRDP's answer. A status of 0 is success, whatever HTTP says.</summary>
internal sealed record NrdpAnswer(NrdpAnswerResult? Result);

internal sealed record NrdpAnswerResult(int? Status, string? Message, NrdpAnswerMeta? Meta);

internal sealed record NrdpAnswerMeta(string? Output);
