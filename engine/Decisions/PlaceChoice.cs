using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Decisions;

/// <summary>Where an instance is to go.</summary>
/// <param name="Target">Null: nothing is to be chosen, Nova's scheduler does; or there is no place.</param>
/// <param name="Because">Why there, in words.</param>
/// <param name="WhyNowhere">Why it may be on none of the hosts that can be given instances now, in words; null: there is a place.</param>
public sealed record PlaceChoice(HostName? Target, string Because, string? WhyNowhere)
{
    /// <summary>Nova's scheduler knows best.</summary>
    public static readonly PlaceChoice Scheduler = new(null, "left to Nova's scheduler", null);

    public static PlaceChoice Nowhere(string why) => new(null, "", why);
}
