using System.Globalization;
using System.Reflection;

namespace FraudMl;

internal static class OptionsValues
{
    /// <summary>Returns a copy of an options record with some properties set, and validates it.</summary>
    public static ValidatedOptions With(ValidatedOptions options, ParameterSet parameters)
    {
        MethodInfo clone = options.GetType().GetMethod("<Clone>$")!;
        var copy = (ValidatedOptions)clone.Invoke(options, null)!;
        PropertyInfo[] properties = options.GetType().GetProperties();
        foreach ((string name, object value) in parameters.Values)
        {
            PropertyInfo property = properties.FirstOrDefault(property => property.Name == name) ?? throw new FraudMlException(
                $"{copy.GetType().Name} have no option '{name}' to tune."
                + $"{NearNames.Hint(name, properties.Select(p => p.Name))} Their options "
                + $"are {string.Join(", ", properties.Select(p => p.Name))}.");
            Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            property.SetValue(copy, type.IsEnum
                ? (value is string text ? Enum.Parse(type, text) : Enum.ToObject(type, value))
                : Convert.ChangeType(value, type, CultureInfo.InvariantCulture));
        }

        copy.Validate();
        return copy;
    }

    public static bool IsInteger(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type == typeof(int) || type == typeof(long);
    }
}
