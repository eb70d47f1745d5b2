using PolicyHa.Rules.Compilation;

namespace PolicyHa.Api.Operating;

/// <summary>There is no policy to start with: none that was in force compiles, and the files have errors.</summary>
/// <param name="files">What is wrong with the files.</param>
sealed class NoPolicyException(PolicyLoad files) : Exception("the policy has errors")
{
    public PolicyLoad Files { get; } = files;
}
