using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl.Tracking;

/// <summary>
/// Rows with the probabilities and decisions that a model gave when it was written: whoever loads it can tell whether it still gives them.
/// </summary>
/// <remarks>
/// The rows are made up from the model's own inputs and texts; they are nobody's transactions. A processor with other vectors, and an
/// app that was compiled ahead of time, round some functions otherwise in the last bits: there a probability may differ by 1e-6.
/// </remarks>
/// <param name="Processor">Where the model was written.</param>
/// <param name="Inputs">The model's inputs, in order.</param>
/// <param name="Rows">The value of each input: a number, a text, microseconds since 1970, or null.</param>
/// <param name="Probabilities">The probability of fraud of each row.</param>
/// <param name="Flags">Whether each row is flagged, null where that can't be decided; null for a model that does not decide.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record GoldenRows(
    string Processor, IReadOnlyList<string> Inputs, IReadOnlyList<IReadOnlyList<JsonElement>> Rows, IReadOnlyList<double> Probabilities,
    IReadOnlyList<bool?>? Flags)
{
    private const double ToleranceElsewhere = 1e-6;

    /// <value>The processor and the code for it, as far as the last bits of a probability depend on them.</value>
    public static string ThisProcessor { get; } =
        FormattableString.Invariant($"{RuntimeInformation.ProcessArchitecture}, vectors of {VectorBits} bits");

    /// <summary>Returns golden rows of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="reference">What its inputs were like in training, so that numbers are of their size; null when nobody knows.</param>
    public static GoldenRows Of(FraudModel model, int count, ReferenceProfile? reference = null)
    {
        IReadOnlyList<IReadOnlyList<JsonElement>> rows = GoldenCells.Draw(model, count, reference);
        var probabilities = new double[count];
        bool?[]? flags = model.Decision is null ? null : new bool?[count];
        for (int row = 0; row < count; row++)
        {
            (probabilities[row], bool? flag) = Score(model, rows[row]);
            if (flags is not null) flags[row] = flag;
        }

        return new GoldenRows(ThisProcessor, [.. model.Inputs.Select(input => input.Name)], rows, probabilities, flags);
    }

    /// <summary>Returns what a model answers otherwise than it did when it was written, in one sentence; null for nothing.</summary>
    /// <param name="model">The model.</param>
    public string? FindDifference(FraudModel model)
    {
        // A file that was made up may lack anything.
        if (Inputs is null || Rows is null || Probabilities is null) return "Its golden rows are damaged: the file lacks a part.";
        if (!Inputs.SequenceEqual(model.Inputs.Select(input => input.Name))) return "Its golden rows have other inputs than the model.";
        bool isWhole = Probabilities.Count == Rows.Count && (Flags is null || Flags.Count == Rows.Count);
        if (!isWhole || Flags is null != model.Decision is null)
            return "Its golden rows are damaged: rows, probabilities and flags are not as many.";
        for (int row = 0; row < Rows.Count; row++)
        {
            if (Rows[row]?.Count != Inputs.Count) return $"Its golden row {row + 1} is damaged: a value is missing.";
            (double probability, bool? flag) = Score(model, Rows[row]);
            if (!IsSame(probability, Probabilities[row]))
            {
                return FormattableString.Invariant(
                    $"Its golden row {row + 1} gets the probability {probability:R}, and got {Probabilities[row]:R} when it was written.");
            }

            if (Flags is not null && flag != Flags[row])
                return $"Its golden row {row + 1} is decided otherwise than when it was written.";
        }

        return null;
    }

    /// <summary>Returns how many rows there are and where they were scored.</summary>
    public override string ToString() => FormattableString.Invariant($"{Rows.Count} golden rows, written on {Processor}");

    private static int VectorBits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private bool IsSame(double now, double then) => Processor == ThisProcessor
        ? BitConverter.DoubleToInt64Bits(now) == BitConverter.DoubleToInt64Bits(then)
        : Math.Abs(now - then) <= ToleranceElsewhere || (double.IsNaN(now) && double.IsNaN(then));

    private static (double Probability, bool? Flag) Score(FraudModel model, IReadOnlyList<JsonElement> cells)
    {
        using ScoringSession session = model.OpenSession(1);
        for (int input = 0; input < cells.Count; input++) GoldenCells.Set(session, model.Inputs[input], input, cells[input]);
        session.Score();
        try
        {
            return (session.Probabilities[0], session.Flags.IsEmpty ? null : session.Flags[0]);
        }
        catch (FraudMlException)
        {
            // A rule that refuses what it can't decide.
            return (session.Probabilities[0], null);
        }
    }
}
