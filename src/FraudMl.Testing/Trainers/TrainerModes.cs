using System.Globalization;
using System.Reflection;

namespace FraudMl.Testing;

/// <summary>Variants of a learner, each with one option changed.</summary>
internal static class TrainerModes
{
    // What an option itself says about the number of threads is no promise to test.
    private static readonly string[] Waivers = ["Deterministic"];

    /// <summary>Returns the options as they come, and one mode for each further value of each option that is a choice.</summary>
    public static IEnumerable<string> Choices(ValidatedOptions options) =>
    [
        "",
        .. options.GetType().GetProperties().Where(property => property.PropertyType.IsEnum)
            .SelectMany(property => Enum.GetNames(property.PropertyType)
                .Where(name => name != property.GetValue(options)!.ToString()).Select(name => $"{property.Name}={name}")),
    ];

    /// <summary>Returns the choices, and a mode for each switch and for each share of rows or features.</summary>
    public static IEnumerable<string> All(ValidatedOptions options) => Choices(options).Concat(options.GetType().GetProperties()
        .Where(property => !Waivers.Contains(property.Name))
        .Select(property => property.PropertyType == typeof(bool) ? $"{property.Name}={!(bool)property.GetValue(options)!}"
            : property.Name.EndsWith("FeatureRatio", StringComparison.Ordinal) || property.Name == "RowRatio" ? $"{property.Name}=0.4" : "")
        .Where(mode => mode.Length > 0));

    public static ITrainer In(ITrainer learner, string mode)
    {
        if (mode.Length == 0) return learner;
        string[] parts = mode.Split('=');
        ValidatedOptions changed = learner.Options with { };
        PropertyInfo property = changed.GetType().GetProperty(parts[0])!;
        property.SetValue(changed, property.PropertyType.IsEnum
            ? Enum.Parse(property.PropertyType, parts[1])
            : Convert.ChangeType(parts[1], property.PropertyType, CultureInfo.InvariantCulture));
        return learner.With(changed);
    }

    /// <summary>Returns the options that state what is valid.</summary>
    public static IEnumerable<PropertyInfo> Ruled(ValidatedOptions options) =>
        options.GetType().GetProperties().Where(property => property.GetCustomAttribute<RuleAttribute>() is not null);
}
