namespace FraudMl.Tests;

public class TargetRatioTests
{
    [Theory]
    [InlineData(28, 100, 0.29, 29)]
    [InlineData(28, 50, 0.58, 29)]
    [InlineData(62, 90, 0.70, 63)]
    [InlineData(62, 180, 0.35, 63)]
    [InlineData(122, 300, 0.41, 123)]
    public void The_ratio_asked_for_is_reached_to_the_row(int frauds, int legits, double ratio, int want) =>
        Resamplers.RandomOver(new() { TargetRatio = ratio }).Resample(Rows(frauds, legits), new ResamplingContext(1, 1)).Data.FraudCount
            .ShouldBe(want);

    [Theory]
    [InlineData(7, 1000, 0.07, 100)]
    [InlineData(29, 1000, 0.29, 100)]
    [InlineData(57, 1000, 0.57, 100)]
    public void As_many_rows_are_kept_as_the_ratio_allows(int frauds, int legits, double ratio, int want)
    {
        TrainingData kept = Resamplers.RandomUnder(new() { TargetRatio = ratio })
            .Resample(Rows(frauds, legits), new ResamplingContext(1, 1)).Data;
        (kept.FraudCount, kept.Labels.Length - kept.FraudCount).ShouldBe((frauds, want));
    }

    [Fact]
    public void A_ratio_that_is_there_already_has_nothing_to_do_in_either_direction()
    {
        Should.Throw<FraudMlException>(() => TargetCounts.ToAdd("SMOTE", new RandomOverOptions { TargetRatio = 0.29 },
            new ClassCounts(29, 100)));
        TargetCounts.ToKeep("RandomUnder", new RandomUnderOptions { TargetRatio = 0.29 }, new ClassCounts(29, 100))
            .ShouldBe(new ClassCounts(29, 100));
    }

    private static TrainingData Rows(int frauds, int legits) => new(
        new FeatureMatrix([.. Enumerable.Range(0, frauds + legits).Select(i => (float)i)], frauds + legits, [new FeatureColumn("A", "A")]),
        Enumerable.Range(0, frauds + legits).Select(i => i < frauds).ToArray());
}
