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
}
