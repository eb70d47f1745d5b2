using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary><c>decide: {rack: l.rack, do: notify}</c>: something larger than a host has failed.</summary>
/// <param name="what"><c>rack</c>, <c>segment</c>, <c>zone</c>, <c>cloud</c>; <c>about</c> for anything, by the name that is given.</param>
/// <param name="which">Its name; null: there is one only.</param>
sealed class OutageConclusion(string what, CelProgram? which, string rule, RuleSource at, BecauseText because) : Conclusion
{
    public override string Name => "decide";

    public override FactKind Derives => KnownKinds.Outage;

    public override CelValue? Draw(MatchScratch match, Conclusions conclusions)
    {
        var name = which?.EvaluateWithin(match.Values) ?? CelValue.Of("");
        var said = because.Of(match.Values);
        if (name.IsError || said.IsError)
            return name.IsError ? name : said;
        var hosts = match.Support.OfType<HostFact>().Select(f => f.Host).Distinct().Order();
        var subject = what == "about" ? ParamLiteral.Print(name) : $"{what} {ParamLiteral.Print(name)}".TrimEnd();
        Add(new Outage(subject, rule, at, said.Text, [.. hosts]), match, conclusions);
        return null;
    }
}
