using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Tests.Expressions;

public sealed class TimeTests
{
    public static TheoryData<string, string> Cases => CelTable.Read("""
        duration('1h30m5.5s')                                 => 5405.5s
        duration('-1.5h')                                     => -5400s
        duration('0')                                         => 0s
        duration('1ns') + duration('999999999ns')             => 1s
        duration('.5s')                                       => 0.5s
        duration('1.0000000001s')                             => 1s
        duration('9223372036854775807ns')                     => 9223372036.854775807s
        duration('-9223372036854775808ns')                    => -9223372036.854775808s
        duration('9223372036854775808ns')                     => error: not a duration
        duration('5d')                                        => error: not a duration
        duration('5')                                         => error: not a duration
        duration('')                                          => error: not a duration
        duration('1h-5m')                                     => error: not a duration
        duration('2562047h') + duration('1h')                 => error: duration out of range
        duration('90m').getHours() + duration('90m').getMinutes() => 91
        duration('1.25s').getMilliseconds()                   => 250
        timestamp('2026-11-21T03:31:07.5Z')                   => 2026-11-21T03:31:07.5Z
        timestamp('2026-11-21T03:31:07+02:00')                => 2026-11-21T01:31:07Z
        timestamp('0001-01-01T00:00:00Z') - duration('1ns')   => error: timestamp out of range
        timestamp('9999-12-31T23:59:59.999999999Z')           => 9999-12-31T23:59:59.999999999Z
        timestamp('0001-01-01T00:00:00+00:01')                => error: not an RFC 3339
        timestamp('2026-02-29T00:00:00Z')                     => error: not an RFC 3339
        timestamp('2026-11-21T24:00:00Z')                     => error: not an RFC 3339
        timestamp('2026-11-21 03:31:07Z')                     => error: not an RFC 3339
        timestamp('2026-11-21')                               => error: not an RFC 3339
        timestamp(-1)                                         => 1969-12-31T23:59:59Z
        timestamp('1969-12-31T23:59:59.5Z') - timestamp(0)    => -0.5s
        timestamp(0) + duration('-1ns')                       => 1969-12-31T23:59:59.999999999Z
        timestamp('2024-12-31T12:00:00Z').getDayOfYear()      => 365
        timestamp('2023-03-01T00:00:00Z').getDayOfYear()      => 59
        timestamp('2026-11-22T00:00:00Z').getDayOfWeek()      => 0
        timestamp('1903-03-01T00:00:00Z').getDayOfWeek()      => 0
        timestamp('2026-11-21T23:30:00Z').getHours('Europe/Paris') => 0
        timestamp('2026-07-01T22:30:00Z').getDate('Europe/Paris') => 2
        timestamp('2026-11-21T03:31:07Z').getMinutes('-05:45') => 46
        timestamp('2026-11-21T03:31:07Z').getMonth()          => 10
        timestamp('0001-01-01T00:00:00Z').getFullYear('-01:00') => 0
        timestamp('2026-11-21T03:31:07Z').getHours('Mars/Olympus') => error: unknown time zone
        timestamp('2026-11-21T03:31:07Z').getHours('../../etc/hostname') => error: unknown time zone
        """);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluates(string expression, string expected) => CelTable.Verify(expression, expected);

    [Fact]
    public void Dotnet_times_keep_their_instant()
    {
        var before = new DateTimeOffset(1969, 12, 31, 23, 59, 59, 250, TimeSpan.Zero);
        Assert.Equal("1969-12-31T23:59:59.25Z", CelTimestamp.From(before).ToString());
        Assert.Equal(before, CelTimestamp.From(before).ToDateTimeOffset());
        Assert.Equal(TimeSpan.FromSeconds(90), CelDuration.From(TimeSpan.FromSeconds(90)).ToTimeSpan());
        Assert.Equal(long.MaxValue, CelDuration.From(TimeSpan.MaxValue).Nanoseconds);
        Assert.Equal(long.MinValue, CelDuration.From(TimeSpan.MinValue).Nanoseconds);
    }
}
