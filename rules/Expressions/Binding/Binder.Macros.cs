namespace PolicyHa.Rules.Expressions;

/// <summary>Macros: loops over a list or the keys of a map, and cel.bind.</summary>
sealed partial class Binder
{
    Bound BindMacro(Macro macro)
    {
        var range = Bind(macro.Range);
        if (range.Type is not (CelListType or CelMapType or { IsOpen: true }))
        {
            return Wrong(macro.Range, CelProblemCode.Type, $"a list or a map is wanted here, not {range.Type}");
        }

        var (types, isTwo) = (VariableTypes(range.Type), macro.Variables.Count == 2);
        var elementPath = range.Path is null ? null : $"{range.Path}[]";
        var scope = locals;
        var firstSlot = localCount;
        if (isTwo)
        {
            Declare(macro.Variables[0].Text, types.First, null);
            Declare(macro.Variables[1].Text, types.Second, elementPath);
        }
        else
        {
            Declare(macro.Variables[0].Text, types.Single, range.Type is CelMapType ? null : elementPath);
        }
        var bodies = macro.Bodies.Select(Bind).ToArray();
        locals = scope;
        localCount = firstSlot;

        foreach (var condition in ConditionsOf(macro.Kind, bodies))
        {
            if (!CelType.Bool.Accepts(condition.Type))
            {
                Wrong(condition.Syntax, CelProblemCode.Type, NotABool(condition.Type.Name),
                    HintFor(CelType.Bool, condition.Type));
            }
        }

        var slot = environment.Variables.Count + firstSlot;
        var loop = new Loop(macro, range.Run, [.. bodies.Select(b => b.Run)], slot, isTwo);
        var estimate = range.Estimate + 1 + (range.Size * bodies.Sum(b => b.Estimate));
        return new Bound(macro, Known(ResultOf(macro.Kind, range, bodies)), loop.Run, estimate) { Size = range.Size };
    }

    (CelType Single, CelType First, CelType Second) VariableTypes(CelType range) => range switch
    {
        CelListType list => (list.Element.WithoutFree(), Known(CelType.Int), list.Element.WithoutFree()),
        CelMapType map => (map.Key.WithoutFree(), map.Key.WithoutFree(), map.Value.WithoutFree()),
        _ => (CelType.Dyn, CelType.Dyn, CelType.Dyn),
    };

    void Declare(string name, CelType type, string? path)
    {
        locals = new Local(name, type, environment.Variables.Count + localCount++, path, locals);
        SlotsNeeded = Math.Max(SlotsNeeded, environment.Variables.Count + localCount);
    }

    /// <summary>The bodies that must be bool; the others are what is made of each element.</summary>
    static Bound[] ConditionsOf(MacroKind kind, Bound[] bodies) => kind switch
    {
        MacroKind.Map or MacroKind.TransformList or MacroKind.TransformMap => bodies[..^1],
        _ => bodies,
    };

    static CelType ResultOf(MacroKind kind, Bound range, Bound[] bodies) => kind switch
    {
        MacroKind.Map or MacroKind.TransformList => CelType.List(bodies[^1].Type, (int)range.Size),
        MacroKind.TransformMap => CelType.Map(
            range.Type switch { CelMapType map => map.Key, CelListType => CelType.Int, _ => CelType.Dyn },
            bodies[^1].Type, (int)range.Size),
        MacroKind.Filter => range.Type switch
        {
            CelListType => range.Type,
            CelMapType map => CelType.List(map.Key, (int)range.Size),
            _ => CelType.List(CelType.Dyn, (int)range.Size),
        },
        _ => CelType.Bool,
    };

    Bound BindDefinition(Bind bind)
    {
        var value = Bind(bind.Value);
        var scope = locals;
        Declare(bind.Variable.Text, value.Type, value.Path);
        var slot = locals!.Slot;
        var body = Bind(bind.Body);
        locals = scope;
        localCount--;

        var (runValue, runBody) = (value.Run, body.Run);
        return new Bound(bind, body.Type, frame =>
        {
            // An error is bound too: the body may never ask for it.
            frame.Slot(slot) = runValue(frame);
            return runBody(frame);
        }, value.Estimate + body.Estimate + 1, body.Path)
        { Size = body.Size };
    }
}
