namespace FraudMl.Tests;

public sealed class ProfileRiskTests
{
    private const long Day = 86_400_000_000;

    private static readonly Dataset Data = Payments(2000);

    private readonly DatasetProfile _profile = Data.Profile();

    [Fact]
    public void Bins_hold_every_row_once_with_its_frauds_and_their_interval()
    {
        foreach (ColumnProfile column in _profile.Columns.Where(column => column.Bins.Count > 0))
        {
            column.Bins.Sum(bin => bin.Count).ShouldBe(2000, column.Name);
            column.Bins.Sum(bin => bin.FraudCount).ShouldBe(Data.FraudCount, column.Name);
            foreach (RiskBin bin in column.Bins.Where(bin => bin.Count > 0))
                bin.FraudInterval.ShouldBe(Interval.Wilson(bin.FraudCount!.Value, bin.Count));
            if (column.Name == "y") continue;
            column.InformationValue!.Value.ShouldBe(
                column.Bins.Sum(bin => bin.WeightOfEvidence!.Value * ((bin.FraudCount!.Value / (double)Data.FraudCount)
                    - ((bin.Count - bin.FraudCount.Value) / (2000.0 - Data.FraudCount)))), 1e-12);
        }
    }

    [Fact]
    public void Numbers_are_binned_at_their_quantiles_and_what_is_missing_apart()
    {
        IReadOnlyList<RiskBin> bins = _profile["amount"].Bins;

        bins.Count.ShouldBe(11);
        bins[^1].ShouldBe(bins[^1] with { Name = "missing", Low = null, High = null, Count = 20 });
        bins.Take(10).ShouldAllBe(bin => bin.Count == 198);
        (bins[0].Low, bins[9].High).ShouldBe((null, null));
        bins[1].Low.ShouldBe(bins[0].High);
    }

    [Fact]
    public void Few_values_are_a_bin_each() => _profile["flag"].Bins.Select(bin => bin.Name).ShouldBe(["0", "1"]);

    [Fact]
    public void Texts_are_binned_by_frequency_and_the_rest_together()
    {
        ColumnProfile column = Data.Profile(new() { TopTextCount = 2 })["shop"];

        column.Bins.Select(bin => bin.Name).ShouldBe(["s0", "s1", "other"]);
        column.TopTexts.Count.ShouldBe(2);
    }

    [Fact]
    public void A_histogram_covers_all_values_in_equal_steps()
    {
        IReadOnlyList<HistogramBin> bins = _profile["amount"].Histogram;

        bins.Count.ShouldBe(40);
        bins.Sum(bin => bin.Count).ShouldBe(1980);
        (bins[0].Low, bins[^1].High).ShouldBe((_profile["amount"].Numbers!.Minimum, _profile["amount"].Numbers!.Maximum));
        _profile["time"].Histogram.Sum(bin => bin.Count).ShouldBe(2000);
    }

    [Fact]
    public void Time_goes_in_periods_with_rows_frauds_and_money()
    {
        _profile.AmountColumn.ShouldBe("amount");
        _profile.Timeline.Count.ShouldBe(200);
        _profile.Timeline.ShouldAllBe(period => period.Count == 10);
        _profile.Timeline.Sum(period => period.FraudCount).ShouldBe(Data.FraudCount);
        double total = 0;
        foreach (float amount in ((NumberColumn)Data["amount"]).Values) total += float.IsNaN(amount) ? 0 : amount;
        _profile.Timeline.Sum(period => period.Amount)!.Value.ShouldBe(total, 1e-6);
        _profile.StabilityPeriods.Count.ShouldBeLessThanOrEqualTo(12);
        _profile.StabilityPeriods.Sum(period => period.Count).ShouldBe(2000);
    }

