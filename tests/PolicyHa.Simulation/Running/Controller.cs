using PolicyHa.Engine.Facts;

namespace PolicyHa.Simulation.Running;

/// <summary>One of the machines the service runs on: its clock, what it can reach, and the process that lives there now.</summary>
/// <param name="name"><c>a</c>, <c>b</c>, ...</param>
sealed class Controller(string name, SimClock truth)
{
    public string Name { get; } = name;

    public MachineClock Clock { get; } = new(truth);

    /// <summary>The newest rule language the program there reads; another program may be started there.</summary>
    public int Language { get; set; } = Engine.State.Replica.FirstLanguage;

    /// <summary>The compute host that the machine is; null: none.</summary>
    public HostName? Host { get; set; }

    /// <summary>Null while it is down.</summary>
    public SimService? Service { get; set; }

    /// <summary>The store does not answer it.</summary>
    public bool IsCutFromStore { get; set; }

    /// <summary>Nova and the fencing devices do not answer it.</summary>
    public bool IsCutFromCloud { get; set; }

    /// <summary>Its process ends as soon as it does anything more.</summary>
    public bool IsDying { get; set; }

    /// <summary>A process has lived here before.</summary>
    public bool HasLived { get; set; }

    /// <summary>It is to start as soon as the store answers.</summary>
    public bool IsStarting { get; set; }

    /// <summary>Events it has not taken yet.</summary>
    public SimBroker Broker { get; } = new();
}
