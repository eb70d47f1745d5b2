namespace PolicyHa.Adapters.OpenStack.HostServices;

/// <summary>What ssh, and the command through it, said in one run.</summary>
sealed class SshTalk
{
    /// <summary>
    /// ssh says so at its log level VERBOSE, before it sends the command: without this line the host was asked nothing.
    /// </summary>
    const string LoggedIn = "Authenticated to ";

    /// <summary>The reason stands at the end.</summary>
    const int LinesMax = 3;

    static readonly string[] Noise = [LoggedIn, "Transferred: ", "Bytes per second: ", "@"];

    /// <summary>A host key or a login key that does not fit now does not fit a moment later.</summary>
    static readonly string[] ForPeople = ["Host key verification failed", "Permission denied ("];

    readonly Lock gate = new();
    readonly Queue<string> last = new();

    /// <summary>The command may have been sent.</summary>
    public bool IsLoggedIn { get; private set; }

    /// <summary>Waiting does not mend it: somebody has to look after keys.</summary>
    public bool NeedsPeople { get; private set; }

    /// <summary>The last three lines, without control characters.</summary>
    public string Words
    {
        get
        {
            lock (gate)
                return string.Join(' ', last);
        }
    }

    public void Hear(string line)
    {
        var text = string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        lock (gate)
        {
            IsLoggedIn |= text.StartsWith(LoggedIn, StringComparison.Ordinal);
            NeedsPeople |= Array.Exists(ForPeople, p => text.Contains(p, StringComparison.Ordinal));
            if (text.Length == 0 || Array.Exists(Noise, n => text.StartsWith(n, StringComparison.Ordinal)))
                return;
            last.Enqueue(text);
            if (last.Count > LinesMax)
                last.Dequeue();
        }
    }
}
