using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace FraudMl.Conventions.Tests.Definitions;

/// <summary>Makes any part of the packages with random options that keep their rules.</summary>
internal sealed class RandomParts(int seed)
{
    private static readonly string[] Names = ["Amount", "a column", "\"quoted\"\\", "Ünïcode ☂", "numbers", ""];

    private readonly Random _random = new(seed);

    /// <value>The classes of the packages that are parts.</value>
    public static IReadOnlyList<Type> All { get; } =
        [.. Packages.All.SelectMany(assembly => assembly.GetTypes()).Where(
            type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IPart)))];

    /// <value>Those that definitions name.</value>
    public static IReadOnlyList<Type> Defined { get; } = [.. All.Where(type => type.GetCustomAttribute<DefinedAsAttribute>() is not null)];

    public FraudPipeline Pipeline()
    {
        var builder = new FraudPipelineBuilder();
        for (int i = _random.Next(4); i > 0; i--) builder.Step(Any<IFeatureStep>());
        if (_random.Next(2) == 0) builder.Resample(Any<IResampler>());
        builder.Train(Any<ITrainer>());
        if (_random.Next(2) == 0) builder.Calibrate(Any<ICalibrator>());
        if (_random.Next(2) == 0) builder.DecideBy(Any<IDecisionRule>());
        return builder.Build();
    }

    public T Any<T>()
        where T : IPart
    {
        Type[] types = [.. Defined.Where(type => type.IsAssignableTo(typeof(T)))];
        return (T)Of(types[_random.Next(types.Length)]);
    }

    public IPart Of(Type type, int depth = 0)
    {
        object?[] arguments = [.. type.GetConstructors().Single().GetParameters()
            .Select(parameter => Ingredient(parameter.ParameterType, depth))];
        return (IPart)Activator.CreateInstance(type, arguments)!;
    }

    private object Ingredient(Type type, int depth)
    {
        if (type == typeof(Columns)) return OneOf(Columns.Numbers, Columns.Texts, Columns.Timestamps, Columns.Of("Amount"),
            Columns.Of("numbers"), Columns.Of(Names));
        if (type.IsAssignableTo(typeof(ValidatedOptions))) return Options(type);
        if (type == typeof(ITrainer)) return Member(depth);
        if (type == typeof(IReadOnlyList<ITrainer>)) return new[] { Member(depth), Member(depth) };
        if (type == typeof(IReadOnlyList<IResampler>))
            return new[] { Resamplers.RandomUnder(new() { TargetRatio = 0.5 }), Resamplers.Smote() };
        throw new NotSupportedException(type.Name);
    }

    private ITrainer Member(int depth) => depth < 2 && _random.Next(3) == 0
        ? (ITrainer)Of(Defined.First(type => type.Name == "StackTrainer"), depth + 1)
        : OneOf(Trainers.LogisticRegression(new() { L2 = 0.5 }), Trainers.LightGbm(),
            Trainers.XGBoost(new() { Loss = new FocalLoss(1.5) }));

    private object Options(Type type)
    {
        if (type.GetConstructor(Type.EmptyTypes) is null)
            return Activator.CreateInstance(type, OneOf(Names[..^1]), new RandomExpressions(_random).Tree())!;
        object options = Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in Settable(type))
        {
            if (_random.Next(3) == 0) continue;
            object? before = property.GetValue(options);
            property.SetValue(options, Value(property));
            if (options is ValidatedOptions rules && !IsValid(rules)) property.SetValue(options, before);
        }

        return options;
    }

    private static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null).OrderBy(property => property.Name, StringComparer.Ordinal);

    private static bool IsValid(ValidatedOptions options)
    {
        try
        {
            options.Validate();
            return true;
        }
        catch (FraudMlException)
        {
            return false;
        }
    }

    private object? Value(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (Nullable.GetUnderlyingType(property.PropertyType) is not null && _random.Next(4) == 0) return null;
        if (type == typeof(bool)) return _random.Next(2) == 0;
        if (type == typeof(int)) return OneOf(_random.Next(1, 9), _random.Next(100, 900), property.Name == "Seed" ? -7 : 2);
        if (type == typeof(double)) return OneOf(_random.NextDouble(), _random.Next(1, 20), -0.0, 0.1, 1e-20, 3e9, 1e20);
        if (type == typeof(string)) return OneOf(Names[..^1]);
        if (type.IsEnum) return OneOf([.. Enum.GetValues(type).Cast<object>(),
            .. type.IsDefined(typeof(FlagsAttribute)) ? [Enum.ToObject(type, 5)] : Array.Empty<object>()]);
        if (type == typeof(TimeSpan)) return OneOf(TimeSpan.FromDays(_random.Next(1, 9)), TimeSpan.FromMinutes(90), TimeSpan.FromTicks(3));
        if (type == typeof(DateTime)) return OneOf(new DateTime(2018, 4, 1, 0, 0, 0, DateTimeKind.Utc),
            new DateTime(2018, 7, 25, 13, 5, 1, DateTimeKind.Unspecified).AddTicks(7));
        if (type == typeof(IReadOnlyList<double>)) return new[] { -1.5, 0, 2, 1e9 };
        if (type == typeof(IReadOnlyList<string>)) return Names[..3];
        if (type == typeof(Metric)) return OneOf(Metrics.Brier, Metrics.FBeta(2), Metrics.RecallAtFpr(0.05), Metrics.FBeta(3.5),
            Metrics.PrecisionAtTop(50));
        if (type == typeof(BoostingLoss)) return OneOf<BoostingLoss?>(null, new FocalLoss(3), new ExpectedCostLoss(100, 0.5));
        if (type == typeof(IFolds)) return OneOf(Folds.Stratified(3, seed: -1), Folds.Grouped("card"),
            Folds.TimeOrdered(4, new() { Gap = TimeSpan.FromHours(36) }));
        if (type.Name == "DerivedNode") return new RandomExpressions(_random).Tree();
        return type == typeof(IReadOnlyDictionary<string, DerivedValue>)
            ? property.GetValue(Activator.CreateInstance(property.DeclaringType!)) : Options(type);
    }

    private T OneOf<T>(params T[] values) => values[_random.Next(values.Length)];
}
