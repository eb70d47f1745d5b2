namespace PolicyHa.Rules.Expressions;

/// <summary>
/// A timestamp as calendar and clock show it at an offset. Own arithmetic, because the offset may lead out of the years
/// .NET's calendar has.
/// </summary>
readonly struct LocalTime
{
    const int SecondsPerDay = 86_400;
    readonly long days;
    readonly int secondOfDay;

    public LocalTime(CelTimestamp time, int offsetSeconds)
    {
        var seconds = time.Seconds + offsetSeconds;
        days = seconds / SecondsPerDay;
        secondOfDay = (int)(seconds % SecondsPerDay);
        if (secondOfDay < 0)
            (days, secondOfDay) = (days - 1, secondOfDay + SecondsPerDay);
        Nanos = time.Nanos;
        (Year, Month, Day) = Calendar(days);
    }

    public int Nanos { get; }
    public int Year { get; }
    public int Month { get; }
    public int Day { get; }
    public int Hour => secondOfDay / 3600;
    public int Minute => secondOfDay / 60 % 60;
    public int Second => secondOfDay % 60;

    /// <summary>0 is Sunday. Day 0, 1970-01-01, was a Thursday.</summary>
    public int DayOfWeek => (int)((days % 7) + 11) % 7;

    /// <summary>0 is the first of January.</summary>
    public int DayOfYear
    {
        get
        {
            int[] before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
            var isLeap = (Year % 4 == 0 && Year % 100 != 0) || Year % 400 == 0;
            return before[Month - 1] + Day - 1 + (isLeap && Month > 2 ? 1 : 0);
        }
    }

    /// <summary>
    /// The proleptic Gregorian date of a day since 1970-01-01, by counting years from March, so that the leap day comes
    /// last, in eras of 400 years (146,097 days).
    /// </summary>
    static (int Year, int Month, int Day) Calendar(long daysSince1970)
    {
        var z = daysSince1970 + 719_468; // days from 0000-03-01 to 1970-01-01
        var era = (z >= 0 ? z : z - 146_096) / 146_097;
        var dayOfEra = (int)(z - (era * 146_097));
        var yearOfEra = (dayOfEra - (dayOfEra / 1_460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1;
        var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        return ((int)(yearOfEra + (era * 400)) + (month <= 2 ? 1 : 0), month, day);
    }
}
