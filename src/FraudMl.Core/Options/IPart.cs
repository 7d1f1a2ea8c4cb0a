namespace FraudMl.Options;

/// <summary>
/// What a pipeline and its validation are made of: a step, a resampler, a learner, a calibrator, a decision rule, a fold scheme. A part is its kind,
/// its options and, for blends and chains, other parts.
/// </summary>
public interface IPart
{
    /// <value>What it is, for messages and tracking, for example <c>SMOTE</c>.</value>
    string Name { get; }

    /// <value>Its options; <see cref="NoOptions"/> where it has none. Their <see cref="TuneAttribute"/>s are the default search space.</value>
    ValidatedOptions Options { get; }

    /// <value>The parts that it is made of, such as the members of a blend. Default none.</value>
    IReadOnlyList<IPart> Parts => [];
}
