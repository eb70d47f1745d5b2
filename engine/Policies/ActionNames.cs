namespace PolicyHa.Engine.Policies;

/// <summary>The words for actions, classes and conflict answers in rule files, traces and the API.</summary>
public static class ActionNames
{
    static readonly string[] Names = ["notify", "ask", "restart-service", "restart", "reboot", "live-migrate", "migrate", "stop", "start", "call", "fence", "evacuate"];

    /// <summary>Every action word, in order of strength.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>For example <c>live-migrate</c>.</summary>
    public static string Name(this RecoveryAction action) => Names[(int)action];

    /// <summary>For example <c>pet</c>.</summary>
    public static string Name(this InstanceClass value) => value switch
    {
        InstanceClass.Pet => "pet",
        InstanceClass.Cattle => "cattle",
        _ => "none",
    };

    /// <summary>For example <c>drain-then-fence</c>.</summary>
    public static string Name(this MixedHosts value) => value switch
    {
        MixedHosts.PetsWin => "pets-win",
        MixedHosts.CattleWin => "cattle-win",
        _ => "drain-then-fence",
    };

    /// <summary>Reads an action word. <c>resurrect</c>, the first tables' word, is <c>evacuate</c>.</summary>
    public static bool TryParseAction(string word, out RecoveryAction action)
    {
        var index = Array.IndexOf(Names, word is "resurrect" ? "evacuate" : word);
        action = (RecoveryAction)Math.Max(index, 0);
        return index >= 0;
    }
}
