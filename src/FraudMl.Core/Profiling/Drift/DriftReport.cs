using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FraudMl.Profiling;

/// <summary>How far scored rows are from those that a model learned from: each input, and the probabilities.</summary>
public sealed record DriftReport
{
    /// <value>The rows compared.</value>
    public required long RowCount { get; init; }

    /// <value>The rows of the reference.</value>
    public required int ReferenceRowCount { get; init; }

    /// <value>The worst verdict among the columns and the probability.</value>
    public required DriftVerdict Verdict { get; init; }

    /// <value>The probabilities.</value>
    public required DriftColumn Probability { get; init; }

    /// <value>The inputs, in the order of the reference.</value>
    public required IReadOnlyList<DriftColumn> Columns { get; init; }

    /// <value>What is to be watched or acted upon, worst and farthest first.</value>
    public IEnumerable<DriftColumn> Findings => Columns.Prepend(Probability).Where(column => column.Verdict >= DriftVerdict.Watch)
        .OrderByDescending(column => column.Verdict).ThenByDescending(column => column.Psi);

    /// <summary>Compares counted rows with the reference.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="counts">The rows, of one server or added up.</param>
    /// <param name="options">From where on drift is told.</param>
    /// <exception cref="FraudMlException">Thrown when the counts are of another reference.</exception>
    public static DriftReport Of(ReferenceProfile reference, DriftCounts counts, DriftOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(counts);
        options ??= new();
        options.Validate();
        if (counts.BinsId != reference.BinsId())
            throw new FraudMlException("These counts are of another reference profile. Compare them with that of the model that scored.");
        DriftTests[] tests = [.. reference.Columns.Append(reference.Probability).Zip(counts.All, (column, counted) =>
            new DriftTests(column, counted))];
        double?[] corrected = Corrected([.. tests.SelectMany(test => new[] { test.Distribution, test.Missing, test.Unknown })]);
        DriftColumn[] columns = [.. tests.Select((test, i) =>
            test.With(corrected[3 * i], corrected[(3 * i) + 1], corrected[(3 * i) + 2], options))];
        return new DriftReport
        {
            RowCount = counts.RowCount,
            ReferenceRowCount = reference.RowCount,
            Verdict = columns.Max(column => column.Verdict),
            Probability = columns[^1],
            Columns = columns[..^1],
        };
    }

    /// <summary>Returns the report as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DriftJson.Default.DriftReport);

    /// <summary>Returns what was found, one column a line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{RowCount:#,0} rows against {ReferenceRowCount:#,0}: {Verdict}\n");
        foreach (DriftColumn column in Findings) text.Append(column.Verdict).Append(": ").Append(column.Text).Append('\n');
        return text.ToString();
    }

    private static double?[] Corrected(double?[] pValues)
    {
        int[] there = [.. pValues.Index().Where(at => at.Item is not null).Select(at => at.Index)];
        double[] corrected = PValues.BenjaminiHochberg(Array.ConvertAll(there, i => pValues[i]!.Value));
        var all = new double?[pValues.Length];
        for (int i = 0; i < there.Length; i++) all[there[i]] = corrected[i];
        return all;
    }
}
