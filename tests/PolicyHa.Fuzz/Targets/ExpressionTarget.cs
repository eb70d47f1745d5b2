using PolicyHa.Fuzz.Inputs;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Fuzz.Targets;

/// <summary>
/// Expressions: every problem and error has its place in the text; running twice gives the same; the checker changes
/// no value.
/// </summary>
sealed class ExpressionTarget : FuzzTarget
{
    sealed record Host(string Name, string Status, TimeSpan Age, IReadOnlyDictionary<string, string> Tags);

    static readonly CelObjectType<Host> HostType = CelObjectType.Declare<Host>("host", type => type
        .String("name", h => h.Name)
        .Enum("status", ["up", "down", "unknown"], h => h.Status)
        .Duration("age", h => h.Age)
        .StringMap("tags", h => h.Tags)
        .Strings("names", 10, h => [h.Name, h.Status]));

    static readonly Host Sample = new("c1", "down", TimeSpan.FromSeconds(41), new Dictionary<string, string> { ["rack"] = "r1" });

    static readonly CelEnvironment Environment = CelEnvironment.Empty
        .With("n", CelType.Int).With("x", CelType.Double).With("text", CelType.String).With("up", CelType.Bool)
        .With("list", CelType.List(CelType.Int, 20)).With("tags", CelType.Map(CelType.String, CelType.String, 20))
        .With("host", HostType).With("hosts", CelType.List(HostType, 50)).With("params.settle", CelType.Duration)
        .With("now", CelType.Timestamp).With("it", CelType.Dyn);

    public override string Name => "expressions";

    public override int Share => 40;

    public override string Make(Dice dice) => dice.Below(10) switch
    {
        0 => Soup.Make(dice),
        1 or 2 or 3 => Mutator.Mutate(ExpressionGrammar.Make(dice), dice),
        _ => ExpressionGrammar.Make(dice),
    };

    public override void Try(string input)
    {
        var isChecked = CelCompiler.Compile(input, Environment, CelType.Dyn);
        var isNot = CelCompiler.CompileUnchecked(input, Environment);
        var first = Evaluate(input, isChecked);
        Promise(Text(first) == Text(Evaluate(input, isChecked)), "running twice gave two values");
        var second = Evaluate(input, isNot);
        Promise(isNot.IsValid || !isChecked.IsValid, "the checker takes what does not compile without it");
        Promise(first is not { IsError: false } || Text(first) == Text(second),
            $"the checker changed the value: {Text(first)} with, {Text(second)} without");
        CelCompiler.Compile(input, Environment, CelType.Bool);
    }

    static string? Text(CelValue? value) => value?.ToString();

    static CelValue? Evaluate(string input, CelResult result)
    {
        Promise(result.IsValid == (result.Problems.Count == 0), "problems and program together, or neither");
        foreach (var problem in result.Problems)
        {
            Promise(problem.Message.Length > 0, "a problem says nothing");
            Promise(IsInside(input, problem.Offset, problem.Length), $"a problem lies outside the text: {problem}");
        }

        if (!result.IsValid)
            return null;
        var value = result.Program.Evaluate(Activation());
        Promise(!value.IsAbsent, "the answer is nothing at all");
        Promise(!value.IsError || IsInside(input, value.IsError ? value.Error.Offset : 0, value.IsError ? value.Error.Length : 1),
            $"an error lies outside the text: {value}");
        return value;
    }

    /// <summary>At the very end there is nothing left to underline: one character behind is meant then.</summary>
    static bool IsInside(string text, int offset, int length) => offset >= 0 && length >= 1
        && (offset + length <= text.Length || (offset == text.Length && length == 1) || (text.Length == 0 && offset == 0));

    static CelActivation Activation()
    {
        var tags = new CelMapTable();
        tags.TryAdd(CelValue.Of("rack"), CelValue.Of("r1"));
        return Environment.NewActivation()
            .Set("n", CelValue.Of(3)).Set("x", CelValue.Of(1.5)).Set("text", CelValue.Of("down")).Set("up", CelValue.True)
            .Set("list", CelValue.Of(CelValue.Of(1), CelValue.Of(2), CelValue.Of(3))).Set("tags", CelValue.Of(tags))
            .Set("host", HostType.Of(Sample)).Set("hosts", CelValue.Of(HostType.Of(Sample), HostType.Of(Sample)))
            .Set("params.settle", CelValue.Of(CelDuration.From(TimeSpan.FromSeconds(10))))
            .Set("now", CelValue.Of(CelTimestamp.From(DateTimeOffset.UnixEpoch))).Set("it", CelValue.Of("x"));
    }
}
