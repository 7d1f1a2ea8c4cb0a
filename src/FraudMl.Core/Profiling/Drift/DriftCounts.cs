using System.Text.Json;

namespace FraudMl.Profiling;

/// <summary>
/// How many scored rows fell into each bin of a <see cref="ReferenceProfile"/>. Counts of several servers, or of several hours, add up.
/// Not thread-safe.
/// </summary>
/// <remarks>Counts only, never a value of a row.</remarks>
public sealed class DriftCounts
{
    /// <summary>Creates counts as they were written; <see cref="DriftCounter.NewCounts"/> gives empty ones.</summary>
    /// <param name="binsId">Which bins they are of.</param>
    /// <param name="rowCount">The rows counted.</param>
    /// <param name="columns">The inputs, in the order of the reference.</param>
    /// <param name="probability">The probabilities.</param>
    public DriftCounts(string binsId, long rowCount, IReadOnlyList<DriftColumnCounts> columns, DriftColumnCounts probability)
    {
        BinsId = binsId;
        RowCount = rowCount;
        Columns = columns;
        Probability = probability;
        Cells = [.. (columns ?? []).Select(column => column?.Cells ?? [])];
    }

    /// <value>Which bins they are of: only counts of the same bins add up.</value>
    public string BinsId { get; }

    /// <value>The rows counted.</value>
    public long RowCount { get; internal set; }

    /// <value>The inputs, in the order of the reference.</value>
    public IReadOnlyList<DriftColumnCounts> Columns { get; }

    /// <value>The probabilities.</value>
    public DriftColumnCounts Probability { get; }

    /// <summary>The bins of each input, which counting adds to.</summary>
    internal long[][] Cells { get; }

    internal IEnumerable<DriftColumnCounts> All => Columns.Append(Probability);

    /// <summary>Adds the counts of another server or another time.</summary>
    /// <param name="other">Counts of the same bins; not changed.</param>
    /// <exception cref="FraudMlException">Thrown when they are of other bins.</exception>
    public void Add(DriftCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.BinsId != BinsId || !All.Select(column => column.Shape).SequenceEqual(other.All.Select(column => column.Shape)))
            throw new FraudMlException("Counts of drift add up only over the same reference profile, and these are of two. Compare the "
                + "rows of each model version by themselves.");
        RowCount += other.RowCount;
        foreach ((DriftColumnCounts into, DriftColumnCounts from) in All.Zip(other.All)) into.Add(from);
    }

    /// <summary>Moves all rows to other counts of the same bins: none are left.</summary>
    /// <param name="other">The counts that get them.</param>
    /// <exception cref="FraudMlException">Thrown when they are of other bins.</exception>
    public void MoveTo(DriftCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        other.Add(this);
        RowCount = 0;
        foreach (DriftColumnCounts column in All) Array.Clear(column.Cells);
    }

    /// <summary>Returns the counts as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DriftJson.Default.DriftCounts);

    /// <summary>Reads counts from the JSON that <see cref="ToJson"/> writes.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="FraudMlException">Thrown when it is something else.</exception>
    public static DriftCounts FromJson(string json)
    {
        try
        {
            DriftCounts? counts = JsonSerializer.Deserialize(json, DriftJson.Default.DriftCounts);
            bool isWhole = counts is { RowCount: >= 0, BinsId: not null, Columns: not null, Probability: not null }
                && counts.All.All(column => column?.IsWhole == true);
            return isWhole ? counts! : throw new JsonException();
        }
        catch (JsonException problem)
        {
            throw new FraudMlException("This JSON holds no counts as DriftCounts.ToJson writes them.", problem);
        }
    }

    /// <summary>Returns how many rows were counted.</summary>
    public override string ToString() => FormattableString.Invariant($"{RowCount:#,0} rows in the bins {BinsId}");
}

/// <summary>How many rows fell into each bin of one column.</summary>
public sealed class DriftColumnCounts
{
    // The bins, then the missing, then the unknown.
    private readonly long[] _cells;

    /// <summary>Creates counts as they were written.</summary>
    /// <param name="name">The input column, or <c>fraud_probability</c>.</param>
    /// <param name="counts">The rows in each bin of the reference; for texts the last is all others but the unknown.</param>
    /// <param name="missingCount">The rows without a value.</param>
    /// <param name="unknownCount">The rows with a text that training has never seen.</param>
    public DriftColumnCounts(string name, IReadOnlyList<long> counts, long missingCount, long unknownCount)
    {
        Name = name;
        _cells = [.. counts ?? [], missingCount, unknownCount];
    }

    /// <value>The input column, or <c>fraud_probability</c>.</value>
    public string Name { get; }

    /// <value>The rows in each bin of the reference; for texts the last is all others, those that are unknown left out.</value>
    public IReadOnlyList<long> Counts => _cells[..^2];

    /// <value>The rows without a value.</value>
    public long MissingCount => _cells[^2];

    /// <value>The rows with a text that training has never seen.</value>
    public long UnknownCount => _cells[^1];

    internal long[] Cells => _cells;

    internal (string, int) Shape => (Name, _cells.Length);

    internal bool IsWhole => Name is not null && _cells.Length > 2 && _cells.All(count => count >= 0);

    internal void Add(DriftColumnCounts other)
    {
        for (int cell = 0; cell < _cells.Length; cell++) _cells[cell] += other._cells[cell];
    }

    /// <summary>Returns the column and its counts.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Name}: {RecordText.List(_cells[..^2])}, {MissingCount:#,0} missing, {UnknownCount:#,0} unknown");
}
