namespace PolicyHa.Rules.Expressions;

/// <summary>
/// Runs a macro. all() and exists() absorb errors as &amp;&amp; and || do; the others stop at the first.
/// </summary>
sealed class Loop(Macro macro, Evaluator range, Evaluator[] bodies, int slot, bool isTwoVariables)
{
    readonly int slot = slot;
    readonly bool isTwoVariables = isTwoVariables;
    readonly Evaluator body = bodies[^1];
    readonly Evaluator? filter = bodies.Length > 1 ? bodies[0] : null;
    readonly int stepsPerElement = 1 + bodies.Length;

    public CelValue Run(CelActivation frame)
    {
        var over = range(frame);
        if (over.IsError)
            return over;
        if (over.Kind is not (CelValueKind.List or CelValueKind.Map))
            return macro.Range.Failed($"a list or a map is wanted here, not {over.TypeName}");
        return macro.Kind switch
        {
            MacroKind.All => Fold(frame, over, decisive: false),
            MacroKind.Exists => Fold(frame, over, decisive: true),
            MacroKind.ExistsOne => ExistsOne(frame, over),
            MacroKind.TransformMap => TransformMap(frame, over),
            _ => Collect(frame, over),
        };
    }

    CelValue Fold(CelActivation frame, CelValue over, bool decisive)
    {
        var error = CelValue.Absent;
        for (var elements = new Elements(frame, over, this); elements.MoveNext();)
        {
            var value = body(frame);
            if (value.Kind == CelValueKind.Bool && value.IsTrue == decisive)
                return value;
            if (value.Kind != CelValueKind.Bool && error.IsAbsent)
                error = AsError(value);
        }
        return error.IsAbsent ? CelValue.Of(!decisive) : error;
    }

    CelValue ExistsOne(CelActivation frame, CelValue over)
    {
        var count = 0;
        for (var elements = new Elements(frame, over, this); elements.MoveNext();)
        {
            var value = body(frame);
            if (value.Kind != CelValueKind.Bool)
                return AsError(value);
            count += value.IsTrue ? 1 : 0;
        }
        return CelValue.Of(count == 1);
    }

    CelValue Collect(CelActivation frame, CelValue over)
    {
        var results = new List<CelValue>();
        var condition = macro.Kind == MacroKind.Filter ? body : filter;
        for (var elements = new Elements(frame, over, this); elements.MoveNext();)
        {
            if (condition?.Invoke(frame) is { IsTrue: false } decided)
            {
                if (decided.Kind != CelValueKind.Bool)
                    return AsError(decided);
                continue;
            }
            var value = macro.Kind == MacroKind.Filter ? frame.Slot(slot) : body(frame);
            if (value.IsError)
                return value;
            results.Add(value);
        }
        return CelValue.Of(new CelArray([.. results]));
    }

    CelValue TransformMap(CelActivation frame, CelValue over)
    {
        var results = new CelMapTable();
        for (var elements = new Elements(frame, over, this); elements.MoveNext();)
        {
            if (filter?.Invoke(frame) is { IsTrue: false } decided)
            {
                if (decided.Kind != CelValueKind.Bool)
                    return AsError(decided);
                continue;
            }
            var key = frame.Slot(slot);
            var value = body(frame);
            if (value.IsError)
                return value;
            results.TryAdd(key, value);
        }
        return CelValue.Of(results);
    }

    CelValue AsError(in CelValue value) =>
        value.IsError ? value : macro.Bodies[0].Failed($"no such overload: {value.TypeName} is not a bool");

    /// <summary>
    /// Walks a list or map and puts the macro's variables into their slots; ends early when the budget does.
    /// </summary>
    struct Elements(CelActivation frame, CelValue over, Loop loop)
    {
        readonly CelList? list = over.Kind == CelValueKind.List ? over.List : null;
        readonly IEnumerator<KeyValuePair<CelValue, CelValue>>? entries =
            over.Kind == CelValueKind.Map ? over.Map.GetEnumerator() : null;
        int at = -1;

        public bool MoveNext()
        {
            at++;
            if (list is null ? !entries!.MoveNext() : at >= list.Count)
                return false;
            if (!frame.Charge(loop.stepsPerElement))
                return false;
            var (key, value) = list is null
                ? (entries!.Current.Key, entries.Current.Value)
                : (CelValue.Of((long)at), list[at]);
            if (loop.isTwoVariables)
            {
                frame.Slot(loop.slot) = key;
                frame.Slot(loop.slot + 1) = value;
            }
            else
            {
                frame.Slot(loop.slot) = list is null ? key : value;
            }
            return true;
        }
    }
}