    [Fact]
    public void A_text_is_judged_on_rows_that_its_rates_were_not_taken_from()
    {
        // A name of the row tells nothing of another row, though it would tell everything of itself.
        _profile["note"].RocAuc.ShouldBe(0.5);
        _profile["leaky"].RocAuc!.Value.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void The_label_is_not_set_against_itself() =>
        (_profile["y"].RocAuc, _profile["y"].InformationValue, _profile["y"].Numbers!.LabelCorrelation).ShouldBe((null, null, null));

    [Fact]
    public void Alerts_say_what_is_worth_a_look() => _profile.Alerts.Select(alert => (alert.Kind, alert.Column)).ShouldBe(
    [
        (ProfileAlertKind.LeakSuspect, "leak"), (ProfileAlertKind.LeakSuspect, "leaky"), (ProfileAlertKind.Constant, "one"),
        (ProfileAlertKind.IdLike, "row"),
        (ProfileAlertKind.IdLike, "note"), (ProfileAlertKind.Drift, "row"), (ProfileAlertKind.Drift, "drifting"),
        (ProfileAlertKind.Missing, "gaps"),
        (ProfileAlertKind.HighCorrelation, "amount"), (ProfileAlertKind.Skewed, "rare"), (ProfileAlertKind.HighCardinality, "city"),
        (ProfileAlertKind.RareLevel, "shop"),
    ], ignoreOrder: true);

    [Fact]
    public void Rows_that_repeat_another_one_are_counted()
    {
        int[] rows = [0, 1, 2, 1, 1, 0];

        DatasetProfile profile = Data.Take(rows).Profile();

        profile.DuplicateRowCount.ShouldBe(3);
        profile.Alerts.ShouldContain(alert => alert.Kind == ProfileAlertKind.DuplicateRows && alert.Value == 3 && alert.Column == null);
    }

    [Fact]
    public void Neither_names_of_rows_nor_keys_are_shown()
    {
        _profile["note"].Bins.ShouldBeEmpty();
        _profile["card"].Bins.ShouldBeEmpty();
        _profile.ToJson().ShouldNotContain("note-");
        _profile.ToJson().ShouldNotContain("card-");
    }

    [Theory]
    [InlineData(ColumnRoles.Ignored)]
    [InlineData(ColumnRoles.Key)]
    [InlineData(ColumnRoles.Key | ColumnRoles.Feature)]
    public void Ignored_columns_and_keys_of_any_kind_are_counted_and_never_listed(ColumnRoles roles)
    {
        var data = new Dataset(
        [
            new TextColumn("street", [.. Enumerable.Range(0, 300).Select(row => row % 3)],
                new(["1 Elm Road", "2 Elm Road", "3 Elm Road"]), roles),
            new NumberColumn("tax number amount", [.. Enumerable.Range(0, 300).Select(row => 4_711_001f + (row % 5))], roles),
            new TimestampColumn("born", [.. Enumerable.Range(0, 300).Select(row => (4711 + (row % 7)) * Day)], roles),
            new NumberColumn("x", [.. Enumerable.Range(0, 300).Select(row => (float)row)]),
            new NumberColumn("y", [.. Enumerable.Range(0, 300).Select(row => row % 10 == 0 ? 1f : 0f)], ColumnRoles.Label),
            new TimestampColumn("time", [.. Enumerable.Range(0, 300).Select(row => row * Day)]),
        ]);

        DatasetProfile profile = data.Profile();

        foreach (string text in new[] { profile.ToJson(), profile.ToString() })
        {
            text.ShouldNotContain("Elm");
            text.ShouldNotContain("4711");
            text.ShouldNotContain("4.711");
            text.ShouldNotContain((4711 * Day).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        profile.AmountColumn.ShouldBeNull();
        foreach ((string name, int count) in new[] { ("street", 3), ("tax number amount", 5), ("born", 7) })
        {
            profile[name].DistinctCount.ShouldBe(count);
            (profile[name].Numbers, profile[name].Times, profile[name].TopTexts.Count, profile[name].Bins.Count,
                profile[name].Histogram.Count).ShouldBe((null, null, 0, 0, 0));
        }
    }

    [Fact]
    public void Texts_are_counted_only_where_the_options_say_so()
    {
        DatasetProfile profile = Data.Profile(new() { ListTexts = false });

        profile.Columns.Where(column => column.Kind == ColumnKind.Text)
            .ShouldAllBe(column => column.TopTexts.Count == 0 && column.Bins.Count == 0);
        profile["shop"].DistinctCount.ShouldBe(_profile["shop"].DistinctCount);
    }

    [Fact]
    public void Json_reads_back_as_the_same_profile()
    {
        DatasetProfile again = DatasetProfile.FromJson(_profile.ToJson());

        again.ToJson().ShouldBe(_profile.ToJson());
        again["amount"].Bins.ShouldBe(_profile["amount"].Bins);
        again.Alerts.ShouldBe(_profile.Alerts);
    }

    [Fact]
    public void The_same_data_gives_the_same_profile_again() => Data.Profile().ToJson().ShouldBe(_profile.ToJson());

    [Fact]
    public void The_table_ends_with_the_alerts() =>
        _profile.ToString().ShouldContain("\n! Missing: 'gaps' is missing in 30.0 % of the rows\n");

    [Fact]
    public void Little_or_no_data_is_no_error()
    {
        new Dataset([]).Profile().Columns.ShouldBeEmpty();
        DatasetProfile nothing = Data.Take([]).Profile();
        (nothing.RowCount, nothing.Timeline.Count, nothing["amount"].DistinctCount).ShouldBe((0, 0, 0));
        Data.Take([5]).Profile()["amount"].Numbers!.Skewness.ShouldBeNull();
    }

    [Fact]
    public void Options_and_the_amount_column_are_checked()
    {
        Should.Throw<FraudMlException>(() => Data.Profile(new() { BinCount = 1, LeakLimit = 2 })).Message.ShouldBe(
            "The ProfileOptions are invalid:\n- BinCount must be in [2, 100]. Got 1 instead.\n- LeakLimit must be in (0.5, 1). Got 2 "
            + "instead.");
        Should.Throw<FraudMlException>(() => Data.Profile(new() { Amount = "shop" })).Message
            .ShouldBe("The amount 'shop' must be a number column. It is a Text column.");
        Should.Throw<OperationCanceledException>(() => Data.Profile(cancellationToken: new CancellationToken(canceled: true)));
    }

    private static Dataset Payments(int count)
    {
        var random = new Random(11);
        float[] Numbers(Func<int, double> value) => [.. Enumerable.Range(0, count).Select(row => (float)value(row))];
        TextColumn Texts(string name, Func<int, int> code, string prefix, ColumnRoles roles = ColumnRoles.Feature)
        {
            int[] codes = [.. Enumerable.Range(0, count).Select(code)];
            return new TextColumn(name, codes,
                new TextDictionary([.. Enumerable.Range(0, codes.Max() + 1).Select(i => $"{prefix}{i}")]), roles);
        }

        bool[] fraud = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < 0.1)];
        double[] amount = [.. Enumerable.Range(0, count).Select(row => row % 100 == 50 ? double.NaN : random.NextDouble() * 100)];
        return new Dataset(
        [
            new NumberColumn("row", Numbers(row => row)),
            new NumberColumn("amount", Numbers(row => amount[row])),
            new NumberColumn("twice", Numbers(row => (amount[row] * 2) + random.NextDouble())),
            new NumberColumn("flag", Numbers(_ => random.Next(2))),
            new NumberColumn("one", Numbers(_ => 1)),
            new NumberColumn("gaps", Numbers(row => row % 10 < 3 ? double.NaN : random.NextDouble())),
            new NumberColumn("rare", Numbers(row => row == 1500 ? 1e6 : random.NextDouble())),
            new NumberColumn("leak", Numbers(row => fraud[row] ? 1 + random.NextDouble() : random.NextDouble())),
            new NumberColumn("drifting", Numbers(row => random.NextDouble() + (row / (double)count))),
            Texts("leaky", row => fraud[row] ? 1 : 0, "l"),
            Texts("shop", row => row == 7 ? 3 : row % 10 == 0 ? 2 : row % 3 == 0 ? 1 : 0, "s"),
            Texts("city", _ => random.Next(80), "c"),
            Texts("note", row => row, "note-"),
            Texts("card", row => row % 30, "card-", ColumnRoles.Key),
            new TimestampColumn("born", [.. Enumerable.Range(0, count).Select(_ => random.Next(10_000) * Day)], ColumnRoles.Ignored),
            new TimestampColumn("time", [.. Enumerable.Range(0, count).Select(row => row * (Day / 20))]),
            new NumberColumn("y", Numbers(row => fraud[row] ? 1 : 0), ColumnRoles.Label),
        ],
        "payments");
    }
}
