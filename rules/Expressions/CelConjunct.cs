namespace PolicyHa.Rules.Expressions;

/// <summary>One of the conditions that &amp;&amp; joins.</summary>
/// <param name="Text">As written.</param>
sealed record CelConjunct(string Text, Bound Bound)
{
    const string And = "&&";

    /// <summary>What stands on both sides of its ==; null for any other condition.</summary>
    public (Bound Left, Bound Right)? Equality =>
        Bound.Syntax is Binary { Operator: TokenKind.Equal } ? Bound.Sides : null;

    public CelValue Evaluate(CelActivation values)
    {
        values.Begin(0, CelLimits.Cost);
        return Bound.Run(values);
    }

    /// <summary>Why it does not hold, with the values that took part: <c>h.power == 'off' (h.power is 'up')</c>.</summary>
    public string Describe(CelActivation values)
    {
        var sides = Bound.Sides is { } both ? (Bound[])[both.Left, both.Right] : [];
        var known = sides.Where(s => s.Syntax is not Literal && s.Path is not null)
            .Select(s => $"{s.Path} is {s.Run(values)}").ToList();
        return known.Count == 0 ? Text : $"{Text} ({string.Join(", ", known)})";
    }

    public static IReadOnlyList<CelConjunct> Of(string text, Bound root, IReadOnlyList<Bound>? terms)
    {
        if (terms is null)
            return [new CelConjunct(text.Trim(), root)];
        var conjuncts = new List<CelConjunct>();
        var start = 0;
        for (var i = 0; i < terms.Count; i++)
        {
            // between two terms stand blanks, brackets and the operator, nothing else
            var end = i + 1 < terms.Count
                ? text.IndexOf(And, terms[i].Syntax.End, StringComparison.Ordinal)
                : text.Length;
            conjuncts.Add(new CelConjunct(text[start..end].Trim(), terms[i]));
            start = end + And.Length;
        }

        return conjuncts;
    }
}
