using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Policies;

/// <summary>Says pet, cattle or none of an instance. Pure.</summary>
public interface IInstanceClassifier
{
    /// <summary>The first class whose condition holds. An evaluation error falls to the dearer class, never to none.</summary>
    /// <param name="host">Where it runs, for conditions on zone, aggregate or rack; null when nobody knows: errors then.</param>
    ClassVerdict Classify(Instance instance, ComputeHost? host);
}
