namespace PolicyHa.Rules.Expressions;

/// <summary>Operators, conditionals and literals of lists and maps.</summary>
sealed partial class Binder
{
    /// <summary>
    /// &amp;&amp; and ||: a side that decides wins whichever it is, and drops an error of the other. So after an error
    /// the other sides must still be asked.
    /// </summary>
    Bound BindLogic(Logic logic)
    {
        var terms = logic.Terms.Select(Bind).ToArray();
        foreach (var term in terms)
        {
            if (!CelType.Bool.Accepts(term.Type))
                Wrong(term.Syntax, CelProblemCode.Type, NotABool(term.Type.Name), HintFor(CelType.Bool, term.Type));
        }

        var runs = terms.Select(t => t.Run).ToArray();
        var isAnd = logic.IsAnd;
        if (isAnd && ReferenceEquals(logic, rootSyntax))
            RootTerms = terms;
        return new Bound(logic, Known(CelType.Bool), frame =>
        {
            var error = CelValue.Absent;
            for (var i = 0; i < runs.Length; i++)
            {
                var value = runs[i](frame);
                if (isAnd ? value.IsFalse : value.IsTrue)
                    return value;
                if (value.Kind != CelValueKind.Bool && error.IsAbsent)
                    error = value.IsError ? value : terms[i].Failed(NotABool(value.TypeName));
            }
            return error.IsAbsent ? CelValue.Of(isAnd) : error;
        }, 1 + terms.Sum(t => t.Estimate))
        { Short = Shortcuts.Joined(terms, isAnd) };
    }

    static string NotABool(string type) => $"no such overload: {type} is not a bool";

    Bound BindUnary(Unary unary)
    {
        var operand = Bind(unary.Operand);
        return unary.Operator == TokenKind.Not
            ? BindOverloads(unary, Operators.Not, [operand]) with { Short = operand.Short.Negated() }
            : BindOverloads(unary, Operators.Negate, [operand]);
    }

    Bound BindBinary(Binary binary)
    {
        var before = variableReads;
        var left = Bind(binary.Left);
        var between = variableReads;
        var right = Bind(binary.Right);
        CompareAges(binary, left, between == before, right, variableReads == between);
        var bound = binary.Operator switch
        {
            TokenKind.Equal => BindEquality(binary, left, right, wanted: true),
            TokenKind.NotEqual => BindEquality(binary, left, right, wanted: false),
            TokenKind.In => BindIn(binary, left, right),
            _ => BindOverloads(binary, Operators.NameOf(binary.Operator), [left, right]) with
            {
                Short = AreOfOneKind(left, right) ? left.Short.Order(right.Short, binary.Operator) : default,
            },
        };
        return bound with { Sides = (left, right) };
    }

    Bound BindEquality(Binary binary, Bound left, Bound right, bool wanted)
    {
        CheckComparable(binary, left.Type, right.Type, wanted ? "_==_" : "_!=_");
        if (left.Type is CelEnumType leftValues)
            CheckEnumLiterals(binary.Right, leftValues);
        if (right.Type is CelEnumType rightValues)
            CheckEnumLiterals(binary.Left, rightValues);

        var (runLeft, runRight) = (left.Run, right.Run);
        return new Bound(binary, Known(CelType.Bool), frame =>
        {
            var a = runLeft(frame);
            if (a.IsError)
                return a;
            var b = runRight(frame);
            if (b.IsError)
                return b;
            frame.Charge(TextCost(a) + TextCost(b));
            return CelValue.Of(CelEquality.AreEqual(a, b) == wanted);
        }, left.Estimate + right.Estimate + 1 + EstimatedTextCost(left.Type))
        { Short = AreOfOneKind(left, right) ? left.Short.Equality(right.Short, wanted) : default };
    }

