namespace PolicyHa.Architecture.Tests;

/// <summary>A safety check that was rewritten must not drop out of <c>make mutations</c>, which takes half an hour to say so.</summary>
public sealed class MutationListTests
{
    const string Switch = "MUTANT";

    [Fact]
    public void Every_text_of_the_list_is_found_exactly_once_and_is_replaced_by_one_with_the_switch()
    {
        var texts = new Dictionary<string, string>();
        var (mutants, mutant, file, old) = (0, "", "", "");
        foreach (var line in File.ReadLines(Path.Combine(ProjectFiles.Root, ".make", "mutations.list")))
        {
            if (line.StartsWith("mutant ", StringComparison.Ordinal))
            {
                (mutants, mutant) = (mutants + 1, line.Split(' ')[1]);
            }
            else if (line.StartsWith("file ", StringComparison.Ordinal))
            {
                file = line[5..];
                texts.TryAdd(file, File.ReadAllText(Path.Combine(ProjectFiles.Root, file)));
            }
            else if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                old = line[2..];
            }
            else if (line.StartsWith("+ ", StringComparison.Ordinal))
            {
                Assert.True(texts[file].Split(old).Length == 2, $"{mutant}: in {file} the text is there {texts[file].Split(old).Length - 1} times: {old}");
                Assert.Contains(Switch, line, StringComparison.Ordinal);
                texts[file] = texts[file].Replace(old, line[2..].Replace(Switch, $"Mutant.Is(\"{mutant}\")", StringComparison.Ordinal), StringComparison.Ordinal);
            }
        }

        Assert.True(mutants >= 24, $"only {mutants} safety checks are listed");
    }
}
