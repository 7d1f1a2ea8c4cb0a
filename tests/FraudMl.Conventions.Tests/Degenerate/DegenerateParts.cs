using System.Reflection;
using FraudMl.Conventions.Tests.Definitions;
using Microsoft.ML;

namespace FraudMl.Conventions.Tests.Degenerate;

/// <summary>
/// Every learner, sampler and step of the packages with its defaults, found by reflection; a part that can't be made fails.
/// </summary>
internal static class DegenerateParts
{
    // So many trees and rounds say as much as more.
    private const int MostRounds = 10;

    private static readonly string[] Counts = ["TreeCount", "IterationCount", "EstimatorCount", "RoundCount"];

    // One that RandomOver uses inside.
    private static readonly string[] Inner = ["SmoothedOverResampler"];

    public static IEnumerable<string> Trainers => NamesOf<ITrainer>();

    public static IEnumerable<string> Resamplers => NamesOf<IResampler>();

    public static IEnumerable<string> Steps => NamesOf<IFeatureStep>();

    public static ITrainer Trainer(string name) => (ITrainer)Of(name, Columns.Numbers);

    public static IResampler Resampler(string name) => (IResampler)Of(name, Columns.Numbers);

    /// <summary>Returns a step over columns of one kind.</summary>
    public static IFeatureStep Step(string name, Columns columns) => (IFeatureStep)Of(name, columns);

    private static IEnumerable<string> NamesOf<T>() =>
        RandomParts.All.Where(type => type.IsAssignableTo(typeof(T))).Select(type => type.Name).Except(Inner).Order(StringComparer.Ordinal);

    private static IPart Of(string name, Columns columns)
    {
        ConstructorInfo constructor = RandomParts.All.Single(type => type.Name == name).GetConstructors().ShouldHaveSingleItem();
        return (IPart)constructor.Invoke([.. constructor.GetParameters()
            .Select(parameter => Ingredient(parameter.ParameterType, columns))]);
    }

    private static object Ingredient(Type type, Columns columns)
    {
        if (type == typeof(Columns)) return columns;
        if (type == typeof(ITrainer)) return FraudMl.Trainers.DecisionTree();
        if (type == typeof(IReadOnlyList<ITrainer>)) return new[] { FraudMl.Trainers.LogisticRegression(),
            FraudMl.Trainers.LightGbm(new() { TreeCount = MostRounds }) };
        if (type == typeof(IReadOnlyList<IResampler>)) return new[] { FraudMl.Resamplers.RandomUnder(new() { TargetRatio = 0.5 }),
            FraudMl.Resamplers.RandomOver() };
        if (type == typeof(Func<TrainingData, ResamplingContext, IReadOnlyList<int>>))
            return (TrainingData rows, ResamplingContext _) => (IReadOnlyList<int>)[.. Enumerable.Range(0, rows.Labels.Length)];
        if (type == typeof(Func<MLContext, IEstimator<ITransformer>>)) return (MLContext ml) =>
            (IEstimator<ITransformer>)Estimator(ml, columns);
        if (type.IsAssignableTo(typeof(ValidatedOptions))) return Options(type, columns);
        throw new NotSupportedException($"Say in {nameof(DegenerateParts)} what a {type.Name} is made of.");
    }

    private static IEstimator<ITransformer> Estimator(MLContext ml, Columns columns) => ReferenceEquals(columns, Columns.Numbers)
        ? ml.BinaryClassification.Trainers.FastTree(numberOfTrees: MostRounds)
        : ml.Transforms.NormalizeMeanVariance("F", fixZero: false);

    private static ValidatedOptions Options(Type type, Columns columns)
    {
        if (type.GetConstructor(Type.EmptyTypes) is null)
        {
            IFeatureStep derive = new FraudPipelineBuilder().Derive("x", row => MathF.Log(row["F"]) / row["G"])
                .Train(FraudMl.Trainers.DecisionTree()).Build().Steps[0];
            return derive.Options.GetType() == type ? derive.Options
                : throw new NotSupportedException($"Say in {nameof(DegenerateParts)} how {type.Name} are made.");
        }

        var options = (ValidatedOptions)Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in type.GetProperties().Where(property => Counts.Contains(property.Name)))
            property.SetValue(options, Math.Min(MostRounds, (int)property.GetValue(options)!));
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.Name is "From" or "To"))
            property.SetValue(options, "D");
        return options;
    }
}
