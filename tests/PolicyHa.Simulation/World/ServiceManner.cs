namespace PolicyHa.Simulation.World;

/// <summary>How a service that recoveries are handed over to behaves.</summary>
public enum ServiceManner
{
    Works,

    /// <summary>It takes the call and says later that it could not.</summary>
    Fails,

    /// <summary>It takes the call and never says anything more.</summary>
    Hangs,

    /// <summary>It does not take the call.</summary>
    Refuses,

    /// <summary>It takes calls, and its answers are lost for a while.</summary>
    Mumbles,
}
