using System.Reflection;

namespace FraudMl.Conventions.Tests;

public sealed class OptionsTests
{
    private static readonly HashSet<Type> Numbers =
        [typeof(int), typeof(long), typeof(short), typeof(byte), typeof(uint), typeof(ulong), typeof(float), typeof(double),
            typeof(decimal)];

    [Fact]
    public void Every_numeric_option_states_its_rule()
    {
        (from type in Records()
         from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
         where Numbers.Contains(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
         where property.SetMethod is not null && property.Name != "Seed" && property.GetCustomAttribute<RuleAttribute>() is null
         select $"{type.Name}.{property.Name} is a number without [Rule]; say which values are valid. Only Seed may be anything.")
         .ShouldBeNone();
    }

    [Fact]
    public void The_defaults_of_every_options_record_are_valid()
    {
        foreach (Type type in Records().Where(type => type.GetConstructor(Type.EmptyTypes) is not null))
            Should.NotThrow(() => ((ValidatedOptions)Activator.CreateInstance(type)!).Validate());
    }

    [Fact]
    public void Options_records_are_sealed_and_end_in_Options()
    {
        Records().Where(type => !type.IsSealed || !type.Name.EndsWith("Options", StringComparison.Ordinal))
            .Select(type => $"{type.Name} must be sealed and its name must end in Options.").ShouldBeNone();
    }

    private static IEnumerable<Type> Records() =>
        Packages.All.SelectMany(assembly => assembly.GetTypes()).Where(
            type => type.IsSubclassOf(typeof(ValidatedOptions)) && !type.IsAbstract);
}
