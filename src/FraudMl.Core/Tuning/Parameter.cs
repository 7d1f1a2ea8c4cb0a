namespace FraudMl;

/// <summary>A parameter of a study, by which its value is read: a misspelt one, or a value of another type, does not compile.</summary>
/// <remarks>Handles are told apart by name alone, so that one made once serves spaces, trials and results.</remarks>
public abstract class Parameter
{
    private protected Parameter(TunableParameter tunable) => Tunable = tunable;

    /// <value>Its name, as trials, charts and journals show it.</value>
    public string Name => Tunable.Name;

    internal TunableParameter Tunable { get; }

    /// <summary>Returns a number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="low">The smallest value, inclusive.</param>
    /// <param name="high">The largest value, inclusive.</param>
    /// <param name="scale">How the range is walked. Default: by equal steps.</param>
    /// <param name="step">Only <paramref name="low"/> and so many steps from there, on a linear scale. Default: every number.</param>
    /// <exception cref="FraudMlException">Thrown when the range is empty, not positive on a log scale, or can't be stepped
    /// through.</exception>
    public static Parameter<double> Number(string name, double low, double high, Scale scale = Scale.Linear, double? step = null) =>
        new(ParameterSpace.Empty.Range(name, low, high, scale, step: step).Parameters[0]);

    /// <summary>Returns a whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="low">The smallest value, inclusive.</param>
    /// <param name="high">The largest value, inclusive.</param>
    /// <param name="scale">How the range is walked. Default: by equal steps.</param>
    /// <param name="step">Only <paramref name="low"/> and so many steps from there, on a linear scale. Default: every number.</param>
    /// <exception cref="FraudMlException">Thrown when the range is empty, not positive on a log scale, or can't be stepped
    /// through.</exception>
    public static Parameter<int> Whole(string name, int low, int high, Scale scale = Scale.Linear, int? step = null) =>
        new(ParameterSpace.Empty.Range(name, low, high, scale, isInteger: true, step).Parameters[0]);

    /// <summary>Returns a choice.</summary>
    /// <typeparam name="T">What is chosen: texts, numbers, an enum, objects.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="choices">What there is, at least one.</param>
    /// <exception cref="FraudMlException">Thrown when there is nothing to choose from, or one comes twice.</exception>
    public static ParameterChoice<T> Choice<T>(string name, params T[] choices)
        where T : notnull => choices.Length > 0 && choices.Distinct().Count() == choices.Length
            ? new(new ChoiceParameter(name, [.. choices]))
            : throw new FraudMlException($"{name} needs at least one choice, and each once. Got {RecordText.List(choices)} instead.");

    /// <summary>Returns a choice of yes and no.</summary>
    /// <param name="name">Its name.</param>
    public static ParameterChoice<bool> Flag(string name) => Choice(name, false, true);

    /// <summary>Returns the name and the range.</summary>
    public override string ToString() => Tunable.ToString();
}

/// <summary>A parameter whose values have a type.</summary>
/// <typeparam name="T">The type.</typeparam>
public class Parameter<T> : Parameter
    where T : notnull
{
    internal Parameter(TunableParameter tunable)
        : base(tunable)
    {
    }

    /// <summary>Returns the number as one with which the time of a trial grows, such as that of trees: <c>Search.CostFrugal()</c> and
    /// <c>Search.BlendSearch()</c> begin at its low end. A choice stays as it is.</summary>
    public Parameter<T> Costly() => Tunable is NumericParameter range ? new(range with { IsCostly = true }) : this;

    /// <summary>Returns a value of the parameter, for a point to try.</summary>
    /// <param name="value">The value.</param>
    public ParameterValue Is(T value) => new(Name, value);
}

/// <summary>A choice, with parameters that exist only where one is taken.</summary>
/// <typeparam name="T">What is chosen.</typeparam>
public sealed class ParameterChoice<T> : Parameter<T>
    where T : notnull
{
    internal ParameterChoice(ChoiceParameter tunable)
        : base(tunable)
    {
    }

    /// <summary>Returns the choice with parameters that exist only where one is taken.</summary>
    /// <param name="choice">Where they exist.</param>
    /// <param name="parameters">The parameters, added to those that it has.</param>
    /// <exception cref="FraudMlException">Thrown when there is no such choice.</exception>
    public ParameterChoice<T> When(T choice, params Parameter[] parameters)
    {
        ParameterSpace space = new ParameterSpace([Tunable]).When(
            Name, choice, children => new([.. children.Parameters, .. parameters.Select(parameter => parameter.Tunable)]));
        return new((ChoiceParameter)space.Parameters[0]);
    }
}

/// <summary>A parameter's name and a value of it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
public sealed record ParameterValue(string Name, object Value);
