using System.Reflection;

namespace FraudMl.Tests.TrainerContract;

/// <summary>Every learner of the assembly that this test project is named after.</summary>
internal static class ContractTrainers
{
    private static readonly Type[] Types = [.. Subject().GetTypes()
        .Where(type => typeof(ITrainer).IsAssignableFrom(type) && type is { IsInterface: false, IsAbstract: false })
        .OrderBy(type => type.Name, StringComparer.Ordinal)];

    public static TheoryData<string> Names => [.. Types.Select(type => type.Name)];

    /// <summary>A learner with its default options, made by its one constructor; a blend is made of two quick learners.</summary>
    public static ITrainer Of(string name)
    {
        ConstructorInfo constructor = Types.Single(type => type.Name == name).GetConstructors().ShouldHaveSingleItem();
        return (ITrainer)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Ingredient(parameter.ParameterType))]);
    }

    private static object Ingredient(Type type) => type == typeof(IReadOnlyList<ITrainer>)
        ? new[] { Trainers.LogisticRegression(), Trainers.FastForest(new() { TreeCount = 8 }) }
        : Activator.CreateInstance(type)!;

    private static Assembly Subject()
    {
        string tests = typeof(ContractTrainers).Assembly.GetName().Name!;
        return Assembly.Load(tests[..^".Tests".Length]);
    }
}
