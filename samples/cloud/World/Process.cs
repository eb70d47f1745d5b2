namespace PolicyHa.Samples.Cloud.World;

/// <summary>A daemon on a host.</summary>
internal sealed class Process
{
    public bool Running { get; set; } = true;

    /// <summary>Hangs: it is there and does nothing.</summary>
    public bool Frozen { get; set; }

    /// <summary>A restart does not help.</summary>
    public bool Stubborn { get; set; }

    public bool Works => Running && !Frozen;

    public void Restart()
    {
        Running = true;
        Frozen = false;
        Stubborn = false;
    }
}
