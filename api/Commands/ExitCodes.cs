namespace PolicyHa.Api.Commands;

/// <summary>What the verbs end with.</summary>
static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>It was done, and the answer is bad: errors in a rule file, an unknown host, a refused switch.</summary>
    public const int No = 1;

    /// <summary>It could not be done: wrong usage, an unreadable file, no service at the address.</summary>
    public const int Usage = 2;
}
