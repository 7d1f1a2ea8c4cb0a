using System.Diagnostics.CodeAnalysis;

namespace FraudMl.Tuning;

/// <summary>A parameter to tune and its range.</summary>
/// <param name="Name">The slot and the option, for example <c>trainer.LeafCount</c>; a slot by itself for the choice of a part.</param>
public abstract record TunableParameter(string Name)
{
    /// <value>The options that it is one of; null when only its name is known.</value>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)]
    internal Type? OptionsType { get; init; }

    /// <value>The option without its slot.</value>
    internal string Option => Name[(Name.LastIndexOf('.') + 1)..];
}

/// <summary>A numeric parameter.</summary>
/// <param name="Name">The slot and the option.</param>
/// <param name="Low">The smallest value, inclusive.</param>
/// <param name="High">The largest value, inclusive.</param>
/// <param name="Scale">How the range is walked.</param>
/// <param name="IsInteger">Whether only whole numbers are valid.</param>
public sealed record NumericParameter(string Name, double Low, double High, Scale Scale = Scale.Linear, bool IsInteger = false)
    : TunableParameter(Name)
{
    /// <value>The distance of the values from <see cref="Low"/> on; null for all numbers, or all whole ones. Default null.</value>
    public double? Step { get; init; }

    /// <value>Whether the time of a trial grows with the value, as with the number of trees: searches that mind the cost begin at
    /// <see cref="Low"/>. Default false.</value>
    public bool IsCostly { get; init; }

    /// <value>What the size of the data keeps the range below; for ranges that options state.</value>
    internal TuneCap Cap { get; init; }

    /// <value>How many steps there are; null without any.</value>
    internal double? StepCount => Step is { } step ? Math.Floor(((High - Low) / step) + 1e-9) : null;

    /// <summary>Returns the value after some steps, as it is written: 0.3, and not 0.30000000000000004.</summary>
    internal double AfterSteps(double count) => Math.Abs(Low) < 1e15 && Math.Abs(High) < 1e15
        ? (double)((decimal)Low + ((decimal)count * (decimal)Step!.Value))
        : Low + (count * Step!.Value);

    /// <summary>Returns the value at a place of the range.</summary>
    /// <param name="share">The place, 0 is <see cref="Low"/> and 1 is <see cref="High"/>.</param>
    public double At(double share)
    {
        if (StepCount is { } steps) return AfterSteps(Math.Round(Math.Clamp(share, 0, 1) * steps));
        double value = Scale == Scale.Log
            ? Math.Exp(Math.Log(Low) + (share * (Math.Log(High) - Math.Log(Low))))
            : Low + (share * (High - Low));
        return Math.Clamp(IsInteger ? Math.Round(value) : value, Low, High);
    }
}

/// <summary>A parameter with a list of values.</summary>
/// <param name="Name">The slot and the option, or the slot of a part.</param>
/// <param name="Choices">The values, at least one.</param>
public sealed record ChoiceParameter(string Name, IReadOnlyList<object> Choices) : TunableParameter(Name)
{
    /// <value>The parameters that exist only where a choice is taken, one space for each choice in their order; empty
    /// when no choice has any.</value>
    public IReadOnlyList<ParameterSpace> Children { get; init; } = [];

    /// <summary>Returns the parameters that exist only where a choice is taken.</summary>
    /// <param name="choice">The choice's place in <see cref="Choices"/>.</param>
    public ParameterSpace ChildrenOf(int choice) => choice < Children.Count ? Children[choice] : ParameterSpace.Empty;

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
