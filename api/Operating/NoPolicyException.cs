using PolicyHa.Rules.Compilation;

namespace PolicyHa.Api.Operating;

/// <summary>
/// There is no policy to start with: none that was in force compiles, and the files have errors; or the replicas that live could not
/// agree on one with this program.
/// </summary>
/// <param name="files">What is wrong with the files.</param>
sealed class NoPolicyException(PolicyLoad files, string message = "the policy has errors") : Exception(message)
{
    public PolicyLoad Files { get; } = files;
}
