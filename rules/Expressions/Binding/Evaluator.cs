namespace PolicyHa.Rules.Expressions;

/// <summary>A compiled piece of an expression.</summary>
delegate CelValue Evaluator(CelActivation frame);
