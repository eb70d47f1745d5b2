namespace PolicyHa.Rules.Documents;

sealed partial class PolicyReader
{
    ReAdmissionSyntax? ReadReAdmission(YamlMapping? mapping)
    {
        if (mapping is null)
            return null;
        var keys = new MappingReader(mapping, "'re-admission'", problems);
        var (mode, healthy, failBack) = (keys.Text("mode"), keys.Text("healthy"), keys.Text("fail-back"));
        keys.Finish();
        return new ReAdmissionSyntax(mapping.Span, mode, healthy, failBack);
    }

    ShutdownSyntax? ReadShutdown(YamlMapping? mapping)
    {
        if (mapping is null)
            return null;
        var keys = new MappingReader(mapping, "'shutdown'", problems);
        var (mode, wait) = (keys.Text("mode"), keys.Text("wait"));
        keys.Finish();
        return new ShutdownSyntax(mapping.Span, mode, wait);
    }

    List<StepLimitSyntax> ReadSteps(YamlMapping? mapping)
    {
        var lines = new List<StepLimitSyntax>();
        foreach (var (action, value) in mapping?.Entries ?? [])
        {
            if (AsMapping(value, $"what 'steps' says about '{action.Value}'") is not { } keys)
                continue;
            lines.Add(new StepLimitSyntax(keys.Span, action, keys.Text("timeout"), keys.Text("tries"), keys.Text("back-off")));
            keys.Finish();
        }

        return lines;
    }
}
