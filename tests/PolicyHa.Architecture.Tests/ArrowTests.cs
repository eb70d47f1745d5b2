namespace PolicyHa.Architecture.Tests;

/// <summary>api → adapters → engine ← rules. The engine knows nobody and no I/O.</summary>
public sealed class ArrowTests
{
    const string Signing = "PolicyHa.Adapters.Webhooks";

    [Fact]
    public void The_engine_references_nothing_of_ours_and_no_package_but_logging()
    {
        Assert.Empty(ProjectFiles.References("engine/PolicyHa.Engine.csproj"));
        Assert.Equal(
            ["Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.Extensions.Logging.Abstractions"],
            ProjectFiles.Packages("engine/PolicyHa.Engine.csproj"));
    }

    [Fact]
    public void Rules_reference_the_engine_alone() =>
        Assert.Equal(["PolicyHa.Engine"], ProjectFiles.References("rules/PolicyHa.Rules.csproj"));

    /// <summary>But for what signs messages: it knows nobody, and two of them need it.</summary>
    [Theory]
    [InlineData("Kafka")]
    [InlineData("OpenStack")]
    [InlineData("Fencing", Signing)]
    [InlineData("Alerts", Signing)]
    [InlineData("Storage")]
    public void An_adapter_references_the_engine_alone(string name, params string[] besides) =>
        Assert.Equal([.. besides, "PolicyHa.Engine"], ProjectFiles.References($"adapters/PolicyHa.Adapters.{name}/PolicyHa.Adapters.{name}.csproj"));

    [Fact]
    public void What_signs_messages_references_nobody()
    {
        Assert.Empty(ProjectFiles.References($"adapters/{Signing}/{Signing}.csproj"));
        Assert.Empty(ProjectFiles.Packages($"adapters/{Signing}/{Signing}.csproj"));
    }

    [Fact]
    public void The_simulation_runs_the_production_core_and_no_adapter() =>
        Assert.Equal(["PolicyHa.Engine", "PolicyHa.Rules"], ProjectFiles.References("tests/PolicyHa.Simulation/PolicyHa.Simulation.csproj"));

    [Fact]
    public void The_simulated_cloud_knows_nothing_of_us() =>
        Assert.Empty(ProjectFiles.References("samples/cloud/PolicyHa.Samples.Cloud.csproj"));

    [Fact]
    public void Adapters_do_not_name_each_other()
    {
        foreach (var file in ProjectFiles.Sources("adapters"))
        {
            var own = file.Split("PolicyHa.Adapters.")[1].Split('/')[0];
            var others = File.ReadLines(file).Where(l => l.StartsWith("using PolicyHa.Adapters.", StringComparison.Ordinal)
                && !l.StartsWith($"using PolicyHa.Adapters.{own}", StringComparison.Ordinal) && l != $"using {Signing};");
            Assert.True(!others.Any(), $"{file}: {string.Join(' ', others)}");
        }
    }
}
