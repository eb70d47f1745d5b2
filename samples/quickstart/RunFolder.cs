using System.Globalization;

namespace PolicyHa.Samples.Quickstart;

/// <summary>
/// <c>.run/</c> at the project's root: pids, logs, configuration and database of a run. It outlives a kill -9, so that the next
/// run finds what still lives and goes on with it.
/// </summary>
sealed class RunFolder : IDisposable
{
    readonly FileStream claim;

    RunFolder(string root, FileStream claim) => (Root, this.claim) = (root, claim);

    /// <summary>Where <c>PolicyHa.sln</c> is.</summary>
    public string Root { get; }

    public string ReadyFile => PathOf("cloud.json");

    public string Configuration => PathOf("policyha.yaml");

    public string Database => PathOf("policyha.db");

    /// <summary>The host whose failure is being played; there from before it fails until the run has ended well.</summary>
    public string? Victim
    {
        get => File.Exists(PathOf("victim")) ? File.ReadAllText(PathOf("victim")) : null;
        set
        {
            if (value is null)
                File.Delete(PathOf("victim"));
            else
                File.WriteAllText(PathOf("victim"), value);
        }
    }

    /// <summary>Only one run of a clone at a time; the kernel lets go of the claim when its holder dies, however it dies.</summary>
    public static RunFolder Open()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "PolicyHa.sln")))
            root = root.Parent ?? throw new InvalidOperationException("PolicyHa.sln is in no folder above this program");
        var folder = Directory.CreateDirectory(Path.Combine(root.FullName, ".run")).FullName;
        try
        {
            return new RunFolder(root.FullName, new FileStream(Path.Combine(folder, "claim"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            Console.Error.WriteLine($"another `make run` of this clone is running ({folder}/claim is held); end it first");
            Environment.Exit(1);
            throw;
        }
    }

    public string PathOf(string name) => Path.Combine(Root, ".run", name);

    /// <summary>The process remembered under this name, when it still lives and is the program we started.</summary>
    public int? LivingPid(string name, string program)
    {
        if (!File.Exists(PathOf($"{name}.pid"))
            || !int.TryParse(File.ReadAllText(PathOf($"{name}.pid")), CultureInfo.InvariantCulture, out var pid))
            return null;
        var commandLine = $"/proc/{pid}/cmdline";
        return File.Exists(commandLine) && File.ReadAllText(commandLine).Contains(program, StringComparison.Ordinal) ? pid : null;
    }

    public void Remember(string name, int pid) =>
        File.WriteAllText(PathOf($"{name}.pid"), pid.ToString(CultureInfo.InvariantCulture));

    /// <summary>Forgets the last run.</summary>
    public void Empty()
    {
        foreach (var file in Directory.EnumerateFiles(PathOf("")).Where(f => Path.GetFileName(f) is not "claim"))
            File.Delete(file);
    }

    public void Dispose() => claim.Dispose();
}
