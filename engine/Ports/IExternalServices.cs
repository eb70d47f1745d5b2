namespace PolicyHa.Engine.Ports;

/// <summary>The services that recoveries may be handed over to.</summary>
public interface IExternalServices
{
    /// <summary>Null: none of that name is configured.</summary>
    IExternalRecovery? Find(string name);
}