    /// <summary>An int and a duration both have a number, but are never equal: so what is not known has no short way.</summary>
    static bool AreOfOneKind(Bound left, Bound right) =>
        KindOf(left.Type) == KindOf(right.Type) && KindOf(left.Type) is CelTypeKind.String or CelTypeKind.Int or CelTypeKind.Duration;

    static CelTypeKind KindOf(CelType type) => type.Kind == CelTypeKind.Enum ? CelTypeKind.String : type.Kind;

    void CheckComparable(Binary binary, CelType left, CelType right, string name)
    {
        if (left is CelEnumType a && right is CelEnumType b && !a.Overlaps(b))
        {
            Wrong(binary, CelProblemCode.Type, $"these can never be equal: {left} and {right}");
            return;
        }
        if (left.IsComparableTo(right) || (left is CelEnumType && right is CelEnumType))
            return;
        var hint = (Lower(left.Kind, right.Kind), Higher(left.Kind, right.Kind)) switch
        {
            (CelTypeKind.Null, _) => "to ask whether something is there write has(a.b)",
            (CelTypeKind.Int, CelTypeKind.Double) => "write double(...) around the int",
            (CelTypeKind.String, CelTypeKind.Duration) => "write duration('...')",
            (CelTypeKind.String, CelTypeKind.Timestamp) => "write timestamp('...')",
            _ => null,
        };
        Wrong(binary, CelProblemCode.Type, $"no matching overload for '{name}' applied to '({left}, {right})'", hint);
    }

    static CelTypeKind Lower(CelTypeKind a, CelTypeKind b) => a < b ? a : b;

    static CelTypeKind Higher(CelTypeKind a, CelTypeKind b) => a < b ? b : a;

    Bound BindIn(Binary binary, Bound item, Bound container)
    {
        var elements = container.Type switch
        {
            CelListType list => list.Element,
            CelMapType map => map.Key,
            { IsOpen: true } => CelType.Dyn,
            _ => null,
        };
        if (elements is null)
        {
            return Wrong(binary, CelProblemCode.Type,
                $"no matching overload for '@in' applied to '({item.Type}, {container.Type})'",
                container.Type.Kind is CelTypeKind.String or CelTypeKind.Enum ? "write text.contains('...')" : null);
        }
        CheckComparable(binary, item.Type, elements, "@in");
        if (item.Type is CelEnumType values)
            CheckEnumLiterals(binary.Right, values);
        if (elements is CelEnumType members)
            CheckEnumLiterals(binary.Left, members);

        var (runItem, runContainer) = (item.Run, container.Run);
        return new Bound(binary, Known(CelType.Bool), frame =>
        {
            var a = runItem(frame);
            if (a.IsError)
                return a;
            var b = runContainer(frame);
            if (b.IsError)
                return b;
            return b.Kind switch
            {
                CelValueKind.Map => CelValue.Of(b.Map.TryGet(a, out _)),
                CelValueKind.List => Contains(frame, b.List, a),
                _ => binary.Failed($"no such overload: nothing is in {b.TypeName}"),
            };
        }, item.Estimate + container.Estimate + 1 + (container.Type is CelMapType ? 0 : container.Size))
        { Short = container.Short.HasEntry(item.Short.Text) };

        static CelValue Contains(CelActivation frame, CelList list, in CelValue item)
        {
            frame.Charge(list.Count);
            for (var i = 0; i < list.Count; i++)
            {
                if (CelEquality.AreEqual(list[i], item))
                    return CelValue.True;
            }
            return CelValue.False;
        }
    }

