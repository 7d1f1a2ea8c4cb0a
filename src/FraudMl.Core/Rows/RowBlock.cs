using System.Runtime.InteropServices;

namespace FraudMl.Steps;

/// <summary>A block of rows, column by column: the workspace that fitted steps read and write.</summary>
/// <remarks>
/// Columns are padded to a multiple of <see cref="Padding"/> rows and kernels run over the padded span, so that one row takes the
/// same code path, and gets the same bits, as a row among thousands. Padding rows hold anything.
/// </remarks>
public sealed class RowBlock
{
    /// <summary>The multiple of rows to which columns are padded.</summary>
    public const int Padding = 16;

    private readonly List<float[]> _numbers = [];
    private readonly List<int[]> _codes = [];
    private readonly List<long[]> _timestamps = [];

    /// <summary>Creates a block that holds up to a number of rows.</summary>
    /// <param name="capacity">The largest number of rows.</param>
    public RowBlock(int capacity)
    {
        Capacity = Math.Max(Padding, (capacity + Padding - 1) / Padding * Padding);
        RowCount = capacity;
    }

    /// <value>The largest number of rows.</value>
    public int Capacity { get; }

    /// <value>The rows in use, 1 to <see cref="Capacity"/>.</value>
    public int RowCount { get; set; }

    /// <value>The rows kernels run over: <see cref="RowCount"/> padded.</value>
    public int PaddedRowCount => (RowCount + Padding - 1) / Padding * Padding;

    /// <value>Where set, gets every slot that is asked for, so that a rehearsal sees what a step reads.</value>
    internal HashSet<(ColumnKind Kind, int Slot)>? Asked { get; set; }

    /// <summary>Makes room for every slot of a schema.</summary>
    /// <param name="schema">The schema.</param>
    public void Reserve(RowSchema schema)
    {
        while (_numbers.Count < schema.SlotCount(ColumnKind.Number)) _numbers.Add(new float[Capacity]);
        while (_codes.Count < schema.SlotCount(ColumnKind.Text)) _codes.Add(new int[Capacity]);
        while (_timestamps.Count < schema.SlotCount(ColumnKind.Timestamp)) _timestamps.Add(new long[Capacity]);
    }

    /// <summary>Returns what holds a number column; it stays the same for as long as the block lives.</summary>
    internal float[] NumberArray(int slot) => _numbers[slot];

    /// <summary>Returns what holds a text column's codes.</summary>
    internal int[] CodeArray(int slot) => _codes[slot];

    /// <summary>Returns what holds a timestamp column.</summary>
    internal long[] TimestampArray(int slot) => _timestamps[slot];

    /// <summary>Makes a column missing in every row.</summary>
    internal void SetMissing(SchemaColumn column)
    {
        if (column.Kind == ColumnKind.Number) Numbers(column.Slot).Fill(float.NaN);
        else if (column.Kind == ColumnKind.Text) Codes(column.Slot).Fill(TextDictionary.Missing);
        else Timestamps(column.Slot).Fill(TimestampColumn.Missing);
    }

    /// <summary>Returns a number column, padding included.</summary>
    /// <param name="slot">The slot.</param>
    public Span<float> Numbers(int slot)
    {
        Asked?.Add((ColumnKind.Number, slot));
        return CollectionsMarshal.AsSpan(_numbers)[slot].AsSpan(0, PaddedRowCount);
    }

    /// <summary>Returns a text column's codes, padding included.</summary>
    /// <param name="slot">The slot.</param>
    public Span<int> Codes(int slot)
    {
        Asked?.Add((ColumnKind.Text, slot));
        return CollectionsMarshal.AsSpan(_codes)[slot].AsSpan(0, PaddedRowCount);
    }

    /// <summary>Returns a timestamp column's microseconds, padding included.</summary>
    /// <param name="slot">The slot.</param>
    public Span<long> Timestamps(int slot)
    {
        Asked?.Add((ColumnKind.Timestamp, slot));
        return CollectionsMarshal.AsSpan(_timestamps)[slot].AsSpan(0, PaddedRowCount);
    }

    /// <summary>Returns its size.</summary>
    public override string ToString() => FormattableString.Invariant($"{RowCount:#,0} rows of at most {Capacity:#,0}");
}
