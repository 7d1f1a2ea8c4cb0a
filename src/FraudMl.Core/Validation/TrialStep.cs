using System.Globalization;

namespace FraudMl.Validation;

/// <summary>A place in a cross-validation: after an iteration of a fold's learner, or after the fold.</summary>
/// <param name="Fold">The fold, from 0.</param>
/// <param name="Iteration">The iteration, from 1; null after the fold.</param>
public readonly record struct TrialStep(int Fold, int? Iteration = null)
{
    /// <value>The share of the legitimate training rows that a trial was tried with before it ran in full; null in the full run.</value>
    public double? RowShare { get; init; }

    /// <summary>Returns whether the place is reached no later than another; the end of a fold comes after all of its iterations.</summary>
    /// <param name="other">The other place.</param>
    public bool IsUpTo(TrialStep other) => RowShare != other.RowShare
        ? (RowShare ?? 1) < (other.RowShare ?? 1)
        : Fold != other.Fold
        ? Fold < other.Fold
        : (Iteration ?? int.MaxValue) <= (other.Iteration ?? int.MaxValue);

    /// <summary>Returns the place in words, counting folds from 1 as messages do, for example <c>fold 2, iteration 50</c>.</summary>
    public override string ToString() => RowShare is { } share
        ? string.Create(CultureInfo.InvariantCulture, $"{share:0.##%} of the legitimate rows")
        : Iteration is { } iteration
        ? string.Create(CultureInfo.InvariantCulture, $"fold {Fold + 1}, iteration {iteration}")
        : string.Create(CultureInfo.InvariantCulture, $"fold {Fold + 1}");
}
