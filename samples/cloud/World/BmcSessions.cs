using System.Security.Cryptography;

namespace PolicyHa.Samples.Cloud.World;

/// <summary>The sessions of a BMC, which are few. Under the world's lock.</summary>
internal sealed class BmcSessions
{
    /// <summary>One that is not used for so long ends. 30 min, as on most boards.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    readonly List<(int Number, string Token, DateTimeOffset UsedAt)> open = [];

    /// <summary>How many were ever opened.</summary>
    public int Opened { get; private set; }

    public IEnumerable<int> Numbers => open.Select(s => s.Number);

    /// <summary>Null: there is none left.</summary>
    public (int Number, string Token)? Open(int most, DateTimeOffset now)
    {
        Forget(now);
        if (open.Count >= most)
        {
            return null;
        }

        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        open.Add((++Opened, token, now));
        return (Opened, token);
    }

    /// <summary>It is open, and used now.</summary>
    public bool Use(string token, DateTimeOffset now)
    {
        Forget(now);
        var index = open.FindIndex(s => s.Token == token);
        if (index >= 0)
        {
            open[index] = open[index] with { UsedAt = now };
        }

        return index >= 0;
    }

    /// <returns>There was one.</returns>
    public bool Close(int number) => open.RemoveAll(s => s.Number == number) > 0;

    public void CloseAll() => open.Clear();

    void Forget(DateTimeOffset now) => open.RemoveAll(s => now - s.UsedAt >= Life);
}
