namespace FraudMl.Tests;

/// <summary>What every step keeps; steps and fitted steps are found by reflection, and one that is not enrolled fails.</summary>
[Collection(StepContractCases.LoadSwitch)]
public sealed class StepContractTests
{
    public static TheoryData<string> Steps => [.. StepContractCases.Names];

    [Fact]
    public void Every_step_is_enrolled() =>
        StepContractCases.Implementations(typeof(IFeatureStep)).Except(StepContractCases.StepTypes).ShouldBeEmpty();

    [Fact]
    public void Every_fitted_step_comes_out_of_a_case() =>
        StepContractCases.Implementations(typeof(IFittedStep))
            .Except(StepContractCases.Names.SelectMany(step => StepContractCases.Fit(step, FeatureData.Rows()).Features.Steps)
                .Select(fitted => fitted.GetType()))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_block_and_a_single_row_give_the_same_bits(string step)
    {
        Dataset data = FeatureData.Rows();
        FittedFeatures features = StepContractCases.Fit(step, data).Features;
        FeatureMatrix all = features.Transform(data);

        foreach (int count in new[] { 1, 2, 15, 16, 17, 1000 })
            ShouldBeSame(features.Transform(data.Take(Range(0, count))), all, Range(0, count));
        for (int row = 0; row < 200; row++) ShouldBeSame(features.Transform(data.Take([row])), all, [row]);
        int[] reversed = [.. Range(0, 1000).Reverse()];
        ShouldBeSame(features.Transform(data.Take(reversed)), all, reversed);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Training_rows_get_what_they_would_be_scored_with(string step)
    {
        Dataset data = FeatureData.Rows(3000);

        (FittedFeatures features, FeatureMatrix matrix) = StepContractCases.Fit(step, data);

        // What cross-fitted steps give training rows instead is the matter of the leak contract.
        if (StepContractCases.IsCrossFitted(step)) matrix.Values.ToArray().ShouldNotBe(features.Transform(data).Values.ToArray());
        else ShouldBeSame(features.Transform(data), matrix, Range(0, data.RowCount));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_row_of_missing_values_is_borne_and_touches_no_other_row(string step)
    {
        Dataset data = FeatureData.Rows();
        FittedFeatures features = StepContractCases.Fit(step, data).Features;
        Dataset withMissing = new([.. data.Columns.Select(column => column switch
        {
            NumberColumn numbers when !column.Is(ColumnRoles.Label) => Replaced(numbers, float.NaN),
            TextColumn texts => new TextColumn(texts.Name,
                [.. texts.Codes.ToArray().Select((code, row) => row == 7 ? TextDictionary.Missing : code)], texts.Dictionary),
            _ => column,
        })]);

        FeatureMatrix transformed = features.Transform(withMissing);

        int[] others = [.. Range(0, 1000).Where(row => row != 7)];
        ShouldBeSame(transformed.Take(others), features.Transform(data), others);
        ShouldBeSame(features.Transform(withMissing.Take([7])), transformed, [7]);
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.MaxValue)]
    [InlineData(float.Epsilon)]
    public void Extreme_values_touch_no_other_row(float value)
    {
        foreach (string step in StepContractCases.Names)
        {
            Dataset data = FeatureData.Rows();
            FittedFeatures features = StepContractCases.Fit(step, data).Features;
            Dataset extreme = new([.. data.Columns.Select(
                column => column is NumberColumn numbers && !column.Is(ColumnRoles.Label) ? Replaced(numbers, value) : column)]);

            int[] others = [.. Range(0, 1000).Where(row => row != 7)];
            ShouldBeSame(features.Transform(extreme).Take(others), features.Transform(data), others);
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void An_unseen_category_is_borne_and_touches_no_other_row(string step)
    {
        Dataset data = FeatureData.Rows();
        FittedFeatures features = StepContractCases.Fit(step, data).Features;
        int[] codes = ((TextColumn)data["city"]).Codes.ToArray();
        codes[7] = 5;
        Dataset unseen = data.With(new TextColumn("city", codes,
            new TextDictionary([.. ((TextColumn)data["city"]).Dictionary.Texts, "Atlantis"])));

        int[] others = [.. Range(0, 1000).Where(row => row != 7)];
        ShouldBeSame(features.Transform(unseen).Take(others), features.Transform(data), others);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Nothing_is_learned_from_rows_that_are_not_trained_on(string step)
    {
        Dataset data = FeatureData.Rows();
        int[] training = Range(0, 600);
        int[] codes = ((TextColumn)data["city"]).Codes.ToArray();
        codes.AsSpan(600).Fill(5);
        Dataset other = new([.. data
            .With(new TextColumn("city", codes, new TextDictionary([.. ((TextColumn)data["city"]).Dictionary.Texts, "Atlantis"]))).Columns
            .Select(column => column is NumberColumn numbers && !column.Is(ColumnRoles.Label)
                ? new NumberColumn(column.Name, [.. numbers.Values.ToArray().Select((value, row) => row < 600 ? value : 1e6f)])
                : column)]);

        byte[] fitted = StepContractCases.Saved(StepContractCases.Fit(step, data.Take(training)).Features);

        StepContractCases.Saved(StepContractCases.Fit(step, other.Take(training)).Features).ShouldBe(fitted);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void The_same_seed_gives_the_same_step(string step) =>
        StepContractCases.Saved(StepContractCases.Fit(step, FeatureData.Rows()).Features)
            .ShouldBe(StepContractCases.Saved(StepContractCases.Fit(step, FeatureData.Rows()).Features));

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_is_saved_and_loaded_unchanged(string step)
    {
        Dataset data = FeatureData.Rows();
        FraudModel model = StepContractCases.Model(StepContractCases.Fit(step, data).Features);
        using var saved = new MemoryStream();
        model.Save(saved);
        using var again = new MemoryStream();

        FraudModel loaded = FraudModel.Load(new MemoryStream(saved.ToArray()));

        loaded.Save(again);
        again.ToArray().ShouldBe(saved.ToArray());
        loaded.Score(data).Select(BitConverter.DoubleToInt64Bits).ShouldBe(model.Score(data).Select(BitConverter.DoubleToInt64Bits));
        loaded.Features.ShouldBe(model.Features);
    }

    private static NumberColumn Replaced(NumberColumn column, float value) =>
        new(column.Name, [.. column.Values.ToArray().Select((old, row) => row == 7 ? value : old)], column.Roles);

    private static int[] Range(int first, int count) => [.. Enumerable.Range(first, count)];

    private static void ShouldBeSame(FeatureMatrix got, FeatureMatrix all, int[] rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            for (int column = 0; column < all.ColumnCount; column++)
            {
                if (BitConverter.SingleToInt32Bits(got.Row(i)[column]) != BitConverter.SingleToInt32Bits(all.Row(rows[i])[column]))
                    Assert.Fail($"{all.Columns[column].Name}, row {rows[i]} of {rows.Length}: {got.Row(i)[column]:R} "
                        + $"and {all.Row(rows[i])[column]:R}");
            }
        }
    }
}
