namespace PolicyHa.Api.Tests.EndToEnd;

/// <summary>How far a recovery has come.</summary>
public enum Moment
{
    IncidentOpened,
    PowerOffSent,
    HostProvenOff,
    EvacuationsUnderWay,
}
