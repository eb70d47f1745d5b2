namespace PolicyHa.Rules.Expressions;

/// <summary>timestamp(), duration(), and what can be read from them.</summary>
static class TimeFunctions
{
    public static IEnumerable<Overload> All =>
    [
        To("timestamp", CelType.Timestamp, CelType.Timestamp, static (in c) => c.A),
        To("timestamp", CelType.Int, CelType.Timestamp,
            static (in c) => CelTimestamp.TryCreate(c.A.Int, 0, out var time)
            ? CelValue.Of(time)
            : c.Failed($"timestamp out of range: {c.A}")),
        To("timestamp", CelType.String, CelType.Timestamp, static (in c) =>
            CelTimestamp.TryParse(c.A.Text, out var time) ? CelValue.Of(time) : c.Failed(NotATimestamp(c.A.Text))),
        To("duration", CelType.Duration, CelType.Duration, static (in c) => c.A),
        To("duration", CelType.String, CelType.Duration, static (in c) =>
            CelDuration.TryParse(c.A.Text, out var span) ? CelValue.Of(span) : c.Failed(NotADuration(c.A.Text))),

        .. Field("getFullYear", static t => t.Year),
        .. Field("getMonth", static t => t.Month - 1),
        .. Field("getDate", static t => t.Day),
        .. Field("getDayOfMonth", static t => t.Day - 1),
        .. Field("getDayOfWeek", static t => t.DayOfWeek),
        .. Field("getDayOfYear", static t => t.DayOfYear),
        .. Field("getHours", static t => t.Hour),
        .. Field("getMinutes", static t => t.Minute),
        .. Field("getSeconds", static t => t.Second),
        .. Field("getMilliseconds", static t => t.Nanos / 1_000_000),

        // Of a duration: all of it in that unit, except milliseconds, which are those after the last whole second.
        Part("getHours", static nanoseconds => nanoseconds / 3_600_000_000_000),
        Part("getMinutes", static nanoseconds => nanoseconds / 60_000_000_000),
        Part("getSeconds", static nanoseconds => nanoseconds / 1_000_000_000),
        Part("getMilliseconds", static nanoseconds => nanoseconds / 1_000_000 % 1_000),
    ];

    public static string NotADuration(string text) => $"'{text}' is not a duration of at most about 292 years";

    public static string NotATimestamp(string text) => $"'{text}' is not an RFC 3339 timestamp of the years 1 to 9999";

    static Overload To(string name, CelType from, CelType to, CelBody body) => new(name, false, [from], to, body);

    static Overload Part(string name, Func<long, long> part) =>
        new(name, true, [CelType.Duration], CelType.Int, (in c) => CelValue.Of(part(c.A.Duration.Nanoseconds)));

    static IEnumerable<Overload> Field(string name, Func<LocalTime, int> read)
    {
        yield return new(name, true, [CelType.Timestamp], CelType.Int,
            (in c) => CelValue.Of((long)read(new LocalTime(c.A.Timestamp, 0))));
        yield return new(name, true, [CelType.Timestamp, CelType.String], CelType.Int,
            (in c) => ZoneOffset.TryFind(c.B.Text, c.A.Timestamp, out var offset)
                ? CelValue.Of((long)read(new LocalTime(c.A.Timestamp, offset)))
                : c.Failed($"unknown time zone {c.B}"));
    }
}
