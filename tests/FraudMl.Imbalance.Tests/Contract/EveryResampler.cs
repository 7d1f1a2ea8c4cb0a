using System.Reflection;

namespace FraudMl.Tests;

/// <summary>Every resampler of the package, found by reflection, with its default options.</summary>
internal static class EveryResampler
{
    public static TheoryData<string> Names => [.. Types.Select(type => type.Name)];

    private static IEnumerable<Type> Types =>
        typeof(SmoteOptions).Assembly.GetTypes().Where(type => typeof(IResampler).IsAssignableFrom(type) && !type.IsAbstract);

    public static IResampler Named(string name, params (string Option, object Value)[] options)
    {
        Type type = Types.Single(type => type.Name == name);
        Type optionsType = type.GetConstructors().Single().GetParameters().Single().ParameterType;
        var resampler = (IResampler)Activator.CreateInstance(type, Activator.CreateInstance(optionsType))!;
        object changed = optionsType.GetMethod("<Clone>$")!.Invoke(resampler.Options, null)!;
        foreach ((string option, object value) in options) PropertyOf(resampler, option)?.SetValue(changed, value);
        return resampler.With((StepOptions)changed);
    }

    public static PropertyInfo? PropertyOf(IResampler resampler, string option) => resampler.Options.GetType().GetProperty(option);
}
