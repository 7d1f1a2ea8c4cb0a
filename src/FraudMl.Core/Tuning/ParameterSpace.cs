using System.Reflection;

namespace FraudMl;

/// <summary>The parameters to tune and their ranges.</summary>
/// <param name="Parameters">The parameters.</param>
public sealed record ParameterSpace(IReadOnlyList<TunableParameter> Parameters)
{
    /// <summary>Returns the default space of a pipeline: the <see cref="TuneAttribute"/>s of its trainer's options.</summary>
    /// <param name="pipeline">The pipeline.</param>
    public static ParameterSpace Of(FraudPipeline pipeline) => new(
        [.. from property in pipeline.Trainer.Options.GetType().GetProperties()
            let tune = property.GetCustomAttribute<TuneAttribute>()
            where tune is not null
            select new NumericParameter(property.Name, tune.Low, tune.High, tune.Scale, OptionsValues.IsInteger(property))]);

    /// <summary>Returns the space with a numeric range added or replaced.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="low">The smallest value, inclusive.</param>
    /// <param name="high">The largest value, inclusive.</param>
    /// <param name="scale">How the range is walked.</param>
    /// <param name="isInteger">Whether only whole numbers are valid.</param>
    /// <exception cref="FraudMlException">Thrown when the range is empty, or not positive on a log scale.</exception>
    public ParameterSpace Range(string name, double low, double high, Scale scale = Scale.Linear, bool isInteger = false)
    {
        if (!(low <= high) || (scale == Scale.Log && low <= 0))
            throw new FraudMlException($"The range of {name} must go up{(scale == Scale.Log ? " and be positive on a log scale" : "")}. Got [{low}, {high}] instead.");
        return With(new NumericParameter(name, low, high, scale, isInteger));
    }

    /// <summary>Returns the space with a list of values added or replaced.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="choices">The values, at least one.</param>
    /// <exception cref="FraudMlException">Thrown when there are none.</exception>
    public ParameterSpace Choices(string name, params object[] choices) => choices.Length > 0
        ? With(new ChoiceParameter(name, choices))
        : throw new FraudMlException($"{name} needs at least one choice.");

    private ParameterSpace With(TunableParameter parameter) =>
        new([.. Parameters.Where(other => other.Name != parameter.Name), parameter]);
}
