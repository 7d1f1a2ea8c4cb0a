namespace FraudMl;

/// <summary>
/// A few rows on their way through a model: set the inputs, <see cref="Score"/> once, read margins,
/// probabilities, flags and costs, dispose.
/// Not thread-safe; each request opens its own.
/// </summary>
/// <remarks>
/// It is a lease on buffers that the model keeps. Disposing it again does nothing, and no copy of it reaches the buffers once they
/// have been given to another.
/// </remarks>
public readonly struct ScoringSession : IDisposable
{
    private readonly SessionBuffers? _buffers;
    private readonly int _lease;

    internal ScoringSession(SessionBuffers buffers, int lease) => (_buffers, _lease) = (buffers, lease);

    /// <value>The model that scores.</value>
    public FraudModel Model => Buffers.Model;

    /// <value>The number of rows.</value>
    public int RowCount => Buffers.Block.RowCount;

    /// <value>The log-odds of each row as the scoring model gives them, after <see cref="Score"/>.</value>
    public ReadOnlySpan<double> Margins => Buffers.Margins;

    /// <value>The probability of fraud of each row, after <see cref="Score"/>.</value>
    public ReadOnlySpan<double> Probabilities => Buffers.Probabilities;

    /// <value>Whether each row is flagged, after <see cref="Score"/>; empty when the model does not decide.</value>
    public ReadOnlySpan<bool> Flags => Buffers.Flags;

    /// <exception cref="ObjectDisposedException">Thrown when the session is closed.</exception>
    internal SessionBuffers Buffers => _buffers is { } buffers && buffers.IsLeased(_lease) ? buffers : throw Closed();

    /// <summary>Sets a number.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="input">The input's index in <see cref="FraudModel.Inputs"/>.</param>
    /// <param name="value">The value; NaN is missing.</param>
    /// <exception cref="FraudMlException">Thrown when the input is no number.</exception>
    public void SetNumber(int row, int input, float value) => Buffers.SetNumber(row, input, value);

    /// <summary>Sets a number that 32 bits don't hold, such as a time in seconds since 1970 that is a feature.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="input">The input's index in <see cref="FraudModel.Inputs"/>.</param>
    /// <param name="value">The value, as it was in training; NaN is missing.</param>
    /// <exception cref="FraudMlException">Thrown when the input is no number.</exception>
    public void SetNumber(int row, int input, double value) => Buffers.SetNumber(row, input, value);

    /// <summary>Sets a text.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="input">The input's index in <see cref="FraudModel.Inputs"/>.</param>
    /// <param name="utf8">The text's bytes; empty is missing, and so is a missing token that is no text of the training data.</param>
    /// <exception cref="FraudMlException">Thrown when the input is no text.</exception>
    public void SetText(int row, int input, ReadOnlySpan<byte> utf8) => Buffers.SetText(row, input, utf8);

    /// <summary>Sets a text.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="input">The input's index in <see cref="FraudModel.Inputs"/>.</param>
    /// <param name="text">The text; empty is missing, and so is a missing token that is no text of the training data.</param>
    /// <exception cref="FraudMlException">Thrown when the input is no text.</exception>
    public void SetText(int row, int input, ReadOnlySpan<char> text) => Buffers.SetText(row, input, text);

    /// <summary>Sets an input to what a field says by the rules with which the training data was read: missing tokens, numbers
    /// and times in writing.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="input">The input's index in <see cref="FraudModel.Inputs"/>.</param>
    /// <param name="utf8">The field's bytes, without quotes.</param>
    /// <param name="isQuoted">Whether it stands between quotes, in CSV or JSON: a text that training knows is then that text even where it
    /// is a missing token. Default false.</param>
    /// <returns>Whether it is a finite number, a text or a time as the input asks for, or missing.</returns>
    public bool TrySetField(int row, int input, ReadOnlySpan<byte> utf8, bool isQuoted = false) =>
        Buffers.TrySetField(row, input, utf8, isQuoted);

    /// <summary>Sets an input to true or false: a number to 1 or 0, a text to what training has for it.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="input">The input's index in <see cref="FraudModel.Inputs"/>.</param>
    /// <param name="truth">The value.</param>
    /// <returns>Whether the input is a number or a text.</returns>
    public bool TrySetTruth(int row, int input, bool truth) => Buffers.TrySetTruth(row, input, truth);

    /// <summary>Sets a time.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="input">The input's index in <see cref="FraudModel.Inputs"/>.</param>
    /// <param name="microseconds">Microseconds since 1970 in UTC; <see cref="TimestampColumn.Missing"/> is missing.</param>
    /// <exception cref="FraudMlException">Thrown when the input is no time.</exception>
    public void SetTimestamp(int row, int input, long microseconds) => Buffers.SetTimestamp(row, input, microseconds);

    /// <summary>Returns a number of all rows as the model holds it, before or after <see cref="Score"/>.</summary>
    /// <param name="input">The input's index in <see cref="FraudModel.Inputs"/>.</param>
    /// <returns>The values less the input's <see cref="SchemaColumn.Origin"/>, which is 0 but for times; NaN where missing.</returns>
    /// <exception cref="FraudMlException">Thrown when the input is no number.</exception>
    public ReadOnlySpan<float> Numbers(int input) => Buffers.Numbers(input);

    /// <summary>Returns a text of all rows by its codes, before or after <see cref="Score"/>.</summary>
    /// <param name="input">The input's index in <see cref="FraudModel.Inputs"/>.</param>
    /// <returns>Places in the input's <see cref="SchemaColumn.Texts"/>; <see cref="TextDictionary.Unknown"/> for a text that is not among
    /// them, <see cref="TextDictionary.Missing"/> where missing.</returns>
    /// <exception cref="FraudMlException">Thrown when the input is no text.</exception>
    public ReadOnlySpan<int> Codes(int input) => Buffers.Codes(input);

    /// <summary>Returns a time of all rows, before or after <see cref="Score"/>.</summary>
    /// <param name="input">The input's index in <see cref="FraudModel.Inputs"/>.</param>
    /// <returns>Microseconds since 1970 in UTC; <see cref="TimestampColumn.Missing"/> where missing.</returns>
    /// <exception cref="FraudMlException">Thrown when the input is no time.</exception>
    public ReadOnlySpan<long> Timestamps(int input) => Buffers.Timestamps(input);

    /// <summary>Runs steps, scoring model, calibrator and decision over the rows, once.</summary>
    public void Score() => Buffers.Score();

    /// <summary>Returns what missing each row's fraud and reviewing it would cost, after <see cref="Score"/>; null when the model's
    /// decision knows no costs.</summary>
    public CostTable? Costs() => Buffers.Costs();

    /// <summary>Gives the buffers back to the model; a second time does nothing.</summary>
    public void Dispose() => _buffers?.End(_lease);

    private static ObjectDisposedException Closed() => new(
        nameof(ScoringSession), "This session is closed. Open one for each request with model.OpenSession(rowCount).");

    /// <summary>Returns the model and how many rows it scores.</summary>
    public override string ToString() => _buffers is { } buffers && buffers.IsLeased(_lease)
        ? FormattableString.Invariant($"{buffers.Model.Pipeline}, {buffers.Block.RowCount:#,0} rows")
        : "a closed scoring session";
}
