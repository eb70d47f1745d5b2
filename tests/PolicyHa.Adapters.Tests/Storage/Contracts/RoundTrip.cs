using System.Collections;
using System.Reflection;

namespace PolicyHa.Adapters.Tests.Storage.Contracts;

/// <summary>
/// Keeps the samples honest: a field added to a record and forgotten here would be a field nobody checks.
/// </summary>
static class RoundTrip
{
    public static void AssertEverySettableFieldIsSet(object sample)
    {
        foreach (var property in sample.GetType().GetProperties().Where(p => p.CanWrite))
            Assert.True(IsSet(property, sample), $"the sample leaves {sample.GetType().Name}.{property.Name} at its default");
    }

    static bool IsSet(PropertyInfo property, object sample) => property.GetValue(sample) switch
    {
        null => false,
        string text => text.Length > 0,
        ICollection list => list.Count > 0,
        ValueType value => !value.Equals(Activator.CreateInstance(value.GetType())),
        _ => true,
    };
}
