namespace PolicyHa.Rules.Expressions;

/// <summary>Variables, fields, has(), and indexing.</summary>
sealed partial class Binder
{
    Bound BindName(Name name)
    {
        variableReads += locals?.Find(name.Text) is null ? 0 : 1;
        if (locals?.Find(name.Text) is { } local)
            return Variable(name, name.Text, local.Type, local.Slot, local.Path);
        return environment.Find(name.Text) is { } variable
            ? BindVariable(name, variable)
            : Undeclared(name, name.Text);
    }

    Bound BindVariable(Node node, CelVariable variable)
    {
        Use(variable.Name);
        if (variable.Definition is { } definition)
            return BindDefined(node, variable.Name, definition);
        variableReads += variable.IsConstant ? 0 : 1;
        return Variable(node, variable.Name, Known(variable.Type), variable.Slot, variable.Name);
    }

    static Bound Variable(Node node, string name, CelType type, int slot, string? path)
    {
        var unset = node.Failed($"'{name}' has no value");
        return new Bound(node, type, frame =>
        {
            ref var value = ref frame.Slot(slot);
            return value.IsAbsent ? unset : value;
        }, 1, path)
        { Short = Shortcuts.OfVariable(slot, type) };
    }

    /// <summary>has(params.settle), where the whole dotted name is a variable: whether it was set.</summary>
    Bound BindVariableTest(Select select, CelVariable variable)
    {
        Use(variable.Name);
        return new Bound(select, Known(CelType.Bool), frame => CelValue.Of(!frame.Slot(variable.Slot).IsAbsent), 1);
    }

    Bound Undeclared(Node node, string dottedName)
    {
        if (Refusals.OfName(dottedName) is { } refusal)
            return Refused(node, refusal.What, refusal.Instead);
        return Wrong(node, CelProblemCode.Undeclared, $"undeclared name '{dottedName}'",
            Spelling.Hint(QualifiedName.RootOf(dottedName), environment.Variables.Select(v => v.Name)));
    }

    Bound BindSelect(Select select)
    {
        // The longest declared dotted name wins: with 'params.settle' declared, it is a variable and not a field.
        if (UnboundNameOf(select with { IsPresenceTest = false }) is { } dottedName)
        {
            if (environment.Find(dottedName) is { } variable)
                return select.IsPresenceTest ? BindVariableTest(select, variable) : BindVariable(select, variable);
            if (!environment.HasPrefixOf(dottedName))
                return Undeclared(select, dottedName);
        }

        var target = Bind(select.Target);
        return target.Type switch
        {
            CelObjectType type => BindField(select, target, type),
            CelMapType map when map.Key.Accepts(CelType.String) => BindAnyField(select, target, map.Value),
            { IsOpen: true } => BindAnyField(select, target, CelType.Dyn),
            _ => Wrong(select, CelProblemCode.Type, $"{target.Type} has no fields"),
        };
    }

    /// <summary>The dotted name, unless it begins with a variable of a macro: those hide declared names.</summary>
    string? UnboundNameOf(Node node) =>
        QualifiedName.Of(node) is { } name && locals?.Find(QualifiedName.RootOf(name)) is null ? name : null;

    Bound BindField(Select select, Bound target, CelObjectType type)
    {
        if (type.Find(select.Field) is not { } field)
        {
            var (why, hint) = type.WhyUntold(select.Field);
            problems.Add(select.FieldOffset, select.Field.Length, CelProblemCode.Undeclared,
                $"undeclared field '{select.Field}' of {type.Name}" + (why is null ? "" : $": {why}"),
                hint ?? Spelling.Hint(select.Field, type.Fields.Select(f => f.Name)));
            return Failing(select, $"undeclared field '{select.Field}'");
        }

        var path = PathOf(target, select.Field);
        Unuse(target.Path);
        Use(path);
        var (run, read) = (target.Run, field.Read);
        if (select.IsPresenceTest)
        {
            return new Bound(select, CelType.Bool, frame =>
            {
                var instance = run(frame);
                return IsOfType(instance) ? CelValue.Of(!read(instance.Instance).IsAbsent) : NotOfType(instance);
            }, target.Estimate + 1)
            { Short = target.Short.Slot is { } variable ? Shortcuts.OfPresence(variable, type, field) : default };
        }

        if (field.IsAge)
            looseAges.Add(select);
        var absent = select.Failed($"{path ?? select.Field} has no value here; ask has() first");
        return new Bound(select, field.Type, frame =>
        {
            var instance = run(frame);
            if (!IsOfType(instance))
                return NotOfType(instance);
            var value = read(instance.Instance);
            return value.IsAbsent ? absent : value;
        }, target.Estimate + 1, path)
        { IsAge = field.IsAge, Short = target.Short.Slot is { } slot ? Shortcuts.OfField(slot, type, field) : default };

        // The checker knows the type; a caller may still have bound something else.
        bool IsOfType(in CelValue value) => value.Kind == CelValueKind.Object && ReferenceEquals(value.Shape, type);
        CelValue NotOfType(in CelValue value) =>
            value.IsError ? value : target.Failed($"{value.TypeName} stands where {type.Name} was declared");
    }

