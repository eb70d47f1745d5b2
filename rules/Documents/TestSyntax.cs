namespace PolicyHa.Rules.Documents;

/// <summary>An entry of <c>tests</c> as written; whoever plays it reads what stands in it.</summary>
/// <param name="Expect">
/// A list with something in it, or the text <c>nothing</c>; null where only a step says what is expected of it.
/// </param>
sealed record TestSyntax(
    YamlScalar Name,
    YamlMapping? Params,
    YamlMapping Given,
    YamlSequence? Steps,
    YamlScalar? Until,
    YamlNode? Expect);
