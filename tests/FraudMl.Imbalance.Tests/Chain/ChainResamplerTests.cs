namespace FraudMl.Tests;

public sealed class ChainResamplerTests
{
    private static readonly TrainingData Data = Rows.Random(frauds: 40, legitimate: 400);

    [Fact]
    public void Origins_lead_to_the_training_rows_and_the_shift_is_that_of_all_links()
    {
        ResampledRows rows = Resamplers.Chain(Resamplers.RandomUnder(new() { TargetRatio = 0.2 }), Resamplers.Smote(),
            Resamplers.TomekLinks()).Resample(Data, Rows.Context());
        rows.Method.ShouldBe("RandomUnder + SMOTE + Tomek links");
        rows.Shift.OriginalPositiveRatio.ShouldBe(40 / 440.0, 1e-9);
        rows.Shift.TrainedPositiveRatio.ShouldBe((double)rows.Data.FraudCount / rows.Data.Labels.Length, 1e-9);
        var row = new float[4];
        for (int i = 0; i < rows.Origins.Length; i++)
        {
            RowOrigin origin = rows.Origins.Span[i];
            if (origin.IsSynthetic) SyntheticRows.Interpolate(Data.Matrix, origin, row);
            else Data.Matrix.Row(origin.Parent).CopyTo(row);
            rows.Data.Matrix.Row(i).SequenceEqual(row).ShouldBeTrue();
        }
    }

    [Fact]
    public void Rows_made_from_made_up_rows_lie_on_no_line()
    {
        RowOrigin[] origins = Resamplers.Chain(Resamplers.Smote(new() { TargetRatio = 0.5 }), Resamplers.Smote())
            .Resample(Data, Rows.Context()).Origins.ToArray();
        origins.ShouldContain(origin => origin.IsSynthetic && float.IsNaN(origin.Lambda));
        origins.Where(origin => origin.IsSynthetic).ShouldAllBe(origin => origin.Parent < 440 && origin.Neighbor < 440);
    }

    [Fact]
    public void A_chain_of_nothing_is_refused() =>
        Should.Throw<FraudMlException>(() => Resamplers.Chain()).Message.ShouldBe("Resamplers.Chain needs at least one resampler.");

    [Fact]
    public void Broken_options_of_a_part_are_told() =>
        Should.Throw<FraudMlException>(() => Resamplers.SmoteEnn(new() { Smote = new() { NeighborCount = 0 } })).Message.ShouldBe(
            "The SmoteOptions are invalid:\n- NeighborCount must be at least 1. Got 0 instead.");

    [Fact]
    public void A_function_chooses_rows()
    {
        ResampledRows rows = Resamplers.Function((data, _) => [5, .. Enumerable.Range(0, data.Labels.Length), 5])
            .Resample(Data, Rows.Context());
        rows.Data.Labels.Length.ShouldBe(442);
        rows.Data.Matrix.Row(441).SequenceEqual(Data.Matrix.Row(5)).ShouldBeTrue();
        Should.Throw<FraudMlException>(() => Resamplers.Function((_, _) => [0, 440]).Resample(Data, Rows.Context())).Message.ShouldBe(
            "Function must choose rows from 0 to 439. 1 of 2 are not.");
    }
}
