using PolicyHa.Engine.Inference;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary>A kind of facts as rules see it: its fields, and where to find them.</summary>
abstract class FactType(string name, CelObjectType fields, FactKind kind)
{
    /// <summary>As rule files call it.</summary>
    public string Name => name;

    public CelObjectType Fields => fields;

    public FactKind Kind => kind;

    public bool IsAboutHost => kind.Scope == FactScope.Host;

    /// <summary>The field that says which host it is about.</summary>
    public virtual string HostField => "host";

    /// <summary>There is one of it for each segment, or one at all: it multiplies nothing.</summary>
    public virtual bool IsSingle => false;

    /// <summary>Adds those that the view shows, in its order.</summary>
    public abstract void Collect(FactView facts, List<Fact> into);

    public CelValue Of(Fact fact) => CelValue.Of(fact, fields);
}

/// <summary>A kind whose facts are of type <typeparamref name="T"/>.</summary>
/// <param name="admits">Which of them count; null: all.</param>
sealed class FactType<T>(string name, CelObjectType fields, FactKind<T> kind, Func<T, bool>? admits = null)
    : FactType(name, fields, kind)
    where T : Fact
{
    readonly FactKind<T> kind = kind;

    public override string HostField { get; } = typeof(T) == typeof(Engine.Inference.Known.HostState) ? "id" : "host";

    public override bool IsSingle { get; } =
        typeof(T) == typeof(Engine.Inference.Known.SegmentState) || typeof(T) == typeof(Engine.Inference.Known.CloudState);

    public override void Collect(FactView facts, List<Fact> into)
    {
        foreach (var fact in facts.Of(kind))
        {
            if (admits is null || admits(fact))
                into.Add(fact);
        }
    }
}
