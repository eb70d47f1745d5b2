using System.Globalization;

namespace PolicyHa.Engine.Execution;

/// <summary>Reads and writes what a step remembers over a crash.</summary>
static class StepMemo
{
    public static DateTimeOffset? Time(this IReadOnlyDictionary<string, string> memo, string key) =>
        memo.TryGetValue(key, out var text)
            ? DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
            : null;

    public static long? Number(this IReadOnlyDictionary<string, string> memo, string key) =>
        memo.TryGetValue(key, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    public static IReadOnlyDictionary<string, string> With(
        this IReadOnlyDictionary<string, string> memo, string key, DateTimeOffset value) =>
        memo.With(key, value.ToString("O", CultureInfo.InvariantCulture));

    public static IReadOnlyDictionary<string, string> With(
        this IReadOnlyDictionary<string, string> memo, string key, long value) =>
        memo.With(key, value.ToString(CultureInfo.InvariantCulture));

    public static IReadOnlyDictionary<string, string> With(
        this IReadOnlyDictionary<string, string> memo, string key, string value) =>
        new Dictionary<string, string>(memo) { [key] = value };

    public static IReadOnlyDictionary<string, string> Without(
        this IReadOnlyDictionary<string, string> memo, params string[] keys) =>
        memo.Where(m => !keys.Contains(m.Key)).ToDictionary(m => m.Key, m => m.Value);
}
