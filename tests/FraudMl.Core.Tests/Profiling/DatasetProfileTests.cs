using System.Text.RegularExpressions;

namespace FraudMl.Tests;

public sealed class DatasetProfileTests
{
    private static readonly Dataset Data = new(
    [
        new NumberColumn("x", [1, 2, float.NaN, 4, 4, 10]),
        new NumberColumn("constant", [7, 7, 7, 7, 7, 7]),
        new NumberColumn("empty", [float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN]),
        new TextColumn("s", [0, 1, 0, TextDictionary.Missing, 2, 0], new TextDictionary(["a", "c", "b", "unused"])),
        new TextColumn("card", [0, 0, 0, 1, 1, 1], new TextDictionary(["card-a", "card-b"]), ColumnRoles.Key),
        new TimestampColumn("t", [0, 86_400_000_000, 5, TimestampColumn.Missing, 5, 43_200_000_000]),
        new NumberColumn("y", [0, 0, 1, 0, 1, 1], ColumnRoles.Label),
    ],
    "six rows");

    private readonly DatasetProfile _profile = Data.Profile();

    [Fact]
    public void The_dataset_is_summed_up()
    {
        _profile.Name.ShouldBe("six rows");
        _profile.RowCount.ShouldBe(6);
        _profile.FraudCount.ShouldBe(3);
        _profile.FraudRatio.ShouldBe(0.5);
        _profile.TimeSpan.ShouldBe(TimeSpan.FromDays(1));
    }

    [Fact]
    public void Numbers_have_moments_and_quartiles_over_the_values_that_are_there()
    {
        ColumnProfile column = _profile["x"];
        NumberProfile numbers = column.Numbers.ShouldNotBeNull();

        (column.MissingCount, column.DistinctCount).ShouldBe((1, 4));
        column.MissingRatio.ShouldBe(1 / 6.0);
        // numpy: x = [1, 2, 4, 4, 10]; mean 4.2, std (ddof 0) 3.1240998703626617, quartiles 2, 4, 4.
        numbers.Mean.ShouldBe(4.2, 1e-12);
        numbers.StandardDeviation.ShouldBe(3.1240998703626617, 1e-12);
        new[] { numbers.Minimum, numbers.LowerQuartile, numbers.Median, numbers.UpperQuartile, numbers.Maximum }.ShouldBe([1, 2, 4, 4, 10]);
    }

    [Fact]
    public void Numbers_are_set_against_the_label()
    {
        NumberProfile numbers = _profile["x"].Numbers!;

        // Over [1, 2, 4, 4, 10] with labels [0, 0, 0, 1, 1]: numpy.corrcoef, and 5.5 of 6 pairs in order.
        numbers.LabelCorrelation!.Value.ShouldBe(0.7317917228850433, 1e-12);
        _profile["x"].RocAuc!.Value.ShouldBe(5.5 / 6, 1e-12);
    }

    [Fact]
    public void What_is_undefined_is_null()
    {
        _profile["constant"].Numbers!.LabelCorrelation.ShouldBeNull();
        _profile["constant"].RocAuc.ShouldBe(0.5);
        _profile["empty"].Numbers.ShouldBeNull();
        _profile["empty"].MissingRatio.ShouldBe(1);
        DatasetProfile unlabelled = new Dataset([new NumberColumn("x", [1, 2])]).Profile();
        unlabelled.FraudCount.ShouldBeNull();
        unlabelled.TimeSpan.ShouldBeNull();
        unlabelled["x"].RocAuc.ShouldBeNull();
    }

    [Fact]
    public void Texts_come_by_falling_count_with_their_fraud_rate()
    {
        _profile["s"].TopTexts.ShouldBe([new("a", 3, 2 / 3.0), new("b", 1, 1.0), new("c", 1, 0.0)]);
        (_profile["s"].MissingCount, _profile["s"].DistinctCount).ShouldBe((1, 3));
    }

    [Fact]
    public void Keys_are_counted_and_not_shown()
    {
        _profile["card"].DistinctCount.ShouldBe(2);
        _profile["card"].TopTexts.ShouldBeEmpty();
        _profile.ToJson().ShouldNotContain("card-");
    }

    [Fact]
    public void Times_have_a_first_and_a_last()
    {
        _profile["t"].Times.ShouldBe(new TimestampProfile(0, 86_400_000_000));
        (_profile["t"].MissingCount, _profile["t"].DistinctCount).ShouldBe((1, 4));
    }

    [Fact]
    public void Json_reads_back_as_the_same_profile()
    {
        DatasetProfile again = DatasetProfile.FromJson(_profile.ToJson());

        again.ToJson().ShouldBe(_profile.ToJson());
        again["x"].Numbers.ShouldBe(_profile["x"].Numbers);
        Should.Throw<FraudMlException>(() => DatasetProfile.FromJson("[1]")).Message
            .ShouldBe("This JSON is no dataset profile as DatasetProfile.ToJson writes it.");
    }

    [Fact]
    public void The_table_has_a_line_for_each_column_in_invariant_culture()
    {
        string[] lines = _profile.ToString().Split('\n');

        lines[0].ShouldBe("six rows: 6 rows, 3 frauds (50.000 %), 24 hours");
        lines[2].ShouldBe("column   kind      missing distinct   AUC     IV    PSI   corr");
        lines[3].ShouldBe("x        Number     16.7 %        4  0.92  1.465 17.319   0.73");
        lines.ShouldContain("x               4.2      3.124          1          4         10");
        lines.ShouldContain("s         a (3), b (1), c (1)");
    }

    [Fact]
    public void The_text_fits_a_console_of_80_columns_and_keeps_words_and_neighbours_apart()
    {
        string[] lines = SyntheticTransactions.CreditCard(new() { RowCount = 2000 }).Profile().ToString().Split('\n');

        lines.ShouldAllBe(line => line.Length <= 80);
        lines.ShouldNotContain(line => line.Contains("-0.00 ") || line.EndsWith("-0.00", StringComparison.Ordinal));
        Regex number = new(@"^-?\d+(\.\d+)?(E[+-]\d+)?$");
        string[] numbers = [.. lines.Where(line => line.StartsWith('V') && !line.Contains("Number"))];
        numbers.Length.ShouldBe(28);
        numbers.ShouldAllBe(line =>
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Count(word => number.IsMatch(word)) == 5);
    }

    [Fact]
    public void The_time_that_moves_with_time_is_no_drift()
    {
        DatasetProfile profile = SyntheticTransactions.CreditCard(new() { RowCount = 5000 }).Profile();

        profile["Time"].Stability.Max().ShouldNotBeNull().ShouldBeGreaterThan(1);
        profile.Alerts.ShouldNotContain(alert => alert.Kind == ProfileAlertKind.Drift && alert.Column == "Time");
    }

    [Fact]
    public void Sums_are_taken_in_doubles()
    {
        var values = new float[1_000_000];
        Array.Fill(values, 0.1f);

        new Dataset([new NumberColumn("x", values)]).Profile()["x"].Numbers!.Mean.ShouldBe((double)0.1f, 1e-12);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named() =>
        Should.Throw<FraudMlException>(() => _profile["z"]).Message.ShouldBe(
            "The profile of six rows has no column 'z'. Its columns are x, constant, empty, s, card, t, y.");
}
