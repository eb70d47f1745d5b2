using System.Text.Json.Nodes;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

/// <summary>The verbs that work on rule files without a service.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public class RuleFileToolTests
{
    const string Crooked = "rows: |\n  | id | a || b |\n  | long | c || d |\n";
    const string Straight = "rows: |\n  | id   | a || b |\n  | long | c || d |\n";

    [Fact]
    public async Task Fmt_aligns_a_file_in_place_and_keeps_its_mode()
    {
        var file = Terminal.FileWith(Crooked, "rules.yaml");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Equal((0, $"aligned {file}\n", ""), await Terminal.RunAsync("fmt", file));

        Assert.Equal(Straight, await File.ReadAllTextAsync(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(file));
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
        Assert.Equal((0, "", ""), await Terminal.RunAsync("fmt", file));
    }

    [Fact]
    public async Task Fmt_follows_a_link_to_the_file()
    {
        var file = Terminal.FileWith(Crooked, "rules.yaml");
        var link = Path.Combine(Path.GetDirectoryName(file)!, "link.yaml");
        File.CreateSymbolicLink(link, file);

        await Terminal.RunAsync("fmt", link);

        Assert.Equal(file, new FileInfo(link).LinkTarget);
        Assert.Equal(Straight, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Fmt_check_lists_what_would_change_in_a_directory_and_writes_nothing()
    {
        var file = Terminal.FileWith(Crooked, "b.yaml");
        var folder = Path.GetDirectoryName(file)!;
        await File.WriteAllTextAsync(Path.Combine(folder, "a.yaml"), Straight);

        Assert.Equal((1, $"would change {file}\n", ""), await Terminal.RunAsync("fmt", "--check", folder));

        Assert.Equal(Crooked, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Fmt_tells_what_it_cannot_read_and_goes_on()
    {
        var (broken, good) = (Terminal.FileWith("a: [b\n", "broken.yaml"), Terminal.FileWith(Crooked, "good.yaml"));

        var (exit, output, errors) = await Terminal.RunAsync("fmt", broken, good);

        Assert.Equal((1, $"aligned {good}\n"), (exit, output));
        Assert.Contains("broken.yaml:", errors, StringComparison.Ordinal);
        Assert.Equal(2, (await Terminal.RunAsync("fmt", "/nowhere/rules.yaml")).Exit);
    }

    [Fact]
    public async Task Fmt_leaves_a_file_of_other_bytes_alone()
    {
        var file = Terminal.FileWith("", "latin1.yaml");
        byte[] bytes = [.. "# "u8, 0xE9, .. "\n"u8];
        await File.WriteAllBytesAsync(file, bytes);

        Assert.Equal(2, (await Terminal.RunAsync("fmt", file)).Exit);

        Assert.Equal(bytes, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task Check_prints_the_problems_of_several_files_as_one_sarif_document()
    {
        string[] files = [Terminal.FileWith("a: 1\n", "one.yaml"), Terminal.FileWith("language: 2\n", "two.yaml")];

        var (exit, output, _) = await Terminal.RunAsync(["check", .. files, "--format", "sarif"]);

        Assert.Equal(1, exit);
        var places = JsonNode.Parse(output)!["runs"]![0]!["results"]!.AsArray().Select(r =>
            (string?)r!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]).Distinct();
        Assert.Equal(files.Select(f => new Uri(f).AbsoluteUri), places);
    }

    [Fact]
    public async Task A_check_notes_which_services_must_be_configured()
    {
        var text = PolicyTexts.Default.Replace("crashed|failed|watchdog || restart, notify", "crashed|failed|watchdog || call rebuilder", StringComparison.Ordinal);
        var (_, output, _) = await Terminal.RunAsync("check", Terminal.FileWith(text, "calls.yaml"));

        Assert.Matches(@"calls\.yaml:\d+:\d+: note: calls 'rebuilder', which must be configured under external", output);
    }

    [Fact]
    public async Task A_matrix_is_imported_into_a_file_that_passes_the_check()
    {
        var matrix = Terminal.FileWith(
            "sequence: [manage, storage]\nmatrix: [{health: [up, down], action: [recovery]}]\n", "matrix.yaml");

        var (exit, rules, errors) = await Terminal.RunAsync("import", "masakari-matrix", matrix, "--name", "old");

        Assert.Equal((0, ""), (exit, errors));
        Assert.Equal((0, "1 checked: 0 errors, 0 warnings\n", ""),
            await Terminal.RunAsync("check", Terminal.FileWith(rules, "old.yaml")));
    }

    [Fact]
    public async Task A_wrong_matrix_is_pointed_at_and_prints_nothing()
    {
        var matrix = Terminal.FileWith("sequence: [manage]\nmatrix: [{health: [dwon], action: []}]\n", "matrix.yaml");

        var (exit, rules, errors) = await Terminal.RunAsync("import", "masakari-matrix", matrix);

        Assert.Equal((1, ""), (exit, rules));
        Assert.Contains("matrix.yaml:2:20: error HA203: 'dwon'", errors, StringComparison.Ordinal);
        Assert.Equal(2, (await Terminal.RunAsync("import", "masakari-matrix", "/nowhere")).Exit);
        Assert.Equal(2, (await Terminal.RunAsync("import", "masakari-matrix", matrix, "--name", "a b")).Exit);
    }
}
