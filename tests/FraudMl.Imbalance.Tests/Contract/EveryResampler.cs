using System.Reflection;

namespace FraudMl.Tests;

/// <summary>Every resampler of the package, found by reflection, with its default options.</summary>
internal static class EveryResampler
{
    public static IEnumerable<string> All => Types.Select(type => type.Name);

    public static TheoryData<string> Names => [.. All];

    public static TheoryData<string> Except(string[] names) => [.. Types.Select(type => type.Name).Except(names)];

    /// <summary>Returns the resamplers whose options have no property of a name.</summary>
    public static IEnumerable<string> Without(string option) =>
        Types.Select(type => type.Name).Where(name => PropertyOf(Named(name), option) is null);

    private static IEnumerable<Type> Types =>
        typeof(SmoteOptions).Assembly.GetTypes().Where(type => typeof(IResampler).IsAssignableFrom(type) && !type.IsAbstract);

    /// <summary>What resamplers that are made of something are made of here.</summary>
    private static readonly Dictionary<Type, Func<IResampler>> Ingredients = new()
    {
        [typeof(ChainResampler)] = () => new ChainResampler([Resamplers.RandomUnder(new() { TargetRatio = 0.2 }), Resamplers.Smote()]),
        [typeof(SmoothedOverResampler)] = () => Resamplers.RandomOver(new() { Shrinkage = 1 }),
        [typeof(InstanceHardnessResampler)] = () => Resamplers.InstanceHardness(),
        [typeof(FunctionResampler)] = () => new FunctionResampler(
            (rows, _) => [.. Enumerable.Range(0, rows.Labels.Length).Where(row => rows.Labels.Span[row] || row % 2 == 0)]),
    };

    public static IResampler Named(string name, params (string Option, object Value)[] options)
    {
        Type type = Types.Single(type => type.Name == name);
        IResampler resampler = Ingredients.TryGetValue(type, out Func<IResampler>? make) ? make() : WithDefaults(type);
        object changed = resampler.Options.GetType().GetMethod("<Clone>$")!.Invoke(resampler.Options, null)!;
        foreach ((string option, object value) in options) PropertyOf(resampler, option)!.SetValue(changed, value);
        return resampler.With((ValidatedOptions)changed);
    }

    private static IResampler WithDefaults(Type type)
    {
        Type options = type.GetConstructors().Single().GetParameters().Single().ParameterType;
        return (IResampler)Activator.CreateInstance(type, Activator.CreateInstance(options))!;
    }

    public static PropertyInfo? PropertyOf(IResampler resampler, string option) => resampler.Options.GetType().GetProperty(option);
}