    Bound BindConditional(Conditional node)
    {
        var (condition, then, other) = (Bind(node.Condition), Bind(node.Then), Bind(node.Else));
        if (!CelType.Bool.Accepts(condition.Type))
        {
            Wrong(node.Condition, CelProblemCode.Type, NotABool(condition.Type.Name),
                HintFor(CelType.Bool, condition.Type));
        }
        if (!then.Type.IsComparableTo(other.Type) && !(then.Type is CelEnumType && other.Type is CelEnumType))
        {
            Wrong(node, CelProblemCode.Type, $"the two cases differ in type: {then.Type} and {other.Type}",
                "write dyn(...) around one of them if that is meant");
        }

        var (runCondition, runThen, runOther) = (condition.Run, then.Run, other.Run);
        return new Bound(node, CelType.Join(then.Type, other.Type), frame =>
        {
            var decided = runCondition(frame);
            if (decided.Kind != CelValueKind.Bool)
                return decided.IsError ? decided : condition.Failed(NotABool(decided.TypeName));
            return decided.IsTrue ? runThen(frame) : runOther(frame);
        }, condition.Estimate + Math.Max(then.Estimate, other.Estimate) + 1)
        { Size = Math.Max(then.Size, other.Size) };
    }

    Bound BindList(ListLiteral list)
    {
        var elements = list.Elements.Select(Bind).ToArray();
        var element = elements.Aggregate(CelType.Free, (type, next) => CelType.Join(type, next.Type));
        var runs = elements.Select(e => e.Run).ToArray();
        return new Bound(list, Known(CelType.List(element, elements.Length)), frame =>
        {
            var values = new CelValue[runs.Length];
            for (var i = 0; i < runs.Length; i++)
            {
                values[i] = runs[i](frame);
                if (values[i].IsError)
                    return values[i];
            }
            return CelValue.Of(new CelArray(values));
        }, 1 + elements.Sum(e => e.Estimate))
        { Size = elements.Length };
    }

    Bound BindMap(MapLiteral map)
    {
        var entries = map.Entries.Select(e => (Key: Bind(e.Key), Value: Bind(e.Value))).ToArray();
        var key = entries.Aggregate(CelType.Free, (type, next) => CelType.Join(type, next.Key.Type));
        var value = entries.Aggregate(CelType.Free, (type, next) => CelType.Join(type, next.Value.Type));
        CheckKeys(map);
        foreach (var entry in entries)
        {
            if (!entry.Key.Type.IsOpen && entry.Key.Type.Kind
                is not (CelTypeKind.Int or CelTypeKind.Bool or CelTypeKind.String or CelTypeKind.Enum))
                Wrong(entry.Key.Syntax, CelProblemCode.Type, UnsupportedKey(entry.Key.Type.Name));
        }

        return new Bound(map, Known(CelType.Map(key, value, entries.Length)), frame =>
        {
            var table = new CelMapTable();
            foreach (var entry in entries)
            {
                var (k, v) = (entry.Key.Run(frame), entry.Value.Run(frame));
                if (k.IsError || v.IsError)
                    return k.IsError ? k : v;
                if (!CelMapKey.IsAllowed(k))
                    return entry.Key.Failed(UnsupportedKey(k.TypeName));
                if (!table.TryAdd(k, v))
                    return entry.Key.Failed($"the key {k} stands twice");
            }
            return CelValue.Of(table);
        }, 1 + entries.Sum(e => e.Key.Estimate + e.Value.Estimate))
        { Size = entries.Length };
    }

    static string UnsupportedKey(string type) => $"unsupported key type: {type}; keys are int, bool or string";

    void CheckKeys(MapLiteral map)
    {
        var seen = new HashSet<CelValue>(CelMapKey.Comparer);
        foreach (var (key, _) in map.Entries)
        {
            if (key is Literal literal && CelMapKey.IsAllowed(literal.Value) && !seen.Add(literal.Value))
                Wrong(key, CelProblemCode.Literal, $"the key {literal.Value} stands twice");
        }
    }

    /// <summary>
    /// One step for sixteen characters: about what comparing them costs against one step of evaluation.
    /// </summary>
    static int TextCost(in CelValue value) => value.Kind == CelValueKind.String ? value.Text.Length / 16 : 0;

    static int EstimatedTextCost(CelType type) => type.Kind == CelTypeKind.String ? CelLimits.AssumedTextCost : 0;
}
