namespace FraudMl.Tests;

/// <summary>A time of .NET means the same instant at every door.</summary>
[Collection(LocalClock.Alone)]
public sealed class LocalTimeTests : IDisposable
{
    private static readonly DateTime Utc = new(2026, 3, 1, 20, 30, 0, DateTimeKind.Utc);

    // Windows takes its zone from the system and not from TZ; there the local time is what it is.
    private readonly LocalClock? _clock = OperatingSystem.IsWindows() ? null : new LocalClock("Asia/Tokyo");

    public static TheoryData<DateTimeKind> Kinds => [DateTimeKind.Utc, DateTimeKind.Local, DateTimeKind.Unspecified];

    [Theory, MemberData(nameof(Kinds))]
    public void A_row_is_explained_with_the_time_it_is_scored_with(DateTimeKind kind)
    {
        Dataset data = Hours();
        FraudModel model = new FraudPipelineBuilder().Calendar("At").Train(Trainers.LogisticRegression()).Build().Fit(data);
        DateTime given = Of(kind);

        double scored = model.Score(Dataset.FromRows([new Hour { At = given }]))[0];
        double explained = model.Explain(new Dictionary<string, object?> { ["At"] = given }).Probability;

        explained.ShouldBe(scored);
        scored.ShouldBe(model.Score(Dataset.FromRows([new Hour { At = Utc }]))[0]);
    }

    [Fact]
    public void A_date_is_explained_as_it_is_scored()
    {
        FraudModel model = new FraudPipelineBuilder().Calendar("At").Train(Trainers.LogisticRegression()).Build().Fit(Hours());

        model.Explain(new Dictionary<string, object?> { ["At"] = new DateOnly(2026, 3, 1) }).Probability
            .ShouldBe(model.Score(Dataset.FromRows([new Hour { At = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc) }]))[0]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Prequential_folds_begin_on_the_same_day_however_it_is_said(DateTimeKind kind)
    {
        Dataset data = Hours();
        Fold[] Split(DateTime start) =>
        [
            .. Folds.Prequential(1, new() { Training = TimeSpan.FromDays(1), LabelDelay = TimeSpan.Zero, Validation = TimeSpan.FromDays(1),
                Start = start })
                .Split(FoldInput.Of(data)),
        ];

        Split(Of(kind))[0].TrainingRows.ShouldBe(Split(Utc)[0].TrainingRows);
    }

    public void Dispose() => _clock?.Dispose();

    private static DateTime Of(DateTimeKind kind) => kind switch
    {
        DateTimeKind.Local => Utc.ToLocalTime(),
        _ => DateTime.SpecifyKind(Utc, kind),
    };

    // Five days, with the frauds of each at night.
    private static Dataset Hours() => Dataset.FromRows(
        Enumerable.Range(0, 120).Select(hour => new Hour { At = new DateTime(2026, 2, 27, 0, 0, 0, DateTimeKind.Utc).AddHours(hour),
            IsFraud = hour % 24 is 1 or 2 or 13 }),
        schema => schema.Label("IsFraud").Timestamp("At").Feature("At"));

    private sealed record Hour
    {
        public DateTime At { get; init; }

        public bool IsFraud { get; init; }
    }
}
