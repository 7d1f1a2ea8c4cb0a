using System.Globalization;
using System.Reflection;

namespace FraudMl.Tests;

/// <summary>What makes a <see cref="TuneAttribute"/> alive: the option is a slot of the default space, and a value of it reaches the part.</summary>
internal static class TunedParts
{
    /// <summary>Returns every options record of an assembly that states a search range.</summary>
    public static IEnumerable<Type> OptionsOf(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ValidatedOptions)) && !type.IsAbstract && Tuned(type).Any());

    /// <summary>Fails unless each range that the options of a part state is a slot of its pipeline, whose ends reach the part.</summary>
    public static void ShouldBeSlots(FraudPipeline pipeline, string slot, Func<FraudPipeline, IPart> part)
    {
        foreach (PropertyInfo property in Tuned(part(pipeline).Options.GetType()))
        {
            TuneAttribute tune = property.GetCustomAttribute<TuneAttribute>()!;
            string name = $"{slot}.{property.Name}";
            // An option that is null is not in use, and none is in the default space; where another option excludes it, it can't be.
            if (property.GetValue(part(pipeline).Options) is null && IsExcluded(pipeline, Set(name, tune.Low))) continue;
            FraudPipeline used = pipeline.With(Set(name, tune.Low));
            NumericParameter parameter = ParameterSpace.Of(used).Parameters.OfType<NumericParameter>().Single(known => known.Name == name);
            (parameter.Low, parameter.High, parameter.Scale).ShouldBe((tune.Low, tune.High, tune.Scale));
            object? high = property.GetValue(part(used.With(Set(name, tune.High))).Options);
            Convert.ToDouble(high, CultureInfo.InvariantCulture).ShouldBe(tune.High, name);
        }
    }

    private static bool IsExcluded(FraudPipeline pipeline, ParameterSet parameters)
    {
        try
        {
            pipeline.With(parameters);
            return false;
        }
        catch (FraudMlException refused) when (refused.Message.Contains("not both", StringComparison.Ordinal))
        {
            return true;
        }
    }

    private static ParameterSet Set(string name, object value) => new(new Dictionary<string, object> { [name] = value });

    private static IEnumerable<PropertyInfo> Tuned(Type options) => options.GetProperties().Where(property => property.GetCustomAttribute<TuneAttribute>() is not null);
}