    /// <summary>A field of a map, or of something whose kind only the value tells.</summary>
    Bound BindAnyField(Select select, Bound target, CelType type)
    {
        var run = target.Run;
        var key = CelValue.Of(select.Field);
        var isTest = select.IsPresenceTest;
        return new Bound(select, isTest ? Known(CelType.Bool) : type, frame =>
        {
            var value = run(frame);
            if (value.IsError)
                return value;
            CelValue found;
            switch (value.Kind)
            {
                case CelValueKind.Map:
                    value.Map.TryGet(key, out found);
                    break;
                case CelValueKind.Object when value.Shape!.Find(select.Field) is { } field:
                    found = field.Read(value.Instance);
                    break;
                default:
                    return select.Failed($"{value.TypeName} has no field '{select.Field}'");
            }
            if (isTest)
                return CelValue.Of(!found.IsAbsent);
            return found.IsAbsent ? select.Failed($"no such key: '{select.Field}'") : found;
        }, target.Estimate + 1)
        { Short = isTest ? target.Short.HasEntry(_ => select.Field) : target.Short.Entry(_ => select.Field) };
    }

    Bound BindIndex(Index index)
    {
        var (target, key) = (Bind(index.Target), Bind(index.Key));
        var cost = target.Estimate + key.Estimate + 1;
        CelType? type = target.Type switch
        {
            CelListType list when CelType.Int.Accepts(key.Type) => list.Element,
            CelMapType map when map.Key.IsComparableTo(key.Type) => map.Value,
            { IsOpen: true } => CelType.Dyn,
            _ => null,
        };
        if (type is null)
        {
            return Wrong(index, CelProblemCode.Type, $"{target.Type} cannot be indexed with {key.Type}",
                target.Type is CelObjectType ? "write a dot and the name of the field" : null);
        }
        if (target.Type is CelMapType { Key: CelEnumType keys })
            CheckEnumLiterals(index.Key, keys);

        var (runTarget, runKey) = (target.Run, key.Run);
        return new Bound(index, type, frame =>
        {
            var container = runTarget(frame);
            if (container.IsError)
                return container;
            var at = runKey(frame);
            return at.IsError ? at : ElementAt(index, container, at);
        }, cost)
        { Short = target.Short.Entry(key.Short.Text) };
    }

    static CelValue ElementAt(Index index, in CelValue container, in CelValue key)
    {
        if (container.Kind == CelValueKind.Map)
        {
            container.Map.TryGet(key, out var value);
            return value.IsAbsent ? index.Failed($"no such key: {key}") : value;
        }
        if (container.Kind != CelValueKind.List)
            return index.Failed($"{container.TypeName} cannot be indexed");
        if (!CelMapKey.TryMakeCanonical(key, out var at) || at.Kind != CelValueKind.Int)
            return index.Failed($"{key} is not a place in a list");
        if (at.Int < 0 || at.Int >= container.List.Count)
            return index.Failed($"index {at} is out of range; the list has {container.List.Count} elements");
        var element = container.List[(int)at.Int];
        return element.IsAbsent ? index.Failed($"element {at} has no value") : element;
    }

    static string? PathOf(Bound target, string field) => target.Path is null ? null : $"{target.Path}.{field}";

    void Use(string? path)
    {
        if (path is not null)
            uses[path] = uses.GetValueOrDefault(path) + 1;
    }

    /// <summary>What was read was only a step on the way to one of its fields.</summary>
    void Unuse(string? path)
    {
        if (path is not null && uses.GetValueOrDefault(path) > 0)
            uses[path]--;
    }
}
