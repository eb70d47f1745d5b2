namespace PolicyHa.Api.Tests.Importing;

/// <summary>The files that are written: for their owner alone, and none over another.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public class FencingFileTests
{
    const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    static readonly string[] Lines =
    [
        "cmp01,ipmi,10.9.0.11,,admin,hunter2-a,", "cmp02,ipmi,10.9.0.12,,admin,hunter2-b,",
        "cmp03,redfish,10.9.0.13,,admin,hunter2-a,", "cmp04,ipmi,10.9.0.14,,admin,******,",
    ];

    readonly string secrets = FencingImports.NoFolderYet();

    string Output => Path.Combine(Path.GetDirectoryName(secrets)!, "fencing.yaml");

    [Fact]
    public async Task Each_password_goes_to_a_file_of_its_own_and_is_printed_nowhere()
    {
        var (exit, output, errors) = await FencingImports.TableAsync(Lines, "--secrets", secrets, "--write-secrets");

        Assert.Equal(0, exit);
        Assert.Equal(OwnersFile | UnixFileMode.UserExecute, File.GetUnixFileMode(secrets));
        Assert.Equal(["bmc-admin", "bmc-admin-2"], Directory.GetFiles(secrets).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("hunter2-a\n", await File.ReadAllTextAsync(Path.Combine(secrets, "bmc-admin")));
        Assert.Equal("hunter2-b\n", await File.ReadAllTextAsync(Path.Combine(secrets, "bmc-admin-2")));
        Assert.All(Directory.GetFiles(secrets), f => Assert.Equal(OwnersFile, File.GetUnixFileMode(f)));
        Assert.DoesNotContain("hunter2", output + errors, StringComparison.Ordinal);
        Assert.Equal(
            [
                $"{secrets}/bmc-admin: has the password of cmp01, cmp03; the service's user must be able to read it, and nobody else",
                $"{secrets}/bmc-admin-2: has the password of cmp02; the service's user must be able to read it, and nobody else",
                $"{secrets}/bmc-admin-3: to make; the password of cmp04 is masked in bmc.csv or missing, so write it there (one that is not the same for all wants an entry of its own)",
            ],
            errors.TrimEnd().Split('\n'));
        Assert.Contains($"password_file: {secrets}/bmc-admin-3\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_written_unless_it_is_asked_for()
    {
        await FencingImports.TableAsync(Lines, "--secrets", secrets);

        Assert.False(Directory.Exists(secrets));
    }

    [Fact]
    public async Task The_section_goes_to_a_file_for_its_owner_alone()
    {
        var printed = await FencingImports.TableAsync(Lines, "--secrets", secrets);
        var written = await FencingImports.TableAsync(Lines, "--secrets", secrets, "--output", Output);

        Assert.Equal((0, ""), (written.Exit, written.Output));
        Assert.Equal(OwnersFile, File.GetUnixFileMode(Output));
        Assert.Equal(Body(printed.Output), Body(await File.ReadAllTextAsync(Output)));
        Assert.Equal([Output], Directory.GetFiles(Path.GetDirectoryName(Output)!));
    }

    [Fact]
    public async Task A_file_that_is_there_is_left_alone_and_nothing_else_is_written_either()
    {
        await File.WriteAllTextAsync(Output, "mine\n");

        var (exit, output, errors) = await FencingImports.TableAsync(Lines, "--secrets", secrets, "--write-secrets", "--output", Output);

        Assert.Equal((2, "", $"{Output}: is there already; nothing is written without --force\n"), (exit, output, errors));
        Assert.Equal("mine\n", await File.ReadAllTextAsync(Output));
        Assert.False(Directory.Exists(secrets));
    }

    [Fact]
    public async Task A_password_that_is_there_is_left_alone_unless_it_is_the_same()
    {
        Directory.CreateDirectory(secrets);
        await File.WriteAllTextAsync(Path.Combine(secrets, "bmc-admin"), "hunter2-a\n");
        await File.WriteAllTextAsync(Path.Combine(secrets, "bmc-admin-2"), "hunter2-mine\n");

        var (exit, output, errors) = await FencingImports.TableAsync(Lines, "--secrets", secrets, "--write-secrets");

        Assert.Equal((2, "", $"{secrets}/bmc-admin-2: is there already; nothing is written without --force\n"), (exit, output, errors));
        Assert.Equal("hunter2-mine\n", await File.ReadAllTextAsync(Path.Combine(secrets, "bmc-admin-2")));
    }

    [Fact]
    public async Task With_force_both_are_replaced_and_belong_to_their_owner_alone()
    {
        Directory.CreateDirectory(secrets);
        string[] files = [Output, Path.Combine(secrets, "bmc-admin-2")];
        foreach (var file in files)
            await File.WriteAllTextAsync(file, "mine\n");

        var (exit, _, _) = await FencingImports.TableAsync(Lines, "--secrets", secrets, "--write-secrets", "--output", Output, "--force");

        Assert.Equal(0, exit);
        Assert.All(files, f => Assert.Equal(OwnersFile, File.GetUnixFileMode(f)));
        Assert.Equal("hunter2-b\n", await File.ReadAllTextAsync(files[1]));
        Assert.Contains("fencing:", await File.ReadAllTextAsync(Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_ends_with_2()
    {
        var (exit, output, errors) = await FencingImports.TableAsync(Lines, "--output", "/nowhere/fencing.yaml");

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("cannot be written: ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_order_of_the_list_changes_nothing_but_the_numbers_of_its_lines()
    {
        var forth = await FencingImports.TableAsync(Lines);
        var back = await FencingImports.TableAsync(Lines.Reverse());

        Assert.Equal(Body(forth.Output), Body(back.Output));
    }

    /// <summary>Without comments.</summary>
    static IEnumerable<string> Body(string section) => section.TrimEnd().Split('\n').Select(l => l.Split('#')[0]);
}
