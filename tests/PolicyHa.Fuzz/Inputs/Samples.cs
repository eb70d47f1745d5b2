namespace PolicyHa.Fuzz.Inputs;

/// <summary>Real files to begin with: what ships, what the tests have, right and wrong.</summary>
static class Samples
{
    public static IReadOnlyList<string> Policies { get; } = Read("policies/");

    public static IReadOnlyList<string> Scenarios { get; } = Read("scenarios/");

    public static IReadOnlyList<string> Matrices { get; } =
    [
        """
        sequence: ['manage', 'tenant', 'storage']
        matrix:
          - health: ['up', 'up', 'up']
            action: []
          - health: ['up', 'up', 'down']
            action: ['recovery']
          - health: ['down', 'down', 'down']
            action: ['recovery']
        """,
        "{sequence: [storage, manage], matrix: [{health: [down, up], action: [recovery, reboot]}]}\n",
    ];

    static List<string> Read(string folder)
    {
        var assembly = typeof(Samples).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(n => new StreamReader(assembly.GetManifestResourceStream(n)!).ReadToEnd()),
        ];
    }
}
