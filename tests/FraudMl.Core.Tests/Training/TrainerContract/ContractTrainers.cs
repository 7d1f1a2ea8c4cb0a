using System.Reflection;
using Microsoft.ML;

namespace FraudMl.Tests.TrainerContract;

/// <summary>Every learner of the assembly that this test project is named after.</summary>
internal static class ContractTrainers
{
    private static readonly Type[] Types = [.. Subject().GetTypes()
        .Where(type => typeof(ITrainer).IsAssignableFrom(type) && type is { IsInterface: false, IsAbstract: false })
        .OrderBy(type => type.Name, StringComparer.Ordinal)];

    public static IEnumerable<string> All => Types.Select(type => type.Name);

    public static TheoryData<string> Names => [.. All];

    /// <summary>A learner with its default options, made by its one constructor; a blend is made of two quick learners.</summary>
    public static ITrainer Of(string name)
    {
        ConstructorInfo constructor = Types.Single(type => type.Name == name).GetConstructors().ShouldHaveSingleItem();
        return (ITrainer)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Ingredient(parameter.ParameterType))]);
    }

    private static object Ingredient(Type type)
    {
        if (type == typeof(ITrainer)) return Trainers.FastTree(new() { TreeCount = 8 });
        if (type == typeof(IReadOnlyList<ITrainer>)) return new[] { Trainers.LogisticRegression(), Trainers.FastForest(new() { TreeCount = 8 }) };
        // A model that can't be opened, so that the contract holds for those as well.
        if (type == typeof(Func<MLContext, IEstimator<ITransformer>>))
        {
            return (MLContext ml) => (IEstimator<ITransformer>)ml.Transforms.NormalizeMinMax("Features").Append(
                ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new Microsoft.ML.Trainers.LbfgsLogisticRegressionBinaryTrainer.Options { ExampleWeightColumnName = "Weight", NumberOfThreads = 1 }));
        }

        return Activator.CreateInstance(type)!;
    }

    private static Assembly Subject()
    {
        string tests = typeof(ContractTrainers).Assembly.GetName().Name!;
        return Assembly.Load(tests[..^".Tests".Length]);
    }
}
