using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>The outputs of a request, gathered block after block: tensors stand column after column.</summary>
internal sealed class TensorAnswer : IScoredRows, IDisposable
{
    private double[] _probabilities = [];
    private long[] _decisions = [];

    public int RowCount { get; private set; }

    /// <value>The model that answered all rows; null before the first and where they were two.</value>
    public ServedModel? AnsweredBy { get; private set; }

    public void Add(in AnsweredRows rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            if (RowCount + row == 0) AnsweredBy = rows.ServedOf(row);
            else if (AnsweredBy != rows.ServedOf(row)) AnsweredBy = null;
        }

        Grow(ref _probabilities, rows.Count);
        rows.Probabilities.CopyTo(_probabilities.AsSpan(RowCount));
        ReadOnlySpan<bool> flags = rows.Flags;
        if (!flags.IsEmpty) Grow(ref _decisions, flags.Length);
        for (int row = 0; row < flags.Length; row++) _decisions[RowCount + row] = flags[row] ? 1 : 0;
        RowCount += rows.Count;
    }

    /// <summary>Returns the bytes of an output: little-endian, row after row.</summary>
    public ReadOnlySpan<byte> Raw(OutputTensor output) => output == OutputTensor.Probability
        ? MemoryMarshal.AsBytes(_probabilities.AsSpan(0, RowCount))
        : MemoryMarshal.AsBytes(_decisions.AsSpan(0, RowCount));

    /// <summary>Returns the probabilities.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities.AsSpan(0, RowCount);

    /// <summary>Returns the decisions, 1 for flagged and 0 for passed.</summary>
    public ReadOnlySpan<long> Decisions => _decisions.AsSpan(0, RowCount);

    /// <summary>Writes the values of an output as JSON; what is no number is null.</summary>
    public void WriteValues(Utf8JsonWriter writer, OutputTensor output)
    {
        if (output == OutputTensor.Decision)
        {
            foreach (long decision in Decisions) writer.WriteNumberValue(decision);
            return;
        }

        foreach (double probability in Probabilities)
        {
            if (double.IsFinite(probability)) writer.WriteNumberValue(probability);
            else writer.WriteNullValue();
        }
    }

    public void Dispose()
    {
        Return(ref _probabilities);
        Return(ref _decisions);
    }

    private void Grow<T>(ref T[] values, int count)
    {
        if (values.Length - RowCount >= count) return;
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(values.Length * 2, RowCount + count));
        values.AsSpan(0, RowCount).CopyTo(larger);
        Return(ref values);
        values = larger;
    }

    private static void Return<T>(ref T[] values)
    {
        if (values.Length > 0) ArrayPool<T>.Shared.Return(values);
        values = [];
    }
}
