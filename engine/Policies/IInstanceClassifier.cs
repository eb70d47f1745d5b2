using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Policies;

/// <summary>Says pet, cattle or none of an instance. Pure.</summary>
public interface IInstanceClassifier
{
    /// <summary>The first class whose condition holds. An evaluation error falls to the dearer class, never to none.</summary>
    ClassVerdict Classify(Instance instance);
}
