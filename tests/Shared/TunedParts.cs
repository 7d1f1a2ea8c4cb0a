using System.Reflection;

namespace FraudMl.Tests;

/// <summary>What makes a <see cref="TuneAttribute"/> alive: the option is a slot of the default space, and a value of it reaches the part.</summary>
internal static class TunedParts
{
    /// <summary>Returns every options record of an assembly that states a search range.</summary>
    public static IEnumerable<Type> OptionsOf(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ValidatedOptions)) && !type.IsAbstract && Tuned(type).Any());

    /// <summary>Fails unless each range that a part's options state is a slot of its pipeline, whose ends reach the part.</summary>
    public static void ShouldBeSlots<T>(FraudPipeline pipeline, string slot, T part, Func<FraudPipeline, T, FraudPipeline> replace, Func<T, ValidatedOptions, T> with)
        where T : IPart
    {
        foreach (PropertyInfo property in Tuned(part.Options.GetType()))
        {
            TuneAttribute tune = property.GetCustomAttribute<TuneAttribute>()!;
            string name = $"{slot}.{property.Name}";
            // An option that is null is not in use, and none is in the default space.
            T used = with(part, OptionsValues.With(part.Options, Set(property.Name, tune.Low)));
            FraudPipeline tunable = replace(pipeline, used);
            NumericParameter parameter = ParameterSpace.Of(tunable).Parameters.OfType<NumericParameter>().Single(known => known.Name == name);
            (parameter.Low, parameter.High, parameter.Scale).ShouldBe((tune.Low, tune.High, tune.Scale));
            IPart tuned = PipelineSlots.Of(tunable.With(Set(name, tune.High))).Single(place => place.Slot == slot).Part;
            Convert.ToDouble(property.GetValue(tuned.Options), System.Globalization.CultureInfo.InvariantCulture).ShouldBe(tune.High, name);
        }
    }

    private static ParameterSet Set(string name, object value) => new(new Dictionary<string, object> { [name] = value });

    private static IEnumerable<PropertyInfo> Tuned(Type options) => options.GetProperties().Where(property => property.GetCustomAttribute<TuneAttribute>() is not null);
}
