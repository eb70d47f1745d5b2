using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>One line of <c>classes</c>.</summary>
/// <param name="When">Null for <c>otherwise</c>.</param>
sealed record ClassClause(InstanceClass Class, CelProgram? When, RuleSource At, LocalDiskPolicy LocalDisk, NeedPolicy Needs);

/// <summary>
/// The policy's list of classes; the first condition that holds decides. A condition that cannot be evaluated makes the
/// instance a pet, the dearest class, whose disks are kept: it may be guarded too well then, but neither forgotten nor powered off lightly.
/// </summary>
sealed class InstanceClassifier(CelEnvironment environment, ParamSet parameters, IReadOnlyList<ClassClause> clauses)
    : IInstanceClassifier
{
    readonly ClassVerdict[] verdicts = [.. clauses.Select(c => new ClassVerdict(c.Class, c.At) { LocalDisk = c.LocalDisk, Needs = c.Needs })];

    /// <summary>Taken out while in use: whoever finds it gone makes another.</summary>
    Scratch? spare;

    /// <summary>Every class that an instance can get.</summary>
    public IReadOnlyList<InstanceClass> Classes { get; } =
        [.. clauses.Select(c => c.Class).Append(InstanceClass.Pet).Distinct()];

    public ClassVerdict Classify(Instance instance, ComputeHost? host)
    {
        var scratch = Interlocked.Exchange(ref spare, null) ?? NewScratch();
        (scratch.Subject.Instance, scratch.Subject.Host) = (instance, host);
        var verdict = Classify(scratch.Values);
        spare = scratch;
        return verdict;
    }

    Scratch NewScratch()
    {
        var subject = new ClassSubject();
        var values = parameters.SetIn(environment.NewActivation());
        return new Scratch(values.Set("instance", PolicySchema.ClassSubject.Of(subject)), subject);
    }

    ClassVerdict Classify(CelActivation values)
    {
        for (var i = 0; i < clauses.Count; i++)
        {
            if (clauses[i].When is not { } when)
                return verdicts[i];
            var holds = when.Evaluate(values);
            if (holds.IsTrue)
                return verdicts[i];
            if (!holds.IsFalse)
                return new ClassVerdict(InstanceClass.Pet, verdicts[i].At);
        }

        return new ClassVerdict(InstanceClass.Pet, RuleSource.BuiltIn);
    }

    sealed record Scratch(CelActivation Values, ClassSubject Subject);
}
