namespace PolicyHa.Engine.Inference;

/// <summary>What a fact is about, and so who can see it.</summary>
public enum FactScope
{
    /// <summary>One host, or one instance on it.</summary>
    Host,

    /// <summary>A failover segment.</summary>
    Segment,

    /// <summary>Everything: a zone, a rack that spans segments, the cloud.</summary>
    Fleet,
}
