namespace PolicyHa.Fuzz;

/// <summary>What was read did not behave as it says it does.</summary>
sealed class BrokenPromiseException(string message) : Exception(message);
