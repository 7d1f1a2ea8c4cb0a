using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;

namespace FraudMl;

/// <summary>The parameters to tune and their ranges. Immutable.</summary>
/// <remarks>
/// A name is a slot and an option: <c>trainer.LeafCount</c>, <c>resampler.TargetRatio</c>, <c>steps[2].BinCount</c> (steps count from 0),
/// <c>calibrator.…</c>, <c>decision.…</c>, and inside parts that are made of parts <c>trainer.members[1].LeafCount</c>,
/// <c>resampler.steps[0].TargetRatio</c>. An option that only one part has needs no slot. Setting a parameter again replaces its range.
/// </remarks>
/// <param name="Parameters">The parameters.</param>
public sealed partial record ParameterSpace(IReadOnlyList<TunableParameter> Parameters)
{
    /// <value>A space without parameters, to add some to.</value>
    public static ParameterSpace Empty { get; } = new([]);

    /// <summary>Returns the default space of a pipeline: the ranges that the options of its parts state, the learner's first.</summary>
    /// <remarks>An option that is null is not in use, and is left out; a range of your own brings it in.</remarks>
    /// <param name="pipeline">The pipeline.</param>
    public static ParameterSpace Of(FraudPipeline pipeline) =>
        new([.. PipelineSlots.Stages(pipeline).SelectMany(stage => TunableOptions.Of(stage.Slot, stage.Part))]);

    /// <summary>Returns a space of parameters that are read by their handles, as a study's.</summary>
    /// <param name="parameters">The parameters.</param>
    public static ParameterSpace Of(params Parameter[] parameters) => new([.. parameters.Select(parameter => parameter.Tunable)]);

    /// <summary>Returns the space with a numeric range added or replaced.</summary>
    /// <param name="name">The slot and the option, or an option that only one part has.</param>
    /// <param name="low">The smallest value, inclusive.</param>
    /// <param name="high">The largest value, inclusive.</param>
    /// <param name="scale">How the range is walked.</param>
    /// <param name="isInteger">Whether only whole numbers are valid; where the option is known to be one, they are.</param>
    /// <param name="step">Only <paramref name="low"/> and so many steps from there, on a linear scale. Default: every number.</param>
    /// <exception cref="FraudMlException">Thrown when the range is empty, not positive on a log scale, can't be stepped through, or goes
    /// beyond the option's rule.</exception>
    public ParameterSpace Range(
        string name, double low, double high, Scale scale = Scale.Linear, bool isInteger = false, double? step = null)
    {
        if (!(low <= high) || (scale == Scale.Log && low <= 0))
            throw new FraudMlException($"The range of {name} must go up{(scale == Scale.Log ? " and be positive on a log scale" : "")}. "
                + $"Got [{low}, {high}] instead.");
        if (step is { } distance && (!(distance > 0) || scale == Scale.Log || (isInteger && distance != Math.Round(distance))))
            throw new FraudMlException($"The steps of {name} must be above 0, whole for whole numbers, and on a linear scale. Got "
                + FormattableString.Invariant($"{distance} instead."));
        return With(new NumericParameter(name, low, high, scale, isInteger) { Step = step });
    }

    /// <summary>Returns the space with a numeric range added or replaced, of an option that the compiler knows.</summary>
    /// <typeparam name="TOptions">The options of a part, for example <c>LogisticRegressionOptions</c>.</typeparam>
    /// <param name="option">The option, for example <c>(LogisticRegressionOptions o) =&gt; o.L2</c>.</param>
    /// <param name="low">The smallest value, inclusive.</param>
    /// <param name="high">The largest value, inclusive.</param>
    /// <param name="scale">How the range is walked.</param>
    /// <exception cref="FraudMlException">Thrown when the expression is no option, or the range is empty, not positive on a log scale, or
    /// goes beyond the option's rule.</exception>
    public ParameterSpace Range<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TOptions>(
        Expression<Func<TOptions, double?>> option, double low, double high, Scale scale = Scale.Linear)
        where TOptions : ValidatedOptions =>
            With(TunableOptions.Range(TunableOptions.Named(option, typeof(TOptions)), typeof(TOptions), low, high, scale));

    /// <summary>Returns the space with a list of values added or replaced.</summary>
    /// <param name="name">
    /// The slot and the option, or an option that only one part has; a slot by itself, such as
    /// <c>trainer.members[1]</c>, for a choice of parts.
    /// </param>
    /// <param name="choices">The values, at least one; null is no resampler, calibrator or decision rule.</param>
    /// <exception cref="FraudMlException">Thrown when there are none, an option gets null, or the slot of a part
    /// gets something else.</exception>
    public ParameterSpace Choices(string name, params object?[] choices)
    {
        if (choices.Length == 0) throw new FraudMlException($"{name} needs at least one choice.");
        if (!PipelineSlots.IsSlot(name))
        {
            return choices.Contains(null)
                ? throw new FraudMlException($"Null is no choice of {name}: an option that is null is not in use. Leave it out.")
                : With(new ChoiceParameter(name, [.. choices.OfType<object>()]));
        }

        if (choices.All(choice => choice is null or IPart)) return Choose(name, [.. choices.Cast<IPart?>()]);
        string got = string.Join(", ", choices.Select(choice => choice ?? "none"));
        throw new FraudMlException(
            $"The slot {name} takes parts, such as Trainers.LogisticRegression(), and an option begins with a capital. Got {got} instead.");
    }

