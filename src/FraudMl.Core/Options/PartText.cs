using System.Collections;
using System.Reflection;

namespace FraudMl.Options;

/// <summary>Prints parts of a pipeline for people: a part's <c>ToString</c> is <c>PartText.Of(this)</c>.</summary>
public static class PartText
{
    /// <summary>Returns a part's name with the options that differ from their defaults, for example
    /// <c>LightGBM { LeafCount = 63 }</c>, and the parts it is made of where theirs do.</summary>
    /// <param name="part">The part.</param>
    public static string Of(IPart part)
    {
        string text = RecordText.Of(part.Name, part.Options, Changed(part.Options));
        string[] parts = [.. part.Parts.Select(Of)];
        return parts.SequenceEqual(part.Parts.Select(inner => inner.Name)) ? text : $"{text} of [{string.Join(", ", parts)}]";
    }

    // What has no defaults says its name in the name of the part.
    private static IEnumerable<PropertyInfo> Changed(ValidatedOptions options)
    {
        IEnumerable<PropertyInfo> properties = options.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null);
        if (options.GetType().GetConstructor(Type.EmptyTypes) is not { } constructor)
            return properties.Where(property => property.Name != "Name");
        object fresh = constructor.Invoke(null);
        return properties.Where(property => !IsSame(property.GetValue(options), property.GetValue(fresh)));
    }

    private static bool IsSame(object? value, object? other) => value is IEnumerable items and not string && other is IEnumerable others
        ? items.Cast<object?>().SequenceEqual(others.Cast<object?>())
        : Equals(value, other);
}
