using System.Buffers.Text;
using System.Security.Cryptography;

namespace PolicyHa.Samples.Cloud.Keystone;

/// <summary>The tokens given out. Under the world's lock.</summary>
internal sealed class Identity(World.CloudWorld world)
{
    readonly Dictionary<string, Token> tokens = new(StringComparer.Ordinal);

    public IReadOnlyList<CloudUser> Users => world.Options.Users;

    public int TokensIssued { get; private set; }

    public Token Issue(string method, CloudUser user, TokenScope scope)
    {
        ForgetExpired();
        var id = "gAAAAA" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(129));
        var token = new Token(id, method, user, scope, world.Now, world.Now + world.Options.TokenLifetime,
            Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)));
        tokens.Add(id, token);
        TokensIssued++;
        return token;
    }

    /// <summary>The token, unless it is unknown, expired or revoked.</summary>
    public Token? Find(string? id) =>
        id is not null && tokens.TryGetValue(id, out var token) && token.Expires > world.Now ? token : null;

    public bool Revoke(string id) => tokens.Remove(id);

    public int RevokeAll()
    {
        var count = tokens.Count;
        tokens.Clear();
        return count;
    }

    void ForgetExpired()
    {
        if (tokens.Count < 1_000)
        {
            return;
        }

        foreach (var id in tokens.Where(t => t.Value.Expires <= world.Now).Select(t => t.Key).ToList())
        {
            tokens.Remove(id);
        }
    }
}
