using System.Collections;

namespace PolicyHa.Api.Configuration;

/// <summary>Reads the whole configuration: the file, the environment over it, and what is wrong with both.</summary>
public static class ConfigurationReader
{
    /// <summary>Where the file is unless told otherwise.</summary>
    public const string DefaultFile = "/etc/policyha/policyha.yaml";

    /// <summary>Reads the file and the environment of this process.</summary>
    /// <param name="file">Null: <see cref="DefaultFile"/>, which then need not be there.</param>
    public static ConfigurationLoad Read(string? file) => Read(file, ProcessVariables());

    /// <summary>Never throws for what is written; every mistake is in the answer.</summary>
    public static ConfigurationLoad Read(string? file, IReadOnlyDictionary<string, string> environment)
    {
        var mistakes = new List<ConfigurationMistake>();
        var path = file ?? DefaultFile;
        var root = file is null && !File.Exists(path)
            ? SettingNode.Mapping.Empty(path)
            : SettingFile.Read(path, mistakes);
        if (mistakes.Count > 0)
            return new ConfigurationLoad(null, mistakes);
        SettingEnvironment.Overlay(root, environment, mistakes);

        var options = new ServiceOptions();
        new SettingBinder(mistakes) { Elsewhere = { ["openstack.service_restart"] = "services.restart" } }.Bind(
            options, root, "");
        options.Openstack.ServiceRestart = options.Services.Restart;

        // What could not be read has its default now; asking what is missing of it would only confuse.
        mistakes.AddRange(
            OptionsCheck.Run(options).Where(m => !mistakes.Exists(known => IsSaid(m.Path, known.Path))).ToList());
        return new ConfigurationLoad(mistakes.Count == 0 ? options : null, mistakes);
    }

    /// <summary>
    /// The key itself has been complained about, or one inside of it; sections as a whole do not count.
    /// </summary>
    static bool IsSaid(string path, string known) =>
        path == known
            || (path.Contains('.', StringComparison.Ordinal) && known.StartsWith($"{path}.", StringComparison.Ordinal));

    static Dictionary<string, string> ProcessVariables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "");
}
