namespace FraudMl;

/// <summary>Takes away rows that their nearest neighbours vote against (Wilson, IEEE SMC 2, 1972).</summary>
[DefinedAs("Resamplers.EditedNearestNeighbors")]
internal sealed class EditedNearestNeighborsResampler(EditedNearestNeighborsOptions options) : CleaningResampler(options)
{
    public override string Name => "ENN";

    public override IResampler With(ValidatedOptions other) =>
        new EditedNearestNeighborsResampler(other.As<EditedNearestNeighborsOptions>(Name));

    protected override int[] Keep(TrainingData data, ClassRows classes, ResamplingContext context)
    {
        var edited = new EditedRows(data.Matrix, classes, context);
        return RowSets.Without(
            data.Labels.Length, [.. CleanedLabels.Of(options.Classes, classes)
                .Select(label => edited.Against(label, options.NeighborCount, options.Vote))]);
    }
}
