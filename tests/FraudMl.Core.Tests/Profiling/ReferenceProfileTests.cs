namespace FraudMl.Tests;

public sealed class ReferenceProfileTests
{
    [Fact]
    public void Bins_are_those_that_drift_is_measured_in()
    {
        Dataset data = FeatureData.Rows();
        FraudModel model = new FraudPipelineBuilder().Impute("amount").Drop(Columns.Of("city", "kind", "when"))
            .Train(Trainers.LogisticRegression()).Build().Fit(data);

        ReferenceProfile profile = ReferenceProfile.Of(model, data);

        profile.RowCount.ShouldBe(data.RowCount);
        foreach (ReferenceColumn column in profile.Columns.Where(column => column.Edges is not null).Append(profile.Probability))
        {
            double[] values = column == profile.Probability ? model.Score(data)
                : Array.ConvertAll(((NumberColumn)data[column.Name]).Values.ToArray(), value => (double)value);
            double[] known = [.. values.Where(double.IsFinite)];
            TwoSampleBins bins = TwoSample.Of(known, known).Bins;
            column.Edges.ShouldBe(bins.Edges);
            column.Heavy.ShouldBe(bins.Heavy);
            column.Counts.ShouldBe(bins.ReferenceCounts);
            column.MissingCount.ShouldBe(values.Length - known.Length);
        }
    }

    [Fact]
    public void No_rows_are_no_reference()
    {
        Dataset data = FeatureData.Rows();
        FraudModel model = new FraudPipelineBuilder().Impute("amount").Drop(Columns.Of("city", "kind", "when"))
            .Train(Trainers.LogisticRegression()).Build().Fit(data);

        Should.Throw<FraudMlException>(() => ReferenceProfile.Of(model, data.Take([]))).Message
            .ShouldBe("A reference profile needs at least one row. Got none.");
    }
}
