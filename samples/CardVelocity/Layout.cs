using FraudMl;

namespace CardVelocity;

/// <summary>How a file names what this job reads, and the days that its folds are made of.</summary>
internal sealed record Layout(string Label, string Time, string Card, string Terminal, string Amount, string[] Categories, string[] Ignored)
{
    public required PrequentialOptions Days { get; init; }

    public required int FoldCount { get; init; }

    // The generated payments have the Handbook's names, and two texts more.
    private static readonly Layout Handbook = new(
        "TX_FRAUD", "TX_DATETIME", "CUSTOMER_ID", "TERMINAL_ID", "TX_AMOUNT", ["CATEGORY", "ENTRY"],
        ["TRANSACTION_ID", "TX_TIME_SECONDS", "TX_TIME_DAYS", "TX_FRAUD_SCENARIO"])
    {
        Days = new() { Training = TimeSpan.FromDays(28), LabelDelay = TimeSpan.FromDays(7), Validation = TimeSpan.FromDays(7),
            CardKey = "CUSTOMER_ID" },
        FoldCount = 4,
    };

    // Nineteen days, so that weeks would be too long.
    private static readonly Layout Sparkov = new(
        "is_fraud", "trans_date_trans_time", "cc_num", "merchant", "amt", ["category", "gender"],
        ["first", "last", "street", "city", "state", "zip", "lat", "long", "city_pop", "job", "dob", "trans_num", "unix_time", "merch_lat",
            "merch_long"])
    {
        Days = new() { Training = TimeSpan.FromDays(5), LabelDelay = TimeSpan.FromDays(1), Validation = TimeSpan.FromDays(2),
            CardKey = "cc_num" },
        FoldCount = 3,
    };

    /// <value>Folds that repeat production: train, wait for labels, validate, move on.</value>
    public IFolds Folds => FraudMl.Folds.Prequential(FoldCount, Days);

    /// <value>What a card did lately, what became of payments at a terminal, and whether the two have met.</value>
    public EntityWindows[] Windows
    {
        get
        {
            TimeSpan[] windows = [TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30)];
            return
            [
                FraudMl.Velocity.Per(Card).Over(windows).Count().Mean(Amount).RatioToMean(Amount).Over(TimeSpan.FromDays(1)).SinceLast()
                    .Distinct(Terminal),
                FraudMl.Velocity.Per(Terminal).Over(windows[1..]).Delayed(Days.LabelDelay).Count().Risk(),
                FraudMl.Velocity.Per(Card, Terminal).Over(TimeSpan.FromDays(30)).Count(),
            ];
        }
    }

    /// <summary>Returns the layout that a file's columns belong to, less the columns that it does not have.</summary>
    public static Layout Of(string[] columns, string file)
    {
        Layout layout = new[] { Handbook, Sparkov }.FirstOrDefault(layout => columns.Contains(layout.Time))
            ?? throw new FraudMlException($"{file} has neither the Handbook's column '{Handbook.Time}' nor Sparkov's '{Sparkov.Time}'. "
                + $"Its columns are {string.Join(", ", columns)}.");
        return layout with { Categories = [.. layout.Categories.Intersect(columns)], Ignored = [.. layout.Ignored.Intersect(columns)] };
    }

    /// <summary>Says what the columns are for. The terminal is key and feature: windows need the one, encoders the other.</summary>
    public DatasetSchema Schema(DatasetSchema schema)
    {
        schema.Label(Label).Timestamp(Time).Feature(Time).Key(Card).Key(Terminal).Feature(Terminal).Number(Amount);
        foreach (string category in Categories) schema.Text(category);
        foreach (string column in Ignored) schema.Ignore(column);
        return schema;
    }
}
