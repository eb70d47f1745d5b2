namespace PolicyHa.OpenStack.Tests.Lab;

/// <summary>A test that needs the lab: a real Keystone and Nova. Without one it is skipped, and says how to get one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LabFactAttribute : FactAttribute
{
    public LabFactAttribute()
    {
        if (OpenRc.Path is null)
            Skip = "no lab runs here: make test-openstack brings one up";
    }
}
