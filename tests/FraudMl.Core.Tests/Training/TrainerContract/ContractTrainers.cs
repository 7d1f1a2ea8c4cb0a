using System.Reflection;

namespace FraudMl.Tests.TrainerContract;

/// <summary>Every learner of the assembly that this test project is named after.</summary>
internal static class ContractTrainers
{
    private static readonly Type[] Types = [.. Subject().GetTypes()
        .Where(type => typeof(ITrainer).IsAssignableFrom(type) && type is { IsInterface: false, IsAbstract: false })
        .OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>Ingredients that only the packages of their types know.</summary>
    public static Dictionary<Type, Func<object>> Ingredients { get; } = [];

    public static IEnumerable<string> All => Types.Select(type => type.Name);

    public static TheoryData<string> Names => [.. All];

    /// <value>Those that learn from labels.</value>
    public static TheoryData<string> WithLabels => [.. All.Where(name => Of(name).NeedsLabels)];

    /// <summary>A learner with its default options, made by its one constructor; a blend is made of two quick learners.</summary>
    /// <param name="name">The class.</param>
    /// <param name="tree">The tree that ensembles and blends are made of; null for the default one.</param>
    public static ITrainer Of(string name, ITrainer? tree = null)
    {
        ConstructorInfo constructor = Types.Single(type => type.Name == name).GetConstructors().ShouldHaveSingleItem();
        return (ITrainer)constructor.Invoke([.. constructor.GetParameters()
            .Select(parameter => Ingredient(parameter.ParameterType, tree ?? Trainers.DecisionTree()))]);
    }

    private static object Ingredient(Type type, ITrainer tree)
    {
        if (type == typeof(ITrainer)) return tree;
        if (type == typeof(IReadOnlyList<ITrainer>)) return new[] { Trainers.LogisticRegression(), tree };
        return Ingredients.TryGetValue(type, out Func<object>? ingredient) ? ingredient() : Activator.CreateInstance(type)!;
    }

    private static Assembly Subject()
    {
        string tests = typeof(ContractTrainers).Assembly.GetName().Name!;
        return Assembly.Load(tests[..^".Tests".Length]);
    }
}
