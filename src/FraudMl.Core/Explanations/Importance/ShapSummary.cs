using System.Text.Json.Serialization;

namespace FraudMl.Explanations;

/// <summary>What each input adds to the log-odds of many rows, for a beeswarm chart (Lundberg et al. 2020). It holds no row: neither values
/// nor the order of the rows.</summary>
/// <param name="RowCount">The number of rows explained.</param>
/// <param name="Inputs">The inputs, the one with the largest mean contribution by size first.</param>
public sealed record ShapSummary(int RowCount, IReadOnlyList<ShapInput> Inputs)
{
    /// <summary>Returns a table of inputs and their importances.</summary>
    public override string ToString() => TableText.Of("", "importance", Inputs.Select(input => (input.Name, input.Importance)));
}

/// <summary>What one input adds to the log-odds.</summary>
/// <param name="Name">The input, or several joined by +.</param>
/// <param name="Importance">The mean size of its contributions.</param>
/// <param name="Points">One point per row, by ascending contribution.</param>
public sealed record ShapInput(string Name, double Importance, IReadOnlyList<ShapPoint> Points)
{
    /// <summary>Returns the input and its importance.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Importance:0.####}");
}

/// <summary>What an input adds to the log-odds of one row.</summary>
/// <param name="Contribution">The Shapley value.</param>
/// <param name="Position">Where the row's value lies among those of all rows, 0 the lowest and 1 the highest, ties at their mean; NaN for
/// texts, missing values and several inputs at once.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public readonly record struct ShapPoint(double Contribution, double Position);
