namespace PolicyHa.Api.Operating;

/// <summary>A policy that was not taken.</summary>
/// <param name="Review">With everything that stands against it.</param>
sealed record PolicyRefusal(DateTimeOffset At, PolicyReview Review);
