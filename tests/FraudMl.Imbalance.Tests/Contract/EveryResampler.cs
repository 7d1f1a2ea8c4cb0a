using System.Reflection;

namespace FraudMl.Tests;

/// <summary>Every resampler of the package, found by reflection, with its default options.</summary>
internal static class EveryResampler
{
    public static TheoryData<string> Names => [.. Types.Select(type => type.Name)];

    public static TheoryData<string> Except(string[] names) => [.. Types.Select(type => type.Name).Except(names)];

    /// <summary>Returns the resamplers whose options have no property of a name.</summary>
    public static IEnumerable<string> Without(string option) => Types.Select(type => type.Name).Where(name => PropertyOf(Named(name), option) is null);

    private static IEnumerable<Type> Types =>
        typeof(SmoteOptions).Assembly.GetTypes().Where(type => typeof(IResampler).IsAssignableFrom(type) && !type.IsAbstract);

    /// <summary>What resamplers that are made of something are made of here.</summary>
    private static readonly Dictionary<Type, Func<StepOptions, IResampler>> Ingredients = new()
    {
        [typeof(ChainResampler)] = options => new ChainResampler("RandomUnder + SMOTE", options, [Resamplers.RandomUnder(new() { TargetRatio = 0.2 }), Resamplers.Smote()]),
        [typeof(InstanceHardnessResampler)] = options => Resamplers.InstanceHardness(options: (InstanceHardnessOptions)options),
        [typeof(FunctionResampler)] = options => new FunctionResampler((rows, _) => [.. Enumerable.Range(0, rows.Labels.Length).Where(row => rows.Labels.Span[row] || row % 2 == 0)], (FunctionOptions)options),
    };

    public static IResampler Named(string name, params (string Option, object Value)[] options)
    {
        Type type = Types.Single(type => type.Name == name);
        Type optionsType = OptionsOf(type);
        var defaults = (StepOptions)Activator.CreateInstance(optionsType)!;
        var resampler = Ingredients.TryGetValue(type, out Func<StepOptions, IResampler>? make) ? make(defaults) : (IResampler)Activator.CreateInstance(type, defaults)!;
        object changed = optionsType.GetMethod("<Clone>$")!.Invoke(resampler.Options, null)!;
        foreach ((string option, object value) in options) PropertyOf(resampler, option)!.SetValue(changed, value);
        return resampler.With((StepOptions)changed);
    }

    private static Type OptionsOf(Type type)
    {
        Type wanted = type.GetConstructors().Single().GetParameters().Select(parameter => parameter.ParameterType).Single(typeof(StepOptions).IsAssignableFrom);
        return wanted.IsAbstract ? typeof(ChainOptions) : wanted;
    }

    public static PropertyInfo? PropertyOf(IResampler resampler, string option) => resampler.Options.GetType().GetProperty(option);
}
