using System.Globalization;
using System.Reflection;

namespace FraudMl.Tests;

/// <summary>What makes a <see cref="TuneAttribute"/> alive: the option is a slot of the default space, and a value of
/// it reaches the part.</summary>
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
            if (property.PropertyType == typeof(bool) || property.PropertyType.IsEnum)
            {
                var choice = (ChoiceParameter)ParameterSpace.Of(pipeline).Parameters.Single(known => known.Name == name);
                choice.Choices.Select(value => property.GetValue(part(pipeline.With(Set(name, value))).Options)).ShouldBe(choice.Choices);
                choice.Choices.Count.ShouldBeGreaterThan(1);
                continue;
            }

            FraudPipeline used = InUse(pipeline, part(pipeline), property).With(Set(name, tune.Low));
            NumericParameter parameter = ParameterSpace.Of(used).Parameters.OfType<NumericParameter>().Single(known => known.Name == name);
            (parameter.Low, parameter.High, parameter.Scale).ShouldBe((tune.Low, tune.High, tune.Scale));
            object? high = property.GetValue(part(used.With(Set(name, tune.High))).Options);
            Convert.ToDouble(high, CultureInfo.InvariantCulture).ShouldBe(tune.High, name);
        }
    }

    // An option that is null is not in use, and none is in the default space: it stands in for the others that may be null.
    private static FraudPipeline InUse(FraudPipeline pipeline, IPart part, PropertyInfo property)
    {
        if (property.GetValue(part.Options) is not null) return pipeline;
        ValidatedOptions options = part.Options with { };
        foreach (PropertyInfo other in Tuned(options.GetType()).Where(other => Nullable.GetUnderlyingType(other.PropertyType) is not null))
            other.SetValue(options, null);
        Type type = Nullable.GetUnderlyingType(property.PropertyType)!;
        property.SetValue(options, Convert.ChangeType(property.GetCustomAttribute<TuneAttribute>()!.Low, type,
            CultureInfo.InvariantCulture));
        return part switch
        {
            IFeatureStep step => pipeline.With([.. pipeline.Steps.Select(each => ReferenceEquals(each, step) ? step.With(options) : each)]),
            ITrainer trainer => pipeline.With(trainer.With(options)),
            IResampler resampler => pipeline.With(resampler.With(options)),
            _ => throw new ArgumentException($"{part.Name} is no part of a pipeline that is tested here.", nameof(part)),
        };
    }

    private static ParameterSet Set(string name, object value) => new(new Dictionary<string, object> { [name] = value });

    private static IEnumerable<PropertyInfo> Tuned(Type options) =>
        options.GetProperties().Where(property => property.GetCustomAttribute<TuneAttribute>() is not null);
}
