namespace PolicyHa.Adapters.Tests.Fencing.Agents;

/// <summary>A directory with a fence agent of our own, for what real ones do only on their worst days.</summary>
sealed class AgentScript : IDisposable
{
    public const string Name = "fence_script";

    const string Metadata = """
        <?xml version="1.0" ?><resource-agent name="fence_script" shortdesc="x"><parameters>
        <parameter name="action" required="1"><content type="string" default="reboot" /></parameter>
        <parameter name="ip" required="1" obsoletes="ipaddr"><content type="string" /></parameter>
        <parameter name="password" required="0" obsoletes="passwd"><content type="string" /></parameter>
        <parameter name="plug" required="0" obsoletes="port"><content type="string" /></parameter>
        <parameter name="power_wait" required="0"><content type="second" default="0" /></parameter>
        </parameters><actions><action name="on" automatic="0"/><action name="off"/><action name="status"/><action name="metadata"/></actions></resource-agent>
        """;

    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("agents-");

    /// <param name="body">Shell, for every action but metadata; <c>$action</c> is the action, <c>$dir</c> the directory, <c>$dir/stdin</c> what it was told.</param>
    public AgentScript(string body, string metadata = Metadata)
    {
        var path = At(Name);
        File.WriteAllText(
            path,
            $"""
             #!/bin/sh
             dir={directory.FullName}
             options=$(cat)
             action=$(echo "$options" | sed -n 's/^action=//p')
             if [ "$action" = metadata ]; then cat "$dir/metadata"; exit 0; fi
             echo "$options" >"$dir/stdin"
             {body}

             """);
        File.WriteAllText(At("metadata"), metadata);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Location => directory.FullName;

    public string Told => File.ReadAllText(At("stdin"));

    public string At(string name) => Path.Combine(directory.FullName, name);

    public void Dispose() => directory.Delete(recursive: true);
}
