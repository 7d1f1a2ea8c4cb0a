using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FraudMl.Profiling;

/// <summary>
/// What drift is measured against: the distribution of each input and of the probabilities in the rows that a model learned from.
/// </summary>
/// <remarks>
/// Counts only. Of more than 50,000 rows, that many are counted, evenly spread. Timestamps are left out: they are always new.
/// </remarks>
/// <param name="RowCount">The rows that were counted.</param>
/// <param name="Columns">The inputs, in the order of the model's.</param>
/// <param name="Probability">The probabilities that the model gives these rows.</param>
public sealed record ReferenceProfile(int RowCount, IReadOnlyList<ReferenceColumn> Columns, ReferenceColumn Probability)
{
    private const int MostRows = 50_000, MostTexts = 50;

    /// <summary>Returns the profile of rows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">Rows with its inputs, at least one.</param>
    /// <exception cref="FraudMlException">Thrown when there is no row, or an input column is missing.</exception>
    public static ReferenceProfile Of(FraudModel model, Dataset rows)
    {
        if (rows.RowCount == 0) throw new FraudMlException("A reference profile needs at least one row. Got none.");
        int step = (rows.RowCount + MostRows - 1) / MostRows;
        Dataset counted = rows.Take([.. Enumerable.Range(0, (rows.RowCount + step - 1) / step).Select(i => i * step)]);
        return new ReferenceProfile(
            counted.RowCount,
            [.. model.Inputs.Where(input => input.Kind != ColumnKind.Timestamp).Select(
                input => Of(counted[input.Name], input.Origin) with { UnseenRatio = UnseenRatioOf(rows[input.Name]) })],
            Of("fraud_probability", model.Score(counted)));
    }

    /// <value>Says which bins counts are of: the names, edges and texts, as a hash.</value>
    internal string BinsId()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ReferenceColumn column in Columns.Append(Probability))
        {
            string[] parts = [column.Name, .. Written(column.Edges, "edges"), .. Written(column.Heavy, "heavy"), .. column.Texts ?? []];
            foreach (string part in parts) hash.AppendData(Encoding.UTF8.GetBytes(part + "\0"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static IEnumerable<string> Written(IReadOnlyList<double>? numbers, string what) => numbers is null
        ? [] : numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)).Prepend(what);

    // Good 1953 and Turing: as many new rows have a text that was never seen as rows so far have one that was seen once.
    private static double? UnseenRatioOf(DataColumn column)
    {
        if (column is not TextColumn { Codes: var codes } texts) return null;
        int[] counts = new int[texts.Dictionary.Count];
        int known = 0;
        foreach (int code in codes)
        {
            if (code < 0) continue;
            counts[code]++;
            known++;
        }

        return known == 0 ? 0 : (double)counts.Count(count => count == 1) / known;
    }

    private static ReferenceColumn Of(DataColumn column, double origin) => column is TextColumn texts
        ? Of(texts)
        : Of(column.Name, [.. Enumerable.Range(0, column.RowCount).Select(
            row => (double)(float)(((NumberColumn)column).Exact(row) - origin))]);

    private static ReferenceColumn Of(string name, double[] values)
    {
        double[] known = [.. values.Where(double.IsFinite)];
        if (known.Length == 0) return new ReferenceColumn(name, [], [], null, [0], values.Length);
        Array.Sort(known);
        QuantileBins bins = QuantileBins.Of(known);
        return new ReferenceColumn(name, bins.Edges, bins.Heavy, null, bins.CountsOf(known), values.Length - known.Length);
    }

    private static ReferenceColumn Of(TextColumn column)
    {
        int[] counts = new int[column.Dictionary.Texts.Count];
        foreach (int code in column.Codes)
        {
            if (code >= 0) counts[code]++;
        }

        int[] kept = [.. Enumerable.Range(0, counts.Length).Where(code => counts[code] * 100L >= column.Codes.Length && counts[code] > 0)
            .OrderByDescending(code => counts[code]).ThenBy(code => column.Dictionary.Texts[code], StringComparer.Ordinal).Take(MostTexts)];
        int known = counts.Sum();
        return new ReferenceColumn(
            column.Name, null, null, [.. kept.Select(code => column.Dictionary.Texts[code])],
            [.. kept.Select(code => counts[code]), known - kept.Sum(code => counts[code])], column.Codes.Length - known);
    }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}

/// <summary>How the values of an input, or the probabilities, were distributed in the reference rows.</summary>
/// <param name="Name">The input column, or <c>fraud_probability</c>.</param>
/// <param name="Edges">Numbers: the deciles, ascending and distinct; a value on an edge is in the bin below it, unless the edge is
/// heavy. Null for texts.</param>
/// <param name="Heavy">
/// Numbers: the deciles that repeat, ascending; each has a bin of its own, as in <see cref="TwoSampleBins.Heavy"/>. Null for texts.
/// </param>
/// <param name="Texts">
/// Texts: those of at least one row in a hundred, the most frequent 50 of them, by falling frequency. Null for numbers.
/// </param>
/// <param name="Counts">The rows in each bin, or with each text; texts have one more for all others.</param>
/// <param name="MissingCount">The rows without a value.</param>
public sealed record ReferenceColumn(
    string Name,
    IReadOnlyList<double>? Edges,
    IReadOnlyList<double>? Heavy,
    IReadOnlyList<string>? Texts,
    IReadOnlyList<int> Counts,
    int MissingCount)
{
    /// <value>Texts: the share of new rows that are expected to have a text which none of the reference rows has, by Good and Turing: the
    /// share of rows whose text is in no other row. Null for numbers, and in profiles of before it was counted.</value>
    public double? UnseenRatio { get; init; }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
