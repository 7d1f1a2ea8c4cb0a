using System.Globalization;

namespace FraudMl.Serving.Tests;

/// <summary>Made-up payments with ties in time, missing keys and amounts, and the model of their windows.</summary>
internal static class Payments
{
    public static readonly EntityWindows[] Windows =
    [
        Velocity.Per("CARD").Over(TimeSpan.FromHours(1), TimeSpan.FromDays(1)).Count().Mean("AMOUNT").RatioToMean("AMOUNT")
            .Over(TimeSpan.FromDays(1)).StandardDeviation("AMOUNT").Max("AMOUNT").SinceLast().Distinct("SHOP"),
        Velocity.Per("SHOP").Over(TimeSpan.FromDays(1)).Delayed(TimeSpan.FromHours(6)).Count().Risk(),
        Velocity.Per("CARD", "SHOP").Over(TimeSpan.FromDays(2)).Count(),
    ];

    private static readonly string[] Names = ["ID", "TIME", "CARD", "SHOP", "AMOUNT"];

    private static readonly Lazy<FraudModel> LazyModel = new(() => Fit(Of(1500, 5).WithWindows(Windows)));

    public static FraudModel Model => LazyModel.Value;

    /// <summary>Payments in the order of time, many at the same second.</summary>
    public static Dataset Of(int rowCount, int seed)
    {
        var random = new Random(seed);
        long time = 1_700_000_000_000_000;
        long[] times = [.. Enumerable.Range(0, rowCount).Select(_ => time += random.Next(4) == 0 ? 0 : random.Next(600) * 1_000_000L)];
        string[] cards = [.. Enumerable.Range(0, 40).Select(i => $"card {i}")], shops = [.. Enumerable.Range(0, 9).Select(i => $"Süd{i}")];
        int[] Codes(int count) => [.. Enumerable.Range(0, rowCount).Select(_ => random.Next(25) == 0 ? -1 : random.Next(count))];
        float[] amounts = [.. Enumerable.Range(0, rowCount)
            .Select(_ => random.Next(20) == 0 ? float.NaN : MathF.Round((float)Math.Exp(5 * random.NextDouble()), 2))];
        return new Dataset(
        [
            new TextColumn("ID", [.. Enumerable.Range(0, rowCount)],
                new TextDictionary([.. Enumerable.Range(0, rowCount).Select(i => $"{i}")]), ColumnRoles.Ignored),
            new TimestampColumn("TIME", times),
            new TextColumn("CARD", Codes(cards.Length), new TextDictionary(cards), ColumnRoles.Key),
            new TextColumn("SHOP", Codes(shops.Length), new TextDictionary(shops), ColumnRoles.Key),
            new NumberColumn("AMOUNT", amounts),
            new NumberColumn("FRAUD", [.. amounts.Select(amount => amount > 60 && random.Next(3) == 0 ? 1f : 0f)], ColumnRoles.Label),
        ]);
    }

    /// <summary>The same without labels, as they are when they come.</summary>
    public static Dataset Unlabelled(Dataset data) => new Dataset(
        [.. data.Columns.Select(column => column.Name == "FRAUD"
            ? new NumberColumn("FRAUD", new float[data.RowCount], ColumnRoles.Label) : column)]);

    /// <summary>Rows as JSON in the split form.</summary>
    public static string Json(Dataset data, int first, int count) =>
        "{\"dataframe_split\":{\"columns\":[\"ID\",\"TIME\",\"CARD\",\"SHOP\",\"AMOUNT\"],\"data\":["
            + string.Join(',', Enumerable.Range(first, count).Select(row => $"[{string.Join(',', Cells(data, row))}]")) + "]}}";

    /// <summary>Rows as JSON lines.</summary>
    public static string JsonLines(Dataset data, int first, int count) => string.Join('\n', Enumerable.Range(first, count).Select(row =>
        "{" + string.Join(',', Cells(data, row).Zip(Names, (cell, name) => $"\"{name}\":{cell}")) + "}"));

    private static string[] Cells(Dataset data, int row) =>
    [
        row.ToString(CultureInfo.InvariantCulture), Quoted(TimeText(data.Timestamps[row])), Quoted(Text(data, "CARD", row)),
        Quoted(Text(data, "SHOP", row)),
        ((NumberColumn)data["AMOUNT"]).Values[row] is var amount && float.IsNaN(amount) ? "null"
            : amount.ToString("R", CultureInfo.InvariantCulture),
    ];

    /// <summary>A row as an object.</summary>
    public static Payment Row(Dataset data, int row) => new(
        row, DateTime.UnixEpoch.AddMicroseconds(data.Timestamps[row]), Text(data, "CARD", row), Text(data, "SHOP", row),
        ((NumberColumn)data["AMOUNT"]).Values[row]);

    private static string? Text(Dataset data, string column, int row) =>
        ((TextColumn)data[column]).Codes[row] is >= 0 and var code ? ((TextColumn)data[column]).Dictionary.Texts[code] : null;

    private static string TimeText(long time) =>
        DateTime.UnixEpoch.AddMicroseconds(time).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    private static string Quoted(string? text) => text is null ? "null" : $"\"{text}\"";

    /// <summary>Returns a model that refuses to decide payments without an amount.</summary>
    public static FraudModel Refusing() => new FraudPipelineBuilder()
        .Impute(Columns.Numbers, Imputation.Median)
        .Standardize(Columns.Numbers)
        .Train(new GradientDescent())
        .DecideBy(Costs.PerTransaction(row => row["AMOUNT"], 5, Undecidable.Refuse))
        .Build()
        .Fit(Of(1500, 5).WithWindows(Windows).Where(row => row["AMOUNT"] >= 0));

    private static FraudModel Fit(Dataset data) => new FraudPipelineBuilder()
        .Impute(Columns.Numbers, Imputation.Median)
        .Standardize(Columns.Numbers)
        .Train(new GradientDescent())
        .Build()
        .Fit(data);
}

/// <summary>A payment as an application has it.</summary>
internal sealed record Payment(int ID, DateTime TIME, string? CARD, string? SHOP, float AMOUNT);
