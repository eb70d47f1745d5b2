namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>One reason not to act. Asked before a plan is made; those that can change meanwhile again before its first act.</summary>
public interface IGuard
{
    /// <summary>What operators may know of it.</summary>
    Gate Gate { get; }

    /// <summary>What stands against the act, in words; null when nothing does.</summary>
    string? Objection(GuardScene scene);

    /// <summary>What is to be said where nothing stands against the act; null: nothing.</summary>
    string? Remark(GuardScene scene) => null;
}