    /// <summary>Returns the space with a list of values added or replaced, of an option that the compiler knows.</summary>
    /// <typeparam name="TOptions">The options of a part.</typeparam>
    /// <typeparam name="TValue">The option's type.</typeparam>
    /// <param name="option">The option, for example <c>(SmoteOptions o) =&gt; o.NeighborCount</c>.</param>
    /// <param name="choices">The values, at least one.</param>
    /// <exception cref="FraudMlException">Thrown when the expression is no option, or there are no choices.</exception>
    public ParameterSpace Choices<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TOptions, TValue>(
        Expression<Func<TOptions, TValue>> option, params TValue[] choices)
        where TOptions : ValidatedOptions
        where TValue : notnull
    {
        string name = TunableOptions.Named(option, typeof(TOptions));
        return choices.Length > 0
            ? With(new ChoiceParameter(name, [.. choices]) { OptionsType = typeof(TOptions) })
            : throw new FraudMlException($"{name} needs at least one choice.");
    }

    /// <summary>Returns the space with parameters that exist only where a choice is taken.</summary>
    /// <param name="name">The name of a choice in this space.</param>
    /// <param name="choice">The choice, or the name of a part.</param>
    /// <param name="children">Adds parameters to those that the choice has already.</param>
    /// <exception cref="FraudMlException">Thrown when there is no such choice.</exception>
    public ParameterSpace When(string name, object choice, Func<ParameterSpace, ParameterSpace> children)
    {
        ChoiceParameter parameter = Parameters.OfType<ChoiceParameter>().FirstOrDefault(known => known.Name == name || known.Option == name)
            ?? throw new FraudMlException($"'{name}' is no choice of this space."
                + $"{NearNames.Hint(name, Parameters.OfType<ChoiceParameter>().SelectMany(known => new[] { known.Name, known.Option }))} Add it "
                + $"with .Choices(\"{name}\", …) first.");
        int place = parameter.Choices.ToList()
            .FindIndex(known => Equals(known, choice) || (known is PartChoice part && part.Name == choice as string));
        if (place < 0) throw new FraudMlException(
            $"'{name}' has no choice '{choice}'.{NearNames.Hint($"{choice}", parameter.Choices.Select(known => $"{known}"))} Its choices "
            + $"are {string.Join(", ", parameter.Choices)}.");
        ParameterSpace inner = children(parameter.ChildrenOf(place));
        ParameterSpace[] spaces = [
            .. parameter.Choices.Select((_, i) => i == place ? inner with { Rules = [] } : parameter.ChildrenOf(i))];
        return this with
        {
            Parameters = [.. Parameters.Select(known => known == parameter ? parameter with { Children = spaces } : known)],
            Rules = [.. Rules, .. inner.Rules.Select(rule => rule with { Where = [(name, parameter.Choices[place]), .. rule.Where] })],
        };
    }

    /// <summary>Returns the space with a choice of learners, each with the ranges that its options state.</summary>
    /// <param name="trainers">The learners, at least one.</param>
    public ParameterSpace ChooseTrainer(params ITrainer[] trainers) => Choose(PipelineSlots.Trainer, trainers);

    /// <summary>Returns the space with a choice of resamplers, each with the ranges that its options state.</summary>
    /// <param name="resamplers">The resamplers, at least one; null for none.</param>
    public ParameterSpace ChooseResampler(params IResampler?[] resamplers) => Choose(PipelineSlots.Resampler, resamplers);

    /// <summary>Returns the space as a pipeline can vary it: names with their slots, without what the pipeline does not have.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <exception cref="FraudMlException">Thrown when a range goes beyond its option's rule, or several parts have an option and the name
    /// does not say which is meant.</exception>
    public ParameterSpace For(FraudPipeline pipeline) => this with
    {
        Parameters = [.. Parameters.Select(parameter => TunableOptions.For(parameter, pipeline)).OfType<TunableParameter>()],
        Pipeline = pipeline,
    };

    /// <summary>Returns the parameters with their ranges, and what points keep.</summary>
    public override string ToString() => string.Join(", ", [RecordText.List(Parameters, int.MaxValue), .. Rules.Select(rule => $"{rule}")]);
}
