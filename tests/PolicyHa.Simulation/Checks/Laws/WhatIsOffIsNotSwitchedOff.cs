namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S8: a device that says "off" is not asked to switch off.</summary>
sealed class WhatIsOffIsNotSwitchedOff : ILaw
{
    public string Id => "S8";

    public string? Broken(LawScene scene)
    {
        var needless = scene.NewActs.FirstOrDefault(a => a.Kind == "fence" && a.IsNeedless);
        return needless is null ? null : $"{needless} though it reads off";
    }
}
