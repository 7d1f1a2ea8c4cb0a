using System.Globalization;

namespace FraudMl.Options;

/// <summary>
/// What a pipeline and its validation are made of: a step, a resampler, a learner, a calibrator, a decision rule, a
/// fold scheme. A part is its kind, its options and, for blends and chains, other parts.
/// </summary>
public interface IPart
{
    /// <value>What it is, for messages and tracking, for example <c>SMOTE</c>.</value>
    string Name { get; }

    /// <value>Its options; <see cref="NoOptions"/> where it has none. Their <see cref="TuneAttribute"/>s are the
    /// default search space.</value>
    ValidatedOptions Options { get; }

    /// <value>The parts that it is made of, such as the members of a blend. Default none.</value>
    IReadOnlyList<IPart> Parts => [];

    /// <summary>
    /// Returns what one of <see cref="Parts"/> is called in the names of parameters: <c>members[1]</c> makes
    /// <c>trainer.members[1].LeafCount</c>. A lower-case letter comes first, and there is no dot. Default <c>parts[…]</c>.
    /// </summary>
    /// <param name="part">Its place in <see cref="Parts"/>.</param>
    string SlotOf(int part) => string.Create(CultureInfo.InvariantCulture, $"parts[{part}]");

    /// <summary>Returns the same part with other options.</summary>
    /// <param name="options">Options of the type of <see cref="Options"/>.</param>
    /// <exception cref="FraudMlException">Thrown when they are of another type.</exception>
    IPart With(ValidatedOptions options);

    /// <summary>Returns the same part made of other parts; one that has <see cref="Parts"/> implements it.</summary>
    /// <param name="parts">The parts in order; <c>parts.As&lt;ITrainer&gt;(Name)</c> checks what they are.</param>
    /// <exception cref="FraudMlException">Thrown when it can't be made of them.</exception>
    IPart With(IReadOnlyList<IPart> parts) => parts.Count == 0 && Parts.Count == 0
        ? this
        : throw new FraudMlException($"{Name} can't be made of other parts. {GetType().Name} has no With(parts).");
}
