using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;

namespace PolicyHa.Rules.Tests.Documents;

/// <summary>Several files make one policy.</summary>
public sealed class PolicyFilesTests : IDisposable
{
    readonly string directory = Directory.CreateTempSubdirectory("policyha-rules-").FullName;

    const string Main = """
        language: 1
        policy: split
        revision: "1"
        classes:
        - {class: pet, otherwise: true}
        """;

    const string Table = """
        language: 1
        params:
          settle: {type: duration, default: 30s}
        tables:
        - name: t
          for: host
          when: host.signals_age >= params.settle
          inputs: {admin: host.admin_network}
          outputs: {pet: actions}
          rows: |
            | id  | admin || pet    |
            | any | *     || notify |
        """;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void The_files_of_a_directory_are_one_policy()
    {
        Write("10-main.yaml", Main);
        Write("20-tables.yml", Table);
        Write(".20-tables.yaml.swp.yaml", "left over by an editor");
        Write("notes.txt", "not for us");

        var load = PolicyFiles.Load(directory);

        Assert.Empty(load.Problems);
        Assert.Equal(TimeSpan.FromSeconds(30), load.Policy!.Settle);
        Assert.EndsWith("20-tables.yml", load.Policy.Rules[0].Source.File, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_is_in_the_newest_language_of_its_files_and_a_language_is_written_one_way()
    {
        Write("a.yaml", Main);
        Write("b.yaml", Table);
        Assert.Equal(PolicyCompiler.NewestLanguage, PolicyFiles.Load(directory).Policy!.Language);

        foreach (var unknown in (string[])["0", "01", "1.0", "-1", "99", "one"])
        {
            Write("b.yaml", Table.Replace("language: 1", $"language: {unknown}", StringComparison.Ordinal));
            Assert.Equal("HA110", Assert.Single(PolicyFiles.Load(directory).Problems).Code);
        }
    }

    [Fact]
    public void What_two_files_both_say_is_an_error_that_names_both_places()
    {
        Write("a.yaml", Main + "\n" + Table.Replace("language: 1\n", "", StringComparison.Ordinal));
        Write("b.yaml", Main + "\n" + Table.Replace("language: 1\n", "", StringComparison.Ordinal));

        var problems = PolicyFiles.Load(directory).Problems;

        Assert.All(problems, p => Assert.Equal("HA112", p.Code));
        Assert.Equal(
            ["'policy'", "'revision'", "'classes'", "param 'settle'", "table 't'"],
            problems.Select(p => p.Message[..p.Message.IndexOf(" is ", StringComparison.Ordinal)]));
        Assert.All(problems, p => Assert.EndsWith("b.yaml", p.File, StringComparison.Ordinal));
        Assert.All(problems, p => Assert.Contains("a.yaml:", p.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_file_is_read_with_values_for_its_params()
    {
        var file = Write("all.yaml", Main + "\n" + Table.Replace("language: 1\n", "", StringComparison.Ordinal));

        var load = PolicyFiles.Load(file, new Dictionary<string, string> { ["settle"] = "3s" });

        Assert.Equal(TimeSpan.FromSeconds(3), load.Policy!.Settle);
    }

    [Fact]
    public void What_cannot_be_read_is_an_error_with_its_path()
    {
        var missing = Path.Combine(directory, "missing.yaml");

        Assert.Equal(("HA113", missing),
            (PolicyFiles.Load(missing).Problems[0].Code, PolicyFiles.Load(missing).Problems[0].File));
        Assert.Equal($"{directory}: error HA113: no *.yaml file is in this directory",
            PolicyFiles.Load(directory).Problems[0].ToString());
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(directory, name);
        File.WriteAllText(path, text);
        return path;
    }
}
