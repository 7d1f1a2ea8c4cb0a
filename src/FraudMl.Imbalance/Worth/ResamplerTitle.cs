using System.Globalization;
using System.Reflection;

namespace FraudMl;

/// <summary>Names a resampler by its method and the options that are not at their defaults, for example <c>SMOTE
/// (TargetRatio 0.1)</c>.</summary>
internal static class ResamplerTitle
{
    public static string Of(IResampler resampler)
    {
        Type type = resampler.Options.GetType();
        if (type.GetConstructor(Type.EmptyTypes) is null)
            return resampler.Name;
        object defaults = Activator.CreateInstance(type)!;
        string[] changed =
        [
            .. type.GetProperties()
                .Where(property => IsPlain(property) && !Equals(property.GetValue(resampler.Options), property.GetValue(defaults)))
                .Select(property => string.Create(CultureInfo.InvariantCulture, $"{property.Name} {property.GetValue(resampler.Options)}")),
        ];
        return changed.Length == 0 ? resampler.Name : $"{resampler.Name} ({string.Join(", ", changed)})";
    }

    private static bool IsPlain(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type.IsPrimitive || type.IsEnum;
    }
}
